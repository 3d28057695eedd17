#ifndef STORE_REGISTER_H
#define STORE_REGISTER_H

#include "store/db.h"

/* register_open - db_open with DB_CREATE; a new register gets the states and organisations of the
 * gazetteer and the first entry of its log. */
code register_open(const char *path, db **out, fault *f);

/* register_path - the option's value, else $DEPOSITARY_DB, else "depositary.db". */
const char *register_path(const char *given);

#endif
