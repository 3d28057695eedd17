#include "page/promise.h"

#include "base/utf8.h"

#include <string.h>

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

str words_of(arena *a, str word) {
    if (!word.n || !memchr(word.p, '_', word.n)) return word;
    str copy = str_copy(a, word);
    if (!copy.p) return word;
    char *p = (char *)(uintptr_t)copy.p;
    for (size_t i = 0; i < copy.n; i++)
        if (p[i] == '_') p[i] = ' ';
    return copy;
}

/* "Protocol No. 14, on ..." to "protocol-no-14-on": letters and digits of ASCII, at most 60. */
static void put_slug(buf *b, str label) {
    size_t start = b->n;
    bool gap = false;
    for (size_t i = 0; i < label.n && b->n - start < 60; i++) {
        char c = label.p[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (gap) buf_put_char(b, '-');
            gap = false;
            buf_put_char(b, c);
        } else if ((unsigned char)c < 0x80) {
            gap = b->n > start;
        }
    }
}

static str take(arena *a, buf *b) {
    str copy = str_copy(a, buf_str(b));
    buf_reset(b);
    return copy.p ? copy : S("/");
}

static str address(arena *a, const char *family, int64_t id, str label) {
    buf b;
    buf_init(&b, 0);
    buf_printf(&b, "/%s/%lld", family, (long long)id);
    size_t n = b.n;
    buf_put_char(&b, '-');
    put_slug(&b, label);
    if (b.n == n + 1) b.n = n;
    return take(a, &b);
}

str record_address(arena *a, record family, int64_t id, str label) {
    return address(a, record_name(family), id, label);
}

str actor_address(arena *a, const actor_ref *who) {
    if (!who->code.n) return address(a, "body", who->id, who->name);
    buf b;
    buf_init(&b, 0);
    buf_put_z(&b, "/state/");
    buf_put_url(&b, who->code);
    return take(a, &b);
}

static void put_civil(buf *b, civil c, edtf_precision p) {
    if (p == EDTF_DAY) {
        html_int(b, c.day);
        MARK(b, "\xC2\xA0");
    }
    if (p != EDTF_YEAR) {
        buf_put_z(b, months[c.month - 1]);
        MARK(b, " ");
    }
    html_int(b, c.year);
}

/* One date that is no interval. */
static void put_date_words(buf *b, str date) {
    edtf e;
    if (edtf_parse(date, &e, NULL) != OK || e.precision == EDTF_INTERVAL) {
        html_text(b, date);
        return;
    }
    if (e.approximate) MARK(b, "about ");
    put_civil(b, day_civil(e.first), e.precision);
    if (e.uncertain) MARK(b, " (uncertain)");
}

static void put_interval_words(buf *b, str from, str to) {
    if (!from.n || str_eq(from, S(".."))) {
        MARK(b, "until ");
        put_date_words(b, to);
        return;
    }
    if (!to.n || str_eq(to, S(".."))) {
        MARK(b, "from ");
        put_date_words(b, from);
        return;
    }
    edtf first, last;
    if (edtf_parse(from, &first, NULL) == OK && edtf_parse(to, &last, NULL) == OK &&
        first.precision == last.precision && first.precision != EDTF_YEAR && from.n == to.n) {
        civil c = day_civil(first.first), d = day_civil(last.first);
        bool one_month = first.precision == EDTF_DAY && c.month == d.month;
        if (c.year == d.year && (one_month || first.precision == EDTF_MONTH)) {
            if (one_month)
                html_int(b, c.day);
            else
                buf_put_z(b, months[c.month - 1]);
            MARK(b, " to ");
            put_date_words(b, to);
            return;
        }
    }
    put_date_words(b, from);
    MARK(b, " to ");
    put_date_words(b, to);
}

void part_date(view *v, str date) {
    buf *b = v->out;
    if (!date.n) return;
    size_t slash = str_find(date, S("/"), 0);
    if (slash != SIZE_MAX) {
        MARK(b, "<span class=\"date\" title=\"");
        html_text(b, date);
        MARK(b, "\">");
        put_interval_words(b, str_slice(date, 0, slash), str_slice(date, slash + 1, date.n));
        MARK(b, "</span>");
        return;
    }
    edtf e;
    bool exact = edtf_parse(date, &e, NULL) == OK && !e.approximate && !e.uncertain;
    if (exact) {
        MARK(b, "<time datetime=\"");
        html_text(b, date);
        MARK(b, "\">");
    }
    put_date_words(b, date);
    if (exact) MARK(b, "</time>");
}

void part_day(view *v, day d) {
    char text[16];
    day_format(d, text);
    part_date(v, str_of(text));
}

void part_actor(view *v, const actor_ref *a) {
    MARK(v->out, "<a href=\"");
    html_text(v->out, actor_address(v->arena, a));
    MARK(v->out, "\">");
    html_name(v->out, a->name);
    MARK(v->out, "</a>");
}

void part_parties(view *v, const record_row *row) {
    enum { MOST = 8 };
    size_t shown = 0, all = 0;
    for (size_t i = 0; i < row->party_count; i++) {
        const record_party *p = &row->parties[i];
        if (p->role == ROLE_CONCERNED) continue;
        if (all++ >= MOST) continue;
        if (shown++) MARK(v->out, ", ");
        part_actor(v, &p->actor);
    }
    if (row->more_parties) {
        MARK(v->out, " and many more");
    } else if (all > shown) {
        MARK(v->out, " and ");
        html_int(v->out, (int64_t)(all - shown));
        MARK(v->out, " more");
    }
}

void part_record_link(view *v, const record_row *row) {
    MARK(v->out, "<a class=\"what\" href=\"");
    html_text(v->out, record_address(v->arena, row->family, row->id, row->label));
    MARK(v->out, "\">");
    html_name(v->out, row->label);
    MARK(v->out, "</a>");
}

void part_status(view *v, str status) {
    static const char *const known[] = {"in_force",  "provisional", "signatory",   "contracting",
                                        "suspended", "ended",       "not_in_force"};
    buf *b = v->out;
    if (!status.n) return;
    MARK(b, "<span class=\"status");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!str_eq_z(status, known[i])) continue;
        MARK(b, " ");
        buf_put_z(b, known[i]);
    }
    MARK(b, "\">");
    html_text(b, words_of(v->arena, status));
    MARK(b, "</span>");
}

void part_sectors(view *v, sector_set set) {
    for (sector s = 0; s < SECTOR_COUNT; s++) {
        if (!(set & (sector_set)1 << s)) continue;
        MARK(v->out, " <span class=\"sector\">");
        buf_put_z(v->out, sector_name(s));
        MARK(v->out, "</span>");
    }
}

/* "memorandum", "15 memoranda", "28 documents". */
void part_count_kind(view *v, record family, kind k, int64_t count) {
    static const char *const many[KIND_COUNT] = {
        [KIND_TREATY] = "treaties",        [KIND_AGREEMENT] = "agreements",
        [KIND_MEMORANDUM] = "memoranda",   [KIND_PROTOCOL] = "protocols",
        [KIND_PROGRAMME] = "programmes",   [KIND_ROADMAP] = "roadmaps",
        [KIND_STATEMENT] = "statements",   [KIND_CONTRACT] = "contracts",
        [KIND_LETTER] = "letters",         [KIND_MIXED] = "documents",
        [KIND_VISIT] = "visits",           [KIND_CALL] = "calls",
        [KIND_FORUM] = "forums",           [KIND_COMMISSION] = "commissions",
        [KIND_CEREMONY] = "ceremonies",    [KIND_SUMMIT] = "summits",
        [KIND_INVITATION] = "invitations",
    };
    buf *b = v->out;
    str one = k == KIND_NONE ? str_of(record_name(family)) : str_of(kind_name(k));
    if (count > 1) {
        html_int(b, count);
        MARK(b, " ");
    }
    if (k == KIND_MIXED || (count > 1 && many[k]))
        buf_put_z(b, many[k]);
    else
        html_text(b, words_of(v->arena, one));
}

void part_kind(view *v, const record_row *row) {
    buf *b = v->out;
    part_count_kind(v, row->family, row->kind, row->count);
    if (row->act != ACT_NONE) {
        MARK(b, ", ");
        html_text(b, words_of(v->arena, str_of(act_name(row->act))));
    }
    if (row->modality == MODALITY_PLANNED && row->family != RECORD_COMMITMENT) MARK(b, ", planned");
    if (row->modality == MODALITY_DONE && row->family == RECORD_COMMITMENT) MARK(b, ", done");
}

void part_source_link(view *v, const source_ref *s) {
    buf *b = v->out;
    MARK(b, "<a href=\"/source/");
    html_int(b, s->id);
    MARK(b, "\">");
    if (s->title.n) {
        html_name(b, s->title);
    } else if (s->address.n) {
        html_name(b, s->address);
    } else {
        MARK(b, "source ");
        html_int(b, s->id);
    }
    MARK(b, "</a>");
    if (s->publisher.n) {
        MARK(b, ", ");
        html_name(b, s->publisher);
    }
    if (s->published.n) {
        MARK(b, ", ");
        part_date(v, s->published);
    }
}

void part_sentence(view *v, const evidence_row *e) {
    buf *b = v->out;
    MARK(b, "<a class=\"sentence\" href=\"/source/");
    html_int(b, e->source.id);
    if (e->end > e->start) {
        MARK(b, "#e");
        html_int(b, (int64_t)e->start);
        MARK(b, "\" title=\"To this sentence in its source\"><q dir=\"auto\">");
        html_text(b, e->text);
        MARK(b, "</q></a>");
        return;
    }
    MARK(b, "\">");
    if (e->source.title.n) {
        html_name(b, e->source.title);
    } else {
        MARK(b, "source ");
        html_int(b, e->source.id);
    }
    if (e->source.publisher.n) {
        MARK(b, ", ");
        html_name(b, e->source.publisher);
    }
    MARK(b, "</a>");
}

void part_quote(view *v, const evidence_row *e) {
    buf *b = v->out;
    MARK(b, "<figure class=\"quote\">");
    if (e->end > e->start) {
        MARK(b, "<blockquote><p dir=\"auto\">");
        html_text(b, e->before);
        MARK(b, "<a class=\"said\" href=\"/source/");
        html_int(b, e->source.id);
        MARK(b, "#e");
        html_int(b, (int64_t)e->start);
        MARK(b, "\">");
        html_text(b, e->text);
        MARK(b, "</a>");
        html_text(b, e->after);
        MARK(b, "</p></blockquote>");
    }
    MARK(b, "<figcaption>");
    part_source_link(v, &e->source);
    if (e->source.copy_of) MARK(b, " <span class=\"meta\">(a copy of another source)</span>");
    MARK(b, "</figcaption></figure>\n");
}

/* "2024-11-26T09:30:00Z" */
void part_instant(view *v, str at) {
    buf *b = v->out;
    MARK(b, "<time datetime=\"");
    html_text(b, at);
    MARK(b, "\">");
    put_date_words(b, str_slice(at, 0, 10));
    if (at.n >= 16) {
        MARK(b, ", ");
        html_text(b, str_slice(at, 11, 16));
        MARK(b, " UTC");
    }
    MARK(b, "</time>");
}

void part_entry(view *v, const entry_row *e) {
    buf *b = v->out;
    MARK(b, "<li id=\"entry-");
    html_int(b, e->id);
    MARK(b, "\"><span class=\"when\">");
    part_instant(v, e->at);
    MARK(b, "</span><div class=\"about\"><strong>");
    html_text(b, words_of(v->arena, e->action));
    MARK(b, "</strong> ");
    if (e->subject_id) {
        bool leads = str_eq(e->subject, S("record")) || str_eq(e->subject, S("source"));
        if (leads) {
            MARK(b, "<a href=\"/");
            html_text(b, e->subject);
            MARK(b, "/");
            html_int(b, e->subject_id);
            MARK(b, "\">");
        }
        html_text(b, e->subject);
        MARK(b, " ");
        html_int(b, e->subject_id);
        if (leads) MARK(b, "</a>");
    }
    MARK(b, " <span class=\"meta\">by ");
    html_name(b, e->who);
    if (e->undone) MARK(b, "; taken back since");
    if (e->note.n) MARK(b, "; ");
    html_name(b, e->note);
    MARK(b, "</span>");
    if (e->before.n || e->after.n) {
        MARK(b, "<details><summary>What changed</summary><pre dir=\"auto\">");
        if (e->before.n) MARK(b, "before ");
        html_text(b, e->before);
        if (e->before.n && e->after.n) MARK(b, "\n");
        if (e->after.n) MARK(b, "after ");
        html_text(b, e->after);
        MARK(b, "</pre></details>");
    }
    MARK(b, "</div></li>\n");
}

void part_empty(view *v, str text) {
    MARK(v->out, "<p class=\"empty\">");
    html_text(v->out, text);
    MARK(v->out, "</p>\n");
}

void part_teach(view *v, str text) {
    MARK(v->out, "<p class=\"empty\">");
    html_text(v->out, text);
    MARK(v->out, " What a document says enters the register once you have accepted it: <a "
                 "href=\"/add\">add one</a>.</p>\n");
}

void part_field(view *v, str name, str value) {
    if (!value.n) return;
    MARK(v->out, "<div><dt>");
    html_text(v->out, name);
    MARK(v->out, "</dt><dd>");
    html_name(v->out, value);
    MARK(v->out, "</dd></div>\n");
}

/* Whether a field of the query still holds when `name` is asked for anew. */
static bool kept(const field *x, const char *name) {
    return x->value.n && !str_eq_z(x->name, name) && !str_eq(x->name, S("after")) &&
           !str_eq(x->name, S("done"));
}

void part_query(view *v, const char *name, str value) {
    buf *b = v->out;
    const request *q = v->request;
    bool any = false;
    MARK(b, "?");
    for (size_t i = 0; i < q->query.count; i++) {
        const field *x = &q->query.items[i];
        if (!kept(x, name)) continue;
        if (any) MARK(b, "&amp;");
        any = true;
        html_path(b, x->name);
        MARK(b, "=");
        html_path(b, x->value);
    }
    if (!value.n) return;
    if (any) MARK(b, "&amp;");
    html_path(b, str_of(name));
    MARK(b, "=");
    html_path(b, value);
}

void part_kept(view *v, const char *name) {
    const request *q = v->request;
    for (size_t i = 0; i < q->query.count; i++) {
        const field *x = &q->query.items[i];
        if (!kept(x, name)) continue;
        MARK(v->out, "<input type=\"hidden\" name=\"");
        html_text(v->out, x->name);
        MARK(v->out, "\"");
        html_attribute(v->out, "value", x->value);
        MARK(v->out, ">");
    }
}

void part_pager(view *v, str next) {
    if (!next.n) return;
    MARK(v->out, "<p class=\"pager\"><a rel=\"next\" href=\"");
    part_query(v, "after", next);
    MARK(v->out, "\">Next page</a></p>\n");
}

code part_quotes(view *v, const record_row *items, size_t count, evidence_row **out, fault *f) {
    int64_t *ids = arena_array(v->arena, count + 1, sizeof *ids);
    if (!ids) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < count; i++) ids[i] = items[i].id;
    return record_quotes(v->arena, v->db, ids, count, out, f);
}

static void put_record(view *v, const record_row *row, const records_look *look,
                       const evidence_row *quote, const follow_verdict *verdict) {
    buf *b = v->out;
    MARK(b, "<li><span class=\"when\">");
    part_date(v, record_when(row));
    MARK(b, "</span><div class=\"about\">");
    part_record_link(v, row);
    if (row->disagrees) MARK(b, " <span class=\"warn\">sources disagree</span>");
    MARK(b, "<p class=\"meta\">");
    if (look->family) {
        buf_put_z(b, record_name(row->family));
        MARK(b, ": ");
    }
    part_kind(v, row);
    if (row->party_count) MARK(b, "; ");
    part_parties(v, row);
    part_sectors(v, row->sectors);
    MARK(b, "</p>");
    if (quote->id) part_sentence(v, quote);
    MARK(b, "</div>");
    if (row->status.n || verdict) {
        MARK(b, "<span class=\"state\">");
        if (row->status.n) part_status(v, row->status);
        if (verdict) part_verdict(v, verdict);
        MARK(b, "</span>");
    }
    MARK(b, "</li>\n");
}

code part_records(view *v, const record_row *items, size_t count, const records_look *look,
                  fault *f) {
    if (!count) {
        if (look->empty.n) part_empty(v, look->empty);
        return OK;
    }
    evidence_row *quotes;
    const follow_verdict **verdicts;
    TRY(part_quotes(v, items, count, &quotes, f));
    TRY(promise_verdicts(v, items, count, &verdicts, f));
    MARK(v->out, "<ol class=\"records\">\n");
    for (size_t i = 0; i < count; i++) put_record(v, &items[i], look, &quotes[i], verdicts[i]);
    MARK(v->out, "</ol>\n");
    return OK;
}
