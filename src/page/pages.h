#ifndef PAGE_PAGES_H
#define PAGE_PAGES_H

#include "http/route.h"

/* The functions behind the routes (routes.c), a file a family. Each writes a whole answer. */

code page_front(request *q, response *r, fault *f);
code page_search(request *q, response *r, fault *f);

code page_instrument(request *q, response *r, fault *f);
code page_party_line(request *q, response *r, fault *f);
code post_act(request *q, response *r, fault *f);
code post_act_remove(request *q, response *r, fault *f);
code page_terms(request *q, response *r, fault *f);
code post_terms(request *q, response *r, fault *f);
code post_terms_propose(request *q, response *r, fault *f);
code page_state_status(request *q, response *r, fault *f);
code page_engagement(request *q, response *r, fault *f);
code page_commitment(request *q, response *r, fault *f);
code page_position(request *q, response *r, fault *f);
code page_membership(request *q, response *r, fault *f);
code page_relation(request *q, response *r, fault *f);
code page_any_record(request *q, response *r, fault *f);
code page_record_edit(request *q, response *r, fault *f);
code post_record_edit(request *q, response *r, fault *f);
code page_record_csv(request *q, response *r, fault *f);
code page_parties_csv(request *q, response *r, fault *f);

code page_instruments(request *q, response *r, fault *f);
code page_engagements(request *q, response *r, fault *f);
code page_commitments(request *q, response *r, fault *f);
code page_positions(request *q, response *r, fault *f);
code page_memberships(request *q, response *r, fault *f);
code page_relations(request *q, response *r, fault *f);
code page_due(request *q, response *r, fault *f);
code page_scorecard(request *q, response *r, fault *f);
code page_calendar(request *q, response *r, fault *f);
code page_calendar_private(request *q, response *r, fault *f);
code page_due_private(request *q, response *r, fault *f);
code page_changes(request *q, response *r, fault *f);
code page_proposals(request *q, response *r, fault *f);
code post_link_confirm(request *q, response *r, fault *f);
code post_link_refuse(request *q, response *r, fault *f);
code post_roadmap(request *q, response *r, fault *f);
code post_progress(request *q, response *r, fault *f);
code post_minutes(request *q, response *r, fault *f);
code post_report_accept(request *q, response *r, fault *f);
code post_report_refuse(request *q, response *r, fault *f);
code post_sessions(request *q, response *r, fault *f);
code post_pair_sessions(request *q, response *r, fault *f);
code post_promise_edit(request *q, response *r, fault *f);
code post_plan(request *q, response *r, fault *f);

code page_states(request *q, response *r, fault *f);
code page_state(request *q, response *r, fault *f);
code page_body_csv(request *q, response *r, fault *f);
code page_body(request *q, response *r, fault *f);
code page_pair_choose(request *q, response *r, fault *f);
code page_map(request *q, response *r, fault *f);
code page_instrument_map(request *q, response *r, fault *f);
code page_matrix(request *q, response *r, fault *f);
code page_sectors(request *q, response *r, fault *f);
code page_sector(request *q, response *r, fault *f);
code page_month(request *q, response *r, fault *f);
code page_brief(request *q, response *r, fault *f);
code page_pair(request *q, response *r, fault *f);

code page_sources(request *q, response *r, fault *f);
code page_source(request *q, response *r, fault *f);
code page_source_original(request *q, response *r, fault *f);

code page_add(request *q, response *r, fault *f);
code post_add(request *q, response *r, fault *f);
code page_draft(request *q, response *r, fault *f);
code post_draft_accept(request *q, response *r, fault *f);
code post_draft_reject(request *q, response *r, fault *f);
code post_draft_edit(request *q, response *r, fault *f);
code post_source_accept(request *q, response *r, fault *f);
code post_source_reject(request *q, response *r, fault *f);
code page_review(request *q, response *r, fault *f);
code page_merge(request *q, response *r, fault *f);
code post_draft_split(request *q, response *r, fault *f);
code post_source_fact(request *q, response *r, fault *f);
code post_undo(request *q, response *r, fault *f);

code page_log(request *q, response *r, fault *f);
code page_help(request *q, response *r, fault *f);
code page_asset(request *q, response *r, fault *f);
void page_fault(request *q, response *r, const fault *f);

extern const route page_rows[];
extern const size_t page_row_count;

#endif
