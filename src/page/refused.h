#ifndef PAGE_REFUSED_H
#define PAGE_REFUSED_H

#include "http/message.h"

/* page_refused - in answer to a form that was refused: the page that it stands on, with all that
 * was typed and what is wrong (form_again.h). The status is 422 for what is invalid. False, and
 * nothing is written, where there is no such page: the request was no form's, or what its address
 * names is not there. */
bool page_refused(request *q, response *r, const fault *wrong);

/* page_of_form - the pattern of the page that the form of a route stands on; null: none does. */
const char *page_of_form(const char *route_path);

#endif
