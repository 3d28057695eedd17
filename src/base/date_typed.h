#ifndef BASE_DATE_TYPED_H
#define BASE_DATE_TYPED_H

#include "base/str.h"

/* date_typed - a date as people type it, as EDTF: "14 October 2026", "October 14, 2026", "14 Oct
 * 2026", "October 2026", "14.10.2026". Anything else, EDTF above all, comes back as it is, without
 * blanks around it; so does "10/11/2026", of which nobody can tell the month. Whether the day
 * exists is for edtf_parse to say. Null pointer on NOMEM. */
str date_typed(arena *a, str typed);

#endif
