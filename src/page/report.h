#ifndef PAGE_REPORT_H
#define PAGE_REPORT_H

#include "page/view.h"
#include "store/report.h"

/* Reports before the sessions of a commission (store/report.h), on pages. */

/* section_reports - reports that are due before a session, or (missing) that were not made at the
 * last one; nothing where there are none. */
code section_reports(view *v, const followed_filter *w, bool missing, fault *f);

/* section_reports_in - those that are due on days of [from, until]. */
code section_reports_in(view *v, const followed_filter *w, day from, day until, fault *f);

/* section_report - on the page of a promise: whether a report is due; nothing where it is tied to
 * no session. */
code section_report(view *v, int64_t commitment_id, fault *f);

/* section_report_at - on the page of a session: what reports at it, and whether it has. */
code section_report_at(view *v, int64_t session_id, fault *f);

/* part_sessions - the form that ties a record's parts, or what two states promised, to sessions.
 * `action`: where it goes; `words`: what holds. */
void part_sessions(view *v, str action, str words);

/* sessions_tie - the words (field sessions) of a request for the record in its address, or for the
 * pair there. */
code sessions_tie(request *q, response *r, str location, fault *f);
code pair_sessions_tie(request *q, response *r, str location, fault *f);

#endif
