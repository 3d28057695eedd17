#ifndef PAGE_WRITE_H
#define PAGE_WRITE_H

#include "http/message.h"
#include "store/change.h"

/* page_change - what a form asks for, inside a change named `action`, on the one writer; then the
 * client goes on to `location` (a path of this site). */
code page_change(request *q, response *r, const char *action,
                 code (*work)(change *c, void *context, fault *f), void *context, str location,
                 fault *f);

#endif
