#ifndef PAGE_PROPOSALS_H
#define PAGE_PROPOSALS_H

#include "page/view.h"

/* link_buttons - to confirm or refuse a proposed link. record_id: the page to come back to (0: the
 * list of proposals). `about`: whom the buttons are about, for those who hear them. */
void link_buttons(view *v, int64_t link_id, int64_t record_id, str about);

#endif
