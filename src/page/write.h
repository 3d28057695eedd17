#ifndef PAGE_WRITE_H
#define PAGE_WRITE_H

#include "http/message.h"
#include "store/change.h"

/* page_change - what a form asks for, inside a change named `action`, on the one writer; then the
 * client goes on to `location` (a path of this site). */
code page_change(request *q, response *r, const char *action,
                 code (*work)(change *c, void *context, fault *f), void *context, str location,
                 fault *f);

/* page_answer - a page in answer to a form, with a reader of its own in q->worker meanwhile. */
code page_answer(request *q, response *r,
                 code (*page)(request *q, response *r, void *context, fault *f), void *context,
                 fault *f);

#endif
