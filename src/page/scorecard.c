/* How promises were kept: counts, each leading to the list of what it counts. */
#include "store/scorecard.h"
#include "page/pages.h"
#include "page/promise.h"

enum { ROWS_MOST = 200 };

/* A column: the states that it counts, as the parameter `is` names them. */
static const struct {
    const char *head, *is;
} columns[] = {
    {"Kept", "done"},           {"Kept late", "done_late"}, {"In part", "partly"}, {"Late", "late"},
    {"Not due yet", "pending"}, {"No day set", "unknown"},  {"Given up", "over"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static size_t count_of(const scorecard_row *row, const char *is) {
    unsigned states = 0;
    size_t n = 0;
    follow_group_of(str_of(is), &states);
    for (int s = 0; s < FOLLOW_STATE_COUNT; s++)
        if (states >> s & 1) n += row->of[s];
    return n;
}

/* The address of a count: the filters of this page, the row's own, and the column's. */
static void put_address(view *v, scorecard_by by, str key, const char *name, const char *value) {
    static const char *const kept[] = {"state", "other", "owner", "sector", "kind", "year", "pair"};
    buf *b = v->out;
    MARK(b, "/due?show=all");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        str given = request_value(v->request, kept[i]);
        if (!given.n || (key.n && str_eq_z(str_of(kept[i]), scorecard_by_name(by)))) continue;
        MARK(b, "&amp;");
        buf_put_z(b, kept[i]);
        MARK(b, "=");
        html_path(b, given);
    }
    if (key.n) {
        MARK(b, "&amp;");
        buf_put_z(b, scorecard_by_name(by));
        MARK(b, "=");
        html_path(b, key);
    }
    if (name) {
        MARK(b, "&amp;");
        buf_put_z(b, name);
        MARK(b, "=");
        buf_put_z(b, value);
    }
}

static void put_count(view *v, scorecard_by by, str key, size_t n, const char *name,
                      const char *value) {
    buf *b = v->out;
    MARK(b, "<td class=\"number\">");
    if (n) {
        MARK(b, "<a href=\"");
        put_address(v, by, key, name, value);
        MARK(b, "\">");
        html_int(b, (int64_t)n);
        MARK(b, "</a>");
    } else {
        MARK(b, "0");
    }
    MARK(b, "</td>");
}

static void put_row(view *v, scorecard_by by, const scorecard_row *row, str label) {
    buf *b = v->out;
    MARK(b, "<tr><th scope=\"row\">");
    html_name(b, label);
    MARK(b, "</th>");
    put_count(v, by, row->key, row->count, NULL, NULL);
    for (size_t i = 0; i < COLUMNS; i++)
        put_count(v, by, row->key, count_of(row, columns[i].is), "is", columns[i].is);
    put_count(v, by, row->key, row->silent, "silent", "1");
    MARK(b, "</tr>\n");
}

static void put_table(view *v, const scorecard *card, scorecard_by by) {
    buf *b = v->out;
    MARK(b, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Scorecard\"><table>"
            "<thead><tr><th scope=\"col\">By ");
    buf_put_z(b, scorecard_by_name(by));
    MARK(b, "</th><th scope=\"col\">Promises</th>");
    for (size_t i = 0; i < COLUMNS; i++) {
        MARK(b, "<th scope=\"col\">");
        buf_put_z(b, columns[i].head);
        MARK(b, "</th>");
    }
    MARK(b, "<th scope=\"col\">No word of it</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < card->count && i < ROWS_MOST; i++)
        put_row(v, by, &card->rows[i], words_of(v->arena, card->rows[i].label));
    put_row(v, by, &card->all, S("all"));
    MARK(b, "</tbody></table></div>\n");
    if (card->count <= ROWS_MOST) return;
    MARK(b, "<p class=\"meta\">The ");
    html_int(b, ROWS_MOST);
    MARK(b, " with most promises are shown, of ");
    html_int(b, (int64_t)card->count);
    MARK(b, ".</p>\n");
}

static void put_filters(view *v, scorecard_by by) {
    const request *q = v->request;
    MARK(v->out, "<form class=\"filters\" aria-label=\"Filters\">");
    put_select_start(v, "by", "Counted by", "pair");
    for (scorecard_by x = BY_STATE; x < BY_COUNT; x++)
        put_select_option(v, str_of(scorecard_by_name(x)), str_of(scorecard_by_name(by)));
    put_select_end(v);
    put_line_input(v, "state", "State", "text", request_value(q, "state"), false);
    put_line_input(v, "other", "and", "text", request_value(q, "other"), false);
    put_select_start(v, "sector", "Sector", "any");
    for (sector s = 0; s < SECTOR_COUNT; s++)
        put_select_option(v, str_of(sector_name(s)), request_value(q, "sector"));
    put_select_end(v);
    put_line_input(v, "year", "Year", "text", request_value(q, "year"), false);
    MARK(v->out, "<p><button>Count</button></p></form>\n");
}

code page_scorecard(request *q, response *r, fault *f) {
    followed_filter w;
    scorecard card;
    scorecard_by by = BY_PAIR;
    str word = request_value(q, "by");
    TRY(promise_filter(q, &w, f));
    if (word.n && !scorecard_by_of(word, &by))
        return fault_set(f, INVALID, "by", "must be pair, state, sector, year or kind");
    TRY(scorecard_find(q->arena, q->worker, &w, by, q->today, &card, f));
    const page_head head = {.title = S("Scorecard"), .section = "/commitments"};
    view v = view_open(q, r, &head);
    MARK(v.out,
         "<p class=\"tabs\"><a href=\"/commitments\">All</a> <a href=\"/due\">Due</a> "
         "<a href=\"/due?show=late\">Late</a> <strong>Scorecard</strong> "
         "<a href=\"/proposals\">Proposals</a></p>\n"
         "<p>Promises, planned meetings and documents to be signed, by where they stand on ");
    part_day(&v, q->today);
    MARK(v.out, ". A promise that no source speaks of again is counted as such beside its state: "
                "no word is not the same as not done. Each number opens what it counts.</p>\n");
    put_filters(&v, by);
    if (card.all.count)
        put_table(&v, &card, by);
    else
        part_teach(&v, S("No promise fits. What was kept, late or open is counted here, by pair, "
                         "state, sector, year or kind."));
    view_close(&v);
    return OK;
}
