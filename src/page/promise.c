#include "page/promise.h"

#include "base/words.h"

#include <stdlib.h>

static void put_span(buf *b, int64_t n, const char *unit) {
    html_int(b, n);
    buf_put_z(b, unit);
    if (n != 1) MARK(b, "s");
}

/* In the unit that fits: " by 31 days", " by 5 months". */
static void put_lateness(view *v, const follow_verdict *x) {
    buf *b = v->out;
    int64_t days = (int64_t)v->request->today - x->due_last;
    if (!x->overdue || x->due_last == DAY_NONE || days <= 0) return;
    MARK(b, " by ");
    if (days < 60) put_span(b, days, " day");
    if (days >= 60 && days < 730) put_span(b, days / 30, " month");
    if (days >= 730) put_span(b, days * 100 / 36525, " year");
}

void part_verdict(view *v, const follow_verdict *x) {
    buf *b = v->out;
    MARK(b, "<span class=\"standing is-");
    buf_put_z(b, follow_status_name(x->state));
    MARK(b, "\">");
    html_text(b, words_of(v->arena, str_of(follow_status_name(x->state))));
    if (x->state == FOLLOW_LATE) put_lateness(v, x);
    /* What nobody tells of is not the same as what is known to be undone. */
    if (x->silent && x->state == FOLLOW_LATE) MARK(b, ", no word of it");
    MARK(b, "</span>");
}

void part_reason(view *v, const follow_verdict *x) {
    buf *b = v->out;
    str rest = x->reason, before;
    size_t i;
    bool along = html_runs_along(x->reason);
    if (!along) MARK(b, "<bdi>");
    while (follow_reason_next(x, &rest, &before, &i)) {
        html_text(b, before);
        MARK(b, "<a href=\"/record/");
        html_int(b, x->rests_on[i]);
        MARK(b, "\">");
        if (x->rests_on_label[i].n) {
            html_name(b, x->rests_on_label[i]);
        } else {
            MARK(b, "record ");
            html_int(b, x->rests_on[i]);
        }
        MARK(b, "</a>");
    }
    html_text(b, rest);
    if (!along) MARK(b, "</bdi>");
}

static int id_order(const void *a, const void *b) {
    int64_t x = ((const followed *)a)->id, y = ((const followed *)b)->id;
    return x < y ? -1 : x > y;
}

code promise_verdicts(view *v, const record_row *items, size_t count, const follow_verdict ***out,
                      fault *f) {
    followed *all = arena_array(v->arena, count + 1, sizeof *all);
    const follow_verdict **found = arena_array(v->arena, count + 1, sizeof *found);
    if (!all || !found) return fault_set(f, NOMEM, NULL, "not enough memory");
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        found[i] = NULL;
        n += followed_of(&items[i], &all[n]);
    }
    qsort(all, n, sizeof *all, id_order);
    if (n) TRY(follow_judge(v->arena, v->db, all, n, v->request->today, false, f));
    for (size_t i = 0; n && i < count; i++) {
        followed key = {.id = items[i].id};
        followed *x = bsearch(&key, all, n, sizeof *all, id_order);
        if (x) found[i] = &x->verdict;
    }
    *out = found;
    return OK;
}

static void put_promise(view *v, const promise_row *p, const evidence_row *quote) {
    buf *b = v->out;
    MARK(b, "<li><span class=\"when\">");
    if (p->due.n)
        part_date(v, p->due);
    else
        html_name(b, p->due_words);
    MARK(b, "</span><div class=\"about\">");
    part_record_link(v, &p->row);
    MARK(b, "<p class=\"meta\">");
    if (p->row.family != RECORD_COMMITMENT) {
        part_kind(v, &p->row);
        MARK(b, "; ");
    }
    part_parties(v, &p->row);
    part_sectors(v, p->row.sectors);
    MARK(b, "</p><p class=\"reason\">");
    part_reason(v, &p->verdict);
    MARK(b, "</p>");
    if (quote->id) part_sentence(v, quote);
    MARK(b, "</div><span class=\"state\">");
    part_verdict(v, &p->verdict);
    MARK(b, "</span></li>\n");
}

code part_promise_list(view *v, const promise_row *items, size_t count, fault *f) {
    if (!count) return OK;
    evidence_row *quotes;
    int64_t *ids = arena_array(v->arena, count, sizeof *ids);
    if (!ids) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < count; i++) ids[i] = items[i].row.id;
    TRY(record_quotes(v->arena, v->db, ids, count, &quotes, f));
    MARK(v->out, "<ol class=\"records\">\n");
    for (size_t i = 0; i < count; i++) put_promise(v, &items[i], &quotes[i]);
    MARK(v->out, "</ol>\n");
    return OK;
}

code part_due_list(view *v, const due_row *items, size_t count, fault *f) {
    int64_t *ids = arena_array(v->arena, count + 1, sizeof *ids);
    promise_row *rows;
    size_t n;
    if (!ids) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < count; i++) ids[i] = items[i].row.id;
    TRY(promise_rows(v->arena, v->db, ids, count, v->request->today, &rows, &n, f));
    return part_promise_list(v, rows, n, f);
}

static void put_legal(view *v, const legal_row *l) {
    static const char *const words[LEGAL_COUNT] = {
        [LEGAL_RATIFY] = "to be ratified",
        [LEGAL_NOTIFY] = "notification missing",
        [LEGAL_NOTICE] = "last day for notice",
        [LEGAL_ENDS] = "ends",
        [LEGAL_NEGOTIATE] = "long under negotiation",
    };
    buf *b = v->out;
    MARK(b, "<li><span class=\"when\">");
    part_day(v, l->day);
    MARK(b, "</span><div class=\"about\">");
    part_record_link(v, &l->row);
    if (l->party.id) {
        MARK(b, "<p class=\"meta\">");
        part_actor(v, &l->party);
        MARK(b, "</p>");
    }
    MARK(b, "<p class=\"reason\">");
    html_name(b, l->reason);
    MARK(b, "</p></div><span class=\"state\"><span class=\"standing is-");
    buf_put_z(b, l->overdue ? "late" : "due_soon");
    MARK(b, "\">");
    buf_put_z(b, words[l->kind]);
    MARK(b, "</span></span></li>\n");
}

void part_legal_list(view *v, const legal_row *items, size_t count) {
    if (!count) return;
    MARK(v->out, "<ol class=\"records\">\n");
    for (size_t i = 0; i < count; i++) put_legal(v, &items[i]);
    MARK(v->out, "</ol>\n");
}

code section_standing(view *v, const record_row *row, fault *f) {
    bool is;
    follow_verdict x;
    TRY(follow_judge_row(v->arena, v->db, row, v->request->today, &is, &x, f));
    if (!is) return OK;
    MARK(v->out, "<p class=\"lead\" id=\"standing\">");
    part_verdict(v, &x);
    MARK(v->out, " <span class=\"reason\">");
    part_reason(v, &x);
    MARK(v->out, "</span></p>\n");
    return OK;
}

code section_announced(view *v, int64_t engagement_id, fault *f) {
    followed_filter filter = FOLLOWED_ANY;
    promise_page page;
    filter.outcome_of = engagement_id;
    TRY(promise_browse(v->arena, v->db, &filter, v->request->today, S(""), 200, &page, f));
    if (!page.count) return OK;
    size_t kept = 0, silent = 0;
    for (size_t i = 0; i < page.count; i++) {
        follow_status s = page.items[i].verdict.state;
        kept += s == FOLLOW_DONE || s == FOLLOW_DONE_LATE;
        silent += page.items[i].verdict.silent;
    }
    buf *b = v->out;
    MARK(b, "<section id=\"announced\"><h2>What was announced, and where it stands today</h2>\n"
            "<p class=\"meta\">");
    html_int(b, (int64_t)page.count);
    MARK(b, " announced: ");
    html_int(b, (int64_t)kept);
    MARK(b, " carried out, ");
    html_int(b, (int64_t)silent);
    MARK(b, " of which no source tells what came.</p>\n");
    TRY(part_promise_list(v, page.items, page.count, f));
    MARK(b, "</section>\n");
    return OK;
}

code section_legal(view *v, int64_t instrument_id, fault *f) {
    legal_row *rows;
    size_t n;
    TRY(legal_of(v->arena, v->db, instrument_id, v->request->today, &rows, &n, f));
    if (!n) return OK;
    MARK(v->out, "<section id=\"due\"><h2>Due under the law</h2>\n");
    part_legal_list(v, rows, n);
    MARK(v->out, "</section>\n");
    return OK;
}
