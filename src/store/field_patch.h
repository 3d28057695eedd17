#ifndef STORE_FIELD_PATCH_H
#define STORE_FIELD_PATCH_H

#include "base/jout.h"

/* field_patch - one field of a record, as a person writes it, as a member of a patch object
 * (record_edit, draft_edit). An empty value empties the field. Lists are parted by semicolons, of
 * codes and sectors by commas; of what is a number the number is written, and what is none stays a
 * text, which the patch is then refused for. */
void field_patch(jout *j, str name, str value);

/* str_real - the whole of `text` as a number; spaces and commas between thousands are passed over.
 */
bool str_real(str text, double *out);

#endif
