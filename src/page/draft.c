#include "page/pages.h"
#include "page/review.h"

#include "base/date_typed.h"
#include "base/jout.h"

#include <string.h>

/* The form in which a draft is corrected before it is decided upon. */

static void put_option(view *v, const char *value, const char *words, bool chosen) {
    buf *b = v->out;
    MARK(b, "<option value=\"");
    buf_put_z(b, value);
    MARK(b, "\"");
    if (chosen) MARK(b, " selected");
    MARK(b, ">");
    html_text(b, words_of(v->arena, str_of(words)));
    MARK(b, "</option>");
}

void put_kind_options(view *v, kind chosen) {
    buf *b = v->out;
    for (record family = 0; family < RECORD_COUNT; family++) {
        MARK(b, "<optgroup label=\"");
        buf_put_z(b, record_name(family));
        MARK(b, "\">");
        for (kind k = KIND_NONE + 1; k < KIND_COUNT; k++)
            if (kind_record(k) == family) put_option(v, kind_name(k), kind_name(k), k == chosen);
        MARK(b, "</optgroup>");
    }
}

static void put_kind_choice(view *v, const fact *x) {
    buf *b = v->out;
    MARK(b, "<p><label for=\"kind\">Kind</label><select id=\"kind\" name=\"kind\">");
    put_kind_options(v, x->kind);
    MARK(b, "</select></p>\n<p><label for=\"act\">Act, of an instrument</label>"
            "<select id=\"act\" name=\"act\">");
    for (fact_act a = 0; a < ACT_COUNT; a++)
        put_option(v, act_name(a), a == ACT_NONE ? "none" : act_name(a), a == x->act);
    MARK(b, "</select></p>\n<p><label for=\"modality\">Done or planned</label>"
            "<select id=\"modality\" name=\"modality\">");
    for (modality m = 0; m < MODALITY_COUNT; m++)
        put_option(v, modality_name(m), modality_name(m), m == x->modality);
    MARK(b, "</select></p>\n");
}

#define put_input(v, name, label, hint, value)                                                     \
    do {                                                                                           \
        MARK((v)->out,                                                                             \
             "<p><label for=\"" name "\">" label "</label><span class=\"hint\" id=\"" name         \
             "-hint\">" hint "</span><input dir=\"auto\" id=\"" name "\" name=\"" name             \
             "\" aria-describedby=\"" name "-hint\"");                                             \
        html_attribute((v)->out, "value", value);                                                  \
        MARK((v)->out, "></p>\n");                                                                 \
    } while (0)

static str joined(arena *a, const str *items, size_t count, const char *between) {
    buf b;
    buf_init(&b, 0);
    for (size_t i = 0; i < count; i++) {
        if (i) buf_put_z(&b, between);
        buf_put(&b, items[i]);
    }
    str copy = str_copy(a, buf_str(&b));
    buf_reset(&b);
    return copy.p ? copy : S("");
}

static void put_sector_choice(view *v, sector_set chosen) {
    buf *b = v->out;
    MARK(b, "<fieldset class=\"choices\"><legend>Sectors</legend>");
    for (sector s = 0; s < SECTOR_COUNT; s++) {
        MARK(b, "<label><input type=\"checkbox\" name=\"sector\" value=\"");
        buf_put_z(b, sector_name(s));
        MARK(b, "\"");
        if (chosen & (sector_set)1 << s) MARK(b, " checked");
        MARK(b, "> ");
        buf_put_z(b, sector_name(s));
        MARK(b, "</label> ");
    }
    MARK(b, "</fieldset>\n");
}

void fact_fields(view *v, const fact *x) {
    arena *a = v->arena;
    put_input(v, "title", "Title", "As the source names it; empty where it has no name", x->title);
    put_kind_choice(v, x);
    put_input(v, "states", "States and organisations",
              "Codes or names, commas between: BLR, Pakistan, SCO",
              joined(a, x->states, x->state_count, ", "));
    put_input(v, "parties", "Other parties",
              "Ministries, companies, universities, with semicolons between",
              joined(a, x->parties, x->party_count, "; "));
    put_input(v, "date", "Date",
              "26 November 2024, 2024-11-26, 2024-11, 2024, or a period 2025/2027; empty where not "
              "stated",
              x->date);
    str count = x->count >= 0 ? str_format(a, "%lld", (long long)x->count) : S("");
    put_input(v, "count", "Number of documents", "Of a group; empty for one", count);
    put_sector_choice(v, x->sectors);
}

void draft_form(view *v, const draft_row *d) {
    buf *b = v->out;
    MARK(b, "<div class=\"fix\">");
    form_open(v, str_format(v->arena, "/draft/%lld/edit", (long long)d->id), false);
    fact_fields(v, &d->fact);
    MARK(b, "<p><button class=\"accept\">Save</button> <a class=\"cancel\" href=\"/source/");
    html_int(b, d->source_id);
    MARK(b, "#d");
    html_int(b, d->id);
    MARK(b, "\">Cancel</a></p></form></div>\n");
}

code page_draft(request *q, response *r, fault *f) {
    int64_t id;
    draft_row d;
    if (!str_int(request_path_value(q, 0), &id))
        return fault_set(f, NOTFOUND, NULL, "a draft has a number, such as /draft/7");
    TRY(draft_find(q->arena, q->worker, id, &d, f));
    const page_head head = {.title = S("Correct a draft"), .section = "/sources"};
    view v = view_open(q, r, &head);
    buf *b = v.out;
    MARK(b, "<figure class=\"quote\"><blockquote><p dir=\"auto\">");
    html_text(b, d.quote);
    MARK(b, "</p></blockquote><figcaption><a href=\"/source/");
    html_int(b, d.source_id);
    MARK(b, "#d");
    html_int(b, d.id);
    MARK(b, "\">back to its source</a></figcaption></figure>\n");
    if (d.state == DRAFT_WAITING)
        draft_form(&v, &d);
    else
        part_empty(&v, S("This draft was decided upon already. Undo the decision first, or edit "
                         "the record."));
    view_close(&v);
    return OK;
}

static void put_words(jout *j, const char *key, str list, char separator) {
    str item;
    jout_key(j, key);
    jout_open(j, '[');
    while (str_next(&list, separator, &item)) {
        item = str_trim(item);
        if (item.n) jout_str(j, item);
    }
    jout_close(j, ']');
}

static code put_count(jout *j, const request *q, fault *f) {
    int64_t count;
    TRY(request_int(q, "count", -1, &count, f));
    jout_key(j, "count");
    if (count < 0)
        jout_null(j);
    else
        jout_int(j, count);
    return OK;
}

/* A code as it is, whether the register has it or not; else a name that it knows. */
static code state_code(arena *a, db *d, str written, str *out, fault *f) {
    actor_ref who;
    fault own = {.code = OK};
    code found = actor_find_code(a, d, written, &who, &own);
    if (found == NOTFOUND) {
        fault_clear(&own);
        found = actor_lookup(a, d, written, &who, &own);
    }
    if (found == OK && who.code.n) {
        *out = who.code;
        return OK;
    }
    bool plain = written.n >= 2 && written.n <= 8; /* of an organisation that is new here */
    for (size_t i = 0; i < written.n; i++)
        plain = plain && (strchr("-0123456789", written.p[i]) != NULL ||
                          (written.p[i] >= 'A' && written.p[i] <= 'Z'));
    if (found == NOTFOUND && plain) {
        *out = written;
        return OK;
    }
    if (found != OK && found != NOTFOUND) return fault_place(f, found, "states", &own);
    return fault_set(f, INVALID, "states",
                     "no state or organisation is called " STR_FMT
                     "; ministries and companies stand among the other parties",
                     STR_ARG(written));
}

/* What was typed as states, as their codes; nothing where it is what stood there. */
static code put_states(request *q, db *d, const fact *was, jout *j, fault *f) {
    str list = request_value(q, "states"), item;
    if (was && str_eq(str_trim(list), joined(q->arena, was->states, was->state_count, ", ")))
        return OK;
    jout_key(j, "states");
    jout_open(j, '[');
    while (str_next(&list, ',', &item)) {
        str found = S("");
        item = str_trim(item);
        if (item.n) TRY(state_code(q->arena, d, item, &found, f));
        if (found.n) jout_str(j, found);
    }
    jout_close(j, ']');
    return OK;
}

static code put_patch(request *q, db *d, const fact *was, buf *out, fault *f) {
    jout j;
    kind k;
    str kind_word = request_value(q, "kind");
    if (!kind_of(kind_word, &k) || k == KIND_NONE)
        return fault_set(f, INVALID, "kind", "choose one of the kinds");
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_str(&j, "record", str_of(record_name(kind_record(k))));
    jout_pair_str(&j, "kind", kind_word);
    jout_pair_str(&j, "act", kind_record(k) == RECORD_INSTRUMENT ? request_value(q, "act") : S(""));
    jout_pair_str(&j, "modality", request_value(q, "modality"));
    jout_pair_str(&j, "title", str_trim(request_value(q, "title")));
    jout_pair_str(&j, "date", date_typed(q->arena, request_value(q, "date")));
    if (request_has(q, "place")) jout_pair_str(&j, "place", str_trim(request_value(q, "place")));
    TRY(put_states(q, d, was, &j, f));
    str bodies = request_value(q, "parties");
    if (!was || !str_eq(str_trim(bodies), joined(q->arena, was->parties, was->party_count, "; ")))
        put_words(&j, "parties", bodies, ';');
    TRY(put_count(&j, q, f));
    jout_key(&j, "sectors");
    jout_open(&j, '[');
    for (size_t i = 0; i < q->form.count; i++)
        if (str_eq(q->form.items[i].name, S("sector"))) jout_str(&j, q->form.items[i].value);
    jout_close(&j, ']');
    jout_close(&j, '}');
    return out->code == OK ? OK : fault_set(f, NOMEM, NULL, "the form is too large");
}

code fact_form_patch(request *q, db *d, const fact *was, str *out, fault *f) {
    buf patch;
    buf_init(&patch, (size_t)1 << 20);
    code result = put_patch(q, d, was, &patch, f);
    if (result == OK) *out = str_copy(q->arena, buf_str(&patch));
    buf_reset(&patch);
    return result;
}
