#include "page/pages.h"
#include "page/review.h"
#include "page/write.h"

#include "store/search.h"

#include <stdlib.h>
#include <string.h>

/* What review offers beyond yes and no: another record to merge with, a draft made two, a fact that
 * reading missed, the next document. */

static code draft_wanted(request *q, draft_row *out, fault *f) {
    int64_t id;
    if (!str_int(request_path_value(q, 0), &id))
        return fault_set(f, NOTFOUND, NULL, "a draft has a number, such as /draft/7");
    return draft_find(q->arena, q->worker, id, out, f);
}

/* Where the search starts: its title, else its states and kind. */
static str first_words(arena *a, const fact *x) {
    if (x->title.n) return x->title;
    buf b;
    buf_init(&b, 0);
    for (size_t i = 0; i < x->state_count; i++) {
        buf_put(&b, x->states[i]);
        buf_put_char(&b, ' ');
    }
    buf_put_z(&b, kind_name(x->kind));
    str made = str_copy(a, buf_str(&b));
    buf_reset(&b);
    return made.p ? made : S("");
}

static void put_candidate(view *v, const draft_row *d, const record_row *row,
                          const evidence_row *quote) {
    buf *b = v->out;
    MARK(b, "<li><span class=\"when\">");
    part_date(v, record_when(row));
    MARK(b, "</span><div class=\"about\">");
    part_record_link(v, row);
    MARK(b, "<p class=\"meta\">");
    part_kind(v, row);
    if (row->party_count) MARK(b, "; ");
    part_parties(v, row);
    MARK(b, "</p>");
    if (quote->id) part_sentence(v, quote);
    MARK(b, "</div><div class=\"state\">");
    form_open(v, str_format(v->arena, "/draft/%lld/accept", (long long)d->id), false);
    MARK(b, "<button class=\"accept\" name=\"target\" value=\"");
    html_int(b, row->id);
    MARK(b, "\">It is this one<span class=\"unseen\">: ");
    html_text(b, row->label);
    MARK(b, "</span></button></form></div></li>\n");
}

static bool is_there(const record_row *rows, size_t n, int64_t id) {
    for (size_t i = 0; i < n; i++)
        if (rows[i].id == id) return true;
    return false;
}

/* Days between what the draft tells of and a record; far where either has no day. */
static int64_t days_apart(const edtf *when, const record_row *row) {
    enum { FAR = 100000 };
    if (when->first == DAY_NONE || row->first == DAY_NONE) return FAR;
    if (row->first > when->last) return (int64_t)row->first - when->last;
    return row->last < when->first ? (int64_t)when->first - row->last : 0;
}

typedef struct {
    record_row row;
    int64_t far; /* smaller is likelier */
} likely;

static int likely_order(const void *a, const void *b) {
    const likely *x = a, *y = b;
    if (x->far != y->far) return x->far < y->far ? -1 : 1;
    return x->row.id < y->row.id ? -1 : x->row.id > y->row.id;
}

/* The records of the same family between the same states: another kind counts as a year away, and
 * so does what may have been on any day of one. */
static code propose(view *v, const draft_row *d, record_row *rows, size_t most, size_t *count,
                    fault *f) {
    enum { LOOKED_AT = 200, YEAR = 366 };
    const fact *x = &d->fact;
    record_filter filter = RECORD_ANY;
    record_page page;
    edtf when = {.first = DAY_NONE};
    int64_t *sides[] = {&filter.state, &filter.other};
    size_t n = *count;
    filter.family = x->record;
    if (d->target_id && n < most) {
        TRY(record_find(v->arena, v->db, d->target_id, v->request->today, &rows[n], f));
        n++;
    }
    for (size_t i = 0; i < x->state_count && i < 2; i++) {
        actor_ref who;
        fault quiet = {.code = OK};
        if (actor_lookup(v->arena, v->db, x->states[i], &who, &quiet) == OK) *sides[i] = who.id;
    }
    *count = n;
    if (!filter.state) return OK;
    TRY(record_browse(v->arena, v->db, &filter, S(""), LOOKED_AT, &page, f));
    likely *all = arena_array(v->arena, page.count + 1, sizeof *all);
    if (!all) return fault_set(f, NOMEM, NULL, "not enough memory");
    if (x->date.n && edtf_parse(x->date, &when, NULL) != OK) when.first = DAY_NONE;
    for (size_t i = 0; i < page.count; i++) {
        all[i].row = page.items[i];
        const record_row *one = &page.items[i];
        int64_t vague = one->first == DAY_NONE ? 0 : (int64_t)one->last - one->first;
        all[i].far =
            days_apart(&when, one) + (one->kind != x->kind) * YEAR + (vague < YEAR ? vague : YEAR);
    }
    qsort(all, page.count, sizeof *all, likely_order);
    for (size_t i = 0; i < page.count && n < most; i++)
        if (!is_there(rows, n, all[i].row.id)) rows[n++] = all[i].row;
    *count = n;
    return OK;
}

/* Found by the words first; without words what is likeliest, then what has the words of the title.
 */
static code put_candidates(view *v, const draft_row *d, const hit_page *page, bool asked,
                           fault *f) {
    enum { PROPOSED = 8 };
    record_row *rows = arena_array(v->arena, page->count + PROPOSED + 1, sizeof *rows);
    size_t n = 0;
    if (!rows) return fault_set(f, NOMEM, NULL, "not enough memory");
    if (!asked) TRY(propose(v, d, rows, PROPOSED, &n, f));
    for (size_t i = 0; i < page->count; i++)
        if (page->items[i].type == HIT_RECORD && !is_there(rows, n, page->items[i].id))
            rows[n++] = page->items[i].record;
    if (!n) {
        part_empty(v, S("No record of this family has all these words. Try fewer: a state, a "
                        "place, one word of the title."));
        return OK;
    }
    evidence_row *quotes;
    TRY(part_quotes(v, rows, n, &quotes, f));
    if (!asked) MARK(v->out, "<h2>The likeliest first</h2>\n");
    MARK(v->out, "<ol class=\"records\">\n");
    for (size_t i = 0; i < n; i++) put_candidate(v, d, &rows[i], &quotes[i]);
    MARK(v->out, "</ol>\n");
    return OK;
}

code page_merge(request *q, response *r, fault *f) {
    draft_row d;
    hit_page page = {0};
    TRY(draft_wanted(q, &d, f));
    str words = str_trim(request_value(q, "q"));
    bool asked = words.n > 0;
    if (!asked) words = first_words(q->arena, &d.fact);
    fault quiet = {.code = OK};
    str family = str_of(record_name(d.fact.record));
    code found =
        search(q->arena, q->worker, words, family, false, q->today, S(""), 30, &page, &quiet);
    if (found != OK && found != INVALID) return fault_set(f, found, NULL, "%s", quiet.message);
    const page_head head = {.title = S("Merge a draft"), .section = "/sources", .no_search = true};
    view v = view_open(q, r, &head);
    buf *b = v.out;
    MARK(b, "<figure class=\"quote\"><blockquote><p dir=\"auto\">");
    html_text(b, d.quote);
    MARK(b, "</p></blockquote><figcaption><a href=\"/source/");
    html_int(b, d.source_id);
    MARK(b, "#d");
    html_int(b, d.id);
    MARK(b, "\">back to its source</a></figcaption></figure>\n<form class=\"search\" "
            "role=\"search\"><label for=\"q\">Find the record that it tells of</label>"
            "<div class=\"line\"><input dir=\"auto\" id=\"q\" name=\"q\" type=\"search\"");
    html_attribute(b, "value", words);
    MARK(b, "><button>Search</button></div></form>\n");
    if (d.state != DRAFT_WAITING)
        part_empty(&v, S("This draft was decided upon already. Undo the decision first."));
    else
        TRY(put_candidates(&v, &d, &page, asked, f));
    view_close(&v);
    return OK;
}

typedef struct {
    int64_t id, made, source_id, start;
    str words;
    fact one;
} making;

static code split(change *c, void *context, fault *f) {
    making *m = context;
    draft_row d;
    TRY(draft_find(c->a, c->d, m->id, &d, f));
    m->source_id = d.source_id;
    return draft_split(c, m->id, &m->made, f);
}

code post_draft_split(request *q, response *r, fault *f) {
    making m = {0};
    if (!str_int(request_path_value(q, 0), &m.id))
        return fault_set(f, NOTFOUND, NULL, "a draft has a number, such as /draft/7");
    TRY(page_change(q, r, "edit", split, &m, S("/"), f));
    str to = str_format(q->arena, "/source/%lld?done=split#d%lld", (long long)m.source_id,
                        (long long)m.made);
    if (to.p) r->location = to;
    return OK;
}

/* The words as typed or pasted, found in the text: the first time at or after `start`, else the
 * first time at all. Blanks are blanks, however many: a browser wraps lines where it likes. */
static size_t match_blanks(str text, size_t at, str words) {
    size_t k = 0;
    while (k < words.n) {
        bool blank = memchr(" \n\r\t", words.p[k], 4) != NULL;
        if (at >= text.n) return SIZE_MAX;
        if (!blank) {
            if (text.p[at++] != words.p[k++]) return SIZE_MAX;
            continue;
        }
        if (!memchr(" \n\r\t", text.p[at], 4)) return SIZE_MAX;
        while (k < words.n && memchr(" \n\r\t", words.p[k], 4)) k++;
        while (at < text.n && memchr(" \n\r\t", text.p[at], 4)) at++;
    }
    return at;
}

static bool words_find(str text, str words, size_t start, span *out) {
    for (int pass = 0; pass < 2; pass++) {
        size_t from = pass == 0 ? start : 0;
        for (size_t i = from; i < text.n; i++) {
            if (text.p[i] != words.p[0]) continue;
            size_t end = match_blanks(text, i, words);
            if (end == SIZE_MAX) continue;
            *out = (span){i, end};
            return true;
        }
    }
    return false;
}

static code add(change *c, void *context, fault *f) {
    making *m = context;
    source_page s;
    span where;
    TRY(source_find(c->a, c->d, m->id, &s, f));
    if (!words_find(s.text, m->words, m->start > 0 ? (size_t)m->start : 0, &where))
        return fault_set(f, INVALID, "words",
                         "these words do not stand in the text; copy them from it");
    m->one.evidence = &where;
    m->one.evidence_count = 1;
    return draft_queue(c, m->id, &m->one, &m->made, f);
}

code post_source_fact(request *q, response *r, fault *f) {
    making m = {.one = {.count = -1, .modality = MODALITY_DONE, .confidence = 1}};
    m.words = str_trim(request_value(q, "words"));
    if (!str_int(request_path_value(q, 0), &m.id))
        return fault_set(f, NOTFOUND, NULL, "a source has a number, such as /source/7");
    TRY(request_int(q, "start", 0, &m.start, f));
    if (!kind_of(request_value(q, "kind"), &m.one.kind) || m.one.kind == KIND_NONE)
        return fault_set(f, INVALID, "kind", "choose one of the kinds");
    if (!m.words.n) return fault_set(f, INVALID, "words", "the words of the text that say it");
    m.one.record = kind_record(m.one.kind);
    if (m.one.record == RECORD_COMMITMENT) m.one.modality = MODALITY_PLANNED;
    TRY(page_change(q, r, "edit", add, &m, S("/"), f));
    str to = str_format(q->arena, "/source/%lld?edit=%lld#d%lld", (long long)m.id,
                        (long long)m.made, (long long)m.made);
    if (to.p) r->location = to;
    return OK;
}

void review_missed(view *v, int64_t source_id) {
    buf *b = v->out;
    MARK(b, "<details class=\"missed\"><summary>Add a fact that is missing</summary>\n");
    form_open(v, str_format(v->arena, "/source/%lld/fact", (long long)source_id), false);
    MARK(b, "<input type=\"hidden\" name=\"start\" id=\"missed-start\" value=\"0\">"
            "<p><label for=\"words\">Words of the text that say it</label><textarea dir=\"auto\" "
            "id=\"words\" "
            "name=\"words\" rows=\"3\" required></textarea></p><p><label for=\"missed-kind\">Kind"
            "</label><select id=\"missed-kind\" name=\"kind\">");
    put_kind_options(v, KIND_AGREEMENT);
    MARK(b, "</select></p><p><button class=\"accept\">Add it and go on to its form</button></p>"
            "</form></details>\n");
}

code page_review(request *q, response *r, fault *f) {
    int64_t after, next;
    TRY(request_int(q, "after", 0, &after, f));
    TRY(draft_next_source(q->worker, after, &next, f));
    str to =
        next ? str_format(q->arena, "/source/%lld", (long long)next) : S("/sources?show=waiting");
    if (!to.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    respond_see_other(r, to);
    return OK;
}
