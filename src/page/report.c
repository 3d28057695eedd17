#include "page/report.h"

#include "page/pages.h"
#include "page/promise.h"
#include "page/sections.h"
#include "page/write.h"

#include "base/jout.h"

enum { SHOWN_MOST = 25 };

static void put_row(view *v, const report_row *x, bool at_session) {
    static const char *const words[REPORT_STATE_COUNT] = {
        [REPORT_NOT_ASKED] = "not asked",
        [REPORT_GIVEN] = "reported",
        [REPORT_DUE] = "report due",
        [REPORT_MISSING] = "no report",
    };
    static const char *const colours[REPORT_STATE_COUNT] = {
        [REPORT_NOT_ASKED] = "unknown",
        [REPORT_GIVEN] = "done",
        [REPORT_DUE] = "due_soon",
        [REPORT_MISSING] = "unknown",
    };
    buf *b = v->out;
    MARK(b, "<li><span class=\"when\">");
    if (at_session)
        part_date(v, x->row.due);
    else
        part_day(v, x->due.by);
    MARK(b, "</span><div class=\"about\">");
    part_record_link(v, &x->row);
    MARK(b, "<p class=\"meta\">");
    part_parties(v, &x->row);
    MARK(b, "</p><p class=\"reason\">");
    html_name(b, x->due.reason);
    if (x->due.session && !at_session) {
        MARK(b, " <a href=\"/record/");
        html_int(b, x->due.session);
        MARK(b, "\">the session</a>");
    }
    MARK(b, "</p></div><span class=\"state\"><span class=\"standing is-");
    buf_put_z(b, colours[x->due.state]);
    MARK(b, "\">");
    buf_put_z(b, words[x->due.state]);
    MARK(b, "</span></span></li>\n");
}

static void put_rows(view *v, const report_row *rows, size_t n, bool at_session) {
    MARK(v->out, "<ol class=\"records\">\n");
    for (size_t i = 0; i < n; i++) put_row(v, &rows[i], at_session);
    MARK(v->out, "</ol>\n");
}

code section_reports(view *v, const followed_filter *w, bool missing, fault *f) {
    report_row *rows;
    size_t n;
    TRY(report_browse(v->arena, v->db, w, missing, v->request->today, SHOWN_MOST, &rows, &n, f));
    if (!n) return OK;
    if (missing)
        MARK(v->out, "<section id=\"reports\"><h2>Not reported at the last session</h2>\n<p "
                     "class=\"meta\">No report is not the same as not done.</p>\n");
    else
        MARK(v->out, "<section id=\"reports\"><h2>Reports due before a session</h2>\n");
    put_rows(v, rows, n, false);
    if (n == SHOWN_MOST)
        MARK(v->out, "<p class=\"meta\">There may be more: choose a state, a pair or an owner.</p>"
                     "\n");
    MARK(v->out, "</section>\n");
    return OK;
}

code section_reports_in(view *v, const followed_filter *w, day from, day until, fault *f) {
    enum { MOST = 500 };
    report_row *rows;
    size_t n, kept = 0;
    TRY(report_browse(v->arena, v->db, w, false, v->request->today, MOST, &rows, &n, f));
    for (size_t i = 0; i < n; i++)
        if (rows[i].due.by >= from && rows[i].due.by <= until) rows[kept++] = rows[i];
    if (!kept) return OK;
    MARK(v->out, "<section id=\"reports\"><h2>Reports due before a session</h2>\n");
    put_rows(v, rows, kept, false);
    MARK(v->out, "</section>\n");
    return OK;
}

code section_report(view *v, int64_t commitment_id, fault *f) {
    follow_report_due x;
    TRY(report_of(v->arena, v->db, commitment_id, v->request->today, &x, f));
    if (x.state == REPORT_NOT_ASKED) return OK;
    buf *b = v->out;
    MARK(b, "<p id=\"session-report\">");
    if (x.state == REPORT_DUE) {
        MARK(b, "<strong>Report due by ");
        part_day(v, x.by);
        MARK(b, "</strong>: ");
    }
    html_name(b, x.reason);
    MARK(b, ". <a href=\"/record/");
    html_int(b, x.session);
    MARK(b, "\">The session</a></p>\n");
    return OK;
}

code section_report_at(view *v, int64_t session_id, fault *f) {
    report_row *rows;
    size_t n;
    TRY(report_at(v->arena, v->db, session_id, v->request->today, &rows, &n, f));
    if (!n) return OK;
    size_t given = 0;
    for (size_t i = 0; i < n; i++) given += rows[i].due.state == REPORT_GIVEN;
    buf *b = v->out;
    MARK(b, "<section id=\"reports\"><h2>What reports at it</h2>\n<p class=\"meta\">");
    html_int(b, (int64_t)n);
    MARK(b, " open, of which ");
    html_int(b, (int64_t)given);
    MARK(b, " reported. No report is not the same as not done.</p>\n");
    put_rows(v, rows, n, true);
    MARK(b, "</section>\n");
    return OK;
}

void part_sessions(view *v, str action, str words) {
    buf *b = v->out;
    if (words.n) {
        MARK(b, "<p class=\"meta\" id=\"tied\">Reports are due before each session of: ");
        if (str_eq_nocase(words, S("any")))
            MARK(b, "any joint commission");
        else
            html_name(b, words);
        MARK(b, "</p>\n");
    }
    MARK(b, "<details id=\"tie-sessions\"><summary>Reports before sessions</summary>\n");
    form_open(v, action, false);
    put_line_input(v, "sessions",
                   "Before each session of (the name of the body, \"any\" for every joint "
                   "commission, or empty)",
                   "text", words, false);
    MARK(b, "<p><button>Save</button></p></form></details>\n");
}

typedef struct {
    int64_t id;
    str sessions;
    str one, other;
} tied;

static code work_record(change *c, void *context, fault *f) {
    const tied *x = context;
    buf text;
    jout j;
    buf_init(&text, 0);
    jout_init(&j, &text);
    jout_open(&j, '{');
    jout_pair_str(&j, "sessions", x->sessions);
    jout_close(&j, '}');
    str patch = text.code == OK ? str_copy(c->a, buf_str(&text)) : (str){0};
    buf_reset(&text);
    if (!patch.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    return record_edit(c, x->id, patch, f);
}

code sessions_tie(request *q, response *r, str location, fault *f) {
    tied x = {.sessions = str_trim(request_value(q, "sessions"))};
    TRY(record_id_of(request_path_value(q, 0), &x.id, f));
    return page_change(q, r, "edit", work_record, &x, location, f);
}

static code work_pair(change *c, void *context, fault *f) {
    const tied *x = context;
    actor_ref one, other;
    TRY(actor_lookup(c->a, c->d, x->one, &one, f));
    TRY(actor_lookup(c->a, c->d, x->other, &other, f));
    change_about(c, "actor", one.id, (str){0}, x->sessions);
    return pair_reporting_set(c, one.id, other.id, x->sessions, f);
}

code pair_sessions_tie(request *q, response *r, str location, fault *f) {
    tied x = {.sessions = str_trim(request_value(q, "sessions")),
              .one = request_path_value(q, 0),
              .other = request_path_value(q, 1)};
    return page_change(q, r, "sessions", work_pair, &x, location, f);
}

code post_sessions(request *q, response *r, fault *f) {
    int64_t id;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    str to = str_format(q->arena, "/record/%lld", (long long)id);
    return to.p ? sessions_tie(q, r, to, f) : fault_set(f, NOMEM, NULL, "not enough memory");
}

code post_pair_sessions(request *q, response *r, fault *f) {
    str to = str_format(q->arena, "/pair/" STR_FMT "/" STR_FMT, STR_ARG(request_path_value(q, 0)),
                        STR_ARG(request_path_value(q, 1)));
    return to.p ? pair_sessions_tie(q, r, to, f) : fault_set(f, NOMEM, NULL, "not enough memory");
}
