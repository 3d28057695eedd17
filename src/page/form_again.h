#ifndef PAGE_FORM_AGAIN_H
#define PAGE_FORM_AGAIN_H

#include "http/form.h"

/* What was sent, and why it was refused. */
typedef struct {
    str action;              /* the path it was sent to, not escaped */
    str page;                /* the address of the page that its form stands on, without a query */
    const field_list *given; /* the fields that were sent */
    /* Names of fields that the page may be without: what was sent of them goes with its form. */
    const char *const *keeps; /* null ends them */
    size_t keep_count;
    str item;           /* the id of the list item it is about, where no field is wrong; or empty */
    const fault *wrong; /* its place names a field; of several alike "draft[12]": that value */
} refusal;

/* form_again - a page of this program once more, with its form of that action as it was filled in
 * and with what is wrong: "Error:" before the title; a summary in an alert on top that has the
 * focus and leads to the field; the message beside the field, which is marked as invalid and
 * described by it. What is folded around the form is opened. The page is answered under another
 * address than its own, so links and forms that count from it are given it in full.
 *
 * `html` is what page/ writes: attributes in double quotes, text escaped, tags closed. Pure.
 * A place that is no field stands in the summary alone, or beside the only field that is seen.
 * NOMEM. */
code form_again(arena *a, str html, const refusal *x, str *out, fault *f);

#endif
