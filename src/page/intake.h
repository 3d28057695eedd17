#ifndef PAGE_INTAKE_H
#define PAGE_INTAKE_H

#include "http/message.h"
#include "store/source.h"
#include "text/document.h"

/* A document in a request. */
typedef struct {
    document doc;
    new_source source;
    fact *facts;
    size_t fact_count;
} intake;

/* intake_read - from the fields text or file, published, address, publisher, title: everything that
 * can be wrong with a document is found here, before the register is touched. INVALID names the
 * field. */
code intake_read(request *q, intake *in, fault *f);

/* intake_fields - these fields of a form. */
void intake_fields(buf *b);

#endif
