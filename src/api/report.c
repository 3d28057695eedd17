/* Reports before sessions as data, and what ties promises to sessions. */
#include "api/api.h"
#include "api/write.h"

#include "page/promise.h"
#include "page/report.h"

code api_reports(request *q, response *r, fault *f) {
    followed_filter w;
    report_row *rows;
    size_t n;
    jout j;
    TRY(promise_filter(q, &w, f));
    bool missing = str_eq(request_value(q, "missing"), S("1"));
    TRY(report_browse(q->arena, q->worker, &w, missing, q->today, 500, &rows, &n, f));
    answer_begin(r, &j);
    jout_key(&j, "reports");
    jout_open(&j, '[');
    for (size_t i = 0; i < n; i++) {
        char by[16];
        day_format(rows[i].due.by, by);
        jout_open(&j, '{');
        jout_key(&j, "promise");
        write_record(&j, &rows[i].row);
        jout_pair_str(&j, "state", str_of(follow_report_state_name(rows[i].due.state)));
        jout_pair_str(&j, "by", str_of(by));
        jout_pair_int(&j, "session", rows[i].due.session);
        jout_pair_str(&j, "session_label", rows[i].session);
        jout_pair_str(&j, "owner", rows[i].owner);
        jout_pair_str(&j, "reason", rows[i].due.reason);
        jout_close(&j, '}');
    }
    jout_close(&j, ']');
    answer_end(r, &j);
    return OK;
}

static void tell(request *q, response *r) {
    jout j;
    answer_begin(r, &j);
    jout_pair_str(&j, "sessions", str_trim(request_value(q, "sessions")));
    answer_end(r, &j);
}

code api_sessions(request *q, response *r, fault *f) {
    TRY(sessions_tie(q, r, S("/"), f));
    tell(q, r);
    return OK;
}

code api_pair_sessions(request *q, response *r, fault *f) {
    TRY(pair_sessions_tie(q, r, S("/"), f));
    tell(q, r);
    return OK;
}
