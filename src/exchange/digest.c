/* What is to be told, as text. */
#include "exchange/digest.h"

#include "base/utf8.h"

enum { WIDTH = 76 };

/* A word of the register's, without what could begin a line or hide one. */
static void put_word(buf *b, str word) {
    for (size_t i = 0; i < word.n;) {
        uint32_t point;
        size_t n = utf8_decode(word, i, &point);
        if (point == UTF8_BAD)
            buf_put(b, S("\xef\xbf\xbd"));
        else
            buf_put(b, str_slice(word, i, i + n));
        i += n;
    }
}

/* White space, control characters, the line and paragraph separators, and the marks that turn the
 * direction of writing over the end of a line. */
static bool parts_words(uint32_t p) {
    return p <= 32 || (p >= 127 && p <= 160) || p == 0x2028 || p == 0x2029 ||
           (p >= 0x202a && p <= 0x202e) || (p >= 0x2066 && p <= 0x2069);
}

/* Text in lines of WIDTH: the first begins with `head`, the others with as many spaces. */
static void put_wrapped(buf *b, str head, str text) {
    size_t column = head.n, at = 0;
    bool first = true;
    buf_put(b, head);
    while (at < text.n) {
        uint32_t point;
        size_t end = at;
        while (end < text.n) {
            size_t n = utf8_decode(text, end, &point);
            if (parts_words(point)) break;
            end += n;
        }
        str word = str_slice(text, at, end);
        size_t wide = utf8_length(word);
        if (word.n && !first && column + 1 + wide > WIDTH) {
            buf_put_char(b, '\n');
            for (size_t i = 0; i < head.n; i++) buf_put_char(b, ' ');
            column = head.n;
            first = true;
        }
        if (word.n && !first) {
            buf_put_char(b, ' ');
            column++;
        }
        if (word.n) first = false;
        put_word(b, word);
        column += wide;
        at = end < text.n ? end + utf8_decode(text, end, &point) : end;
    }
    buf_put_char(b, '\n');
}

static void put_head(buf *b, const char *title, size_t count) {
    buf_printf(b, "\n%s (%zu)\n\n", title, count);
}

static void put_rest(buf *b, size_t shown, size_t total) {
    if (total > shown) buf_printf(b, "- and %zu more\n", total - shown);
}

static void put_address(buf *b, str site, const record_row *row) {
    if (!site.n) return;
    buf_printf(b, "  " STR_FMT "/%s/%lld\n", STR_ARG(site), record_name(row->family),
               (long long)row->id);
}

static void put_item(buf *b, str date, str label, str reason, str site, const record_row *row) {
    buf line;
    buf_init(&line, 0);
    if (date.n) buf_printf(&line, STR_FMT ": ", STR_ARG(date));
    buf_put(&line, label);
    put_wrapped(b, S("- "), buf_str(&line));
    if (reason.n) put_wrapped(b, S("  "), reason);
    put_address(b, site, row);
    buf_reset(&line);
}

static void put_promises(buf *b, const char *title, const promise_row *rows, size_t count,
                         size_t total, str site) {
    if (!total) return;
    put_head(b, title, total);
    for (size_t i = 0; i < count; i++)
        put_item(b, rows[i].due, rows[i].row.label, rows[i].verdict.reason, site, &rows[i].row);
    put_rest(b, count, total);
}

static void put_legal(buf *b, const digest *x, str site) {
    if (!x->legal_count) return;
    put_head(b, "UNDER THE LAW", x->legal_count);
    for (size_t i = 0; i < x->legal_count; i++) {
        const legal_row *l = &x->legal[i];
        char on[16];
        day_format(l->day, on);
        put_item(b, str_of(on), l->row.label, l->reason, site, &l->row);
    }
}

static void put_reports(buf *b, const digest *x, str site) {
    if (!x->report_count) return;
    put_head(b, "REPORTS TO SESSIONS", x->report_count);
    for (size_t i = 0; i < x->report_count; i++) {
        const report_row *r = &x->reports[i];
        char by[16];
        day_format(r->due.by, by);
        put_item(b, str_of(by), r->row.label, r->due.reason, site, &r->row);
    }
}

static void put_changed(buf *b, const digest *x, str site) {
    if (!x->changed_total) return;
    put_head(b, "CHANGED", x->changed_total);
    for (size_t i = 0; i < x->changed_count; i++) {
        const changed_row *c = &x->changed[i];
        put_item(b, str_slice(c->at, 0, 10), c->row.label,
                 c->row.withdrawn ? S("withdrawn") : c->actions, site, &c->row);
    }
    put_rest(b, x->changed_count, x->changed_total);
}

static void put_proposals(buf *b, const digest *x, str site) {
    if (!x->proposal_total) return;
    put_head(b, "TO DECIDE: MAY HAVE BEEN CARRIED OUT", x->proposal_total);
    for (size_t i = 0; i < x->proposal_count; i++) {
        const proposal *p = &x->proposals[i];
        put_item(b, p->deed.date, p->deed.label, p->reason, S(""), &p->deed);
        put_wrapped(b, S("  promise: "), p->promise.label);
        put_address(b, site, &p->promise);
    }
    put_rest(b, x->proposal_count, x->proposal_total);
    if (site.n) buf_printf(b, "  " STR_FMT "/proposals\n", STR_ARG(site));
}

void digest_text(buf *b, const digest *x, str about, str site, day since, day today) {
    char from[16], until[16];
    day_format(since, from);
    day_format(today, until);
    put_wrapped(b, S(""), about);
    buf_printf(b, "%s; changes since %s\n", until, from);
    put_promises(b, "LATE", x->late, x->late_count, x->late_total, site);
    put_promises(b, "DUE SOON", x->soon, x->soon_count, x->soon_total, site);
    put_reports(b, x, site);
    put_legal(b, x, site);
    put_proposals(b, x, site);
    put_changed(b, x, site);
    if (digest_is_empty(x)) buf_put(b, S("\nNothing is late or due soon, and nothing changed.\n"));
}

void digest_subject(buf *b, const digest *x, str about) {
    buf_put(b, about);
    buf_printf(b, ": %zu late, %zu due, %zu changed, %zu to decide", x->late_total,
               x->soon_total + x->legal_count + x->report_count, x->changed_total,
               x->proposal_total);
}

bool digest_is_empty(const digest *x) {
    return x->changed_total + x->late_total + x->soon_total + x->legal_count + x->report_count +
               x->proposal_total ==
           0;
}
