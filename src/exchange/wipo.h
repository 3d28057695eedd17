#ifndef EXCHANGE_WIPO_H
#define EXCHANGE_WIPO_H

#include "store/change.h"

/* wipo_import - WIPO's list of contracting parties (CSV: Contracting Party, Treaty, Signature Date,
 * Instrument Type, Instrument Date, Entry Into Force Date). The treaties themselves, their final
 * clauses and the codes of the parties come with the program (data/wipo). What is there already is
 * passed over. INVALID: the place is "name:line". */
typedef struct {
    size_t treaties, acts;
} wipo_imported;

code wipo_import(change *c, str csv, const char *name, wipo_imported *out, fault *f);

#endif
