#ifndef API_API_H
#define API_API_H

#include "http/route.h"

/* The register's data as JSON, under /api/. The same functions of the store as the pages. */

extern const route api_rows[];
extern const size_t api_row_count;

code api_records(request *q, response *r, fault *f);
code api_record(request *q, response *r, fault *f);
code api_body(request *q, response *r, fault *f);
code api_status(request *q, response *r, fault *f);
code api_acts(request *q, response *r, fault *f);
code api_act_add(request *q, response *r, fault *f);
code api_act_remove(request *q, response *r, fault *f);
code api_terms(request *q, response *r, fault *f);
code api_terms_propose(request *q, response *r, fault *f);
code api_promises(request *q, response *r, fault *f);
code api_commitment(request *q, response *r, fault *f);
code api_proposals(request *q, response *r, fault *f);
code api_progress(request *q, response *r, fault *f);
code api_roadmap(request *q, response *r, fault *f);
code api_offers(request *q, response *r, fault *f);
code api_minutes(request *q, response *r, fault *f);
code api_report_accept(request *q, response *r, fault *f);
code api_report_refuse(request *q, response *r, fault *f);
code api_reports(request *q, response *r, fault *f);
code api_sessions(request *q, response *r, fault *f);
code api_pair_sessions(request *q, response *r, fault *f);
code api_promise_edit(request *q, response *r, fault *f);
code api_plan(request *q, response *r, fault *f);
code api_link_confirm(request *q, response *r, fault *f);
code api_link_refuse(request *q, response *r, fault *f);
code api_search(request *q, response *r, fault *f);
code api_source(request *q, response *r, fault *f);
code api_openapi(request *q, response *r, fault *f);

#endif
