/* Facts as drafts keep them, and what record each would become. */
#include "store/draft_fact.h"

#include "follow/due.h"
#include "follow/match.h"
#include "store/record_read.h"

static void list_print(jout *j, const char *key, const str *items, size_t count) {
    jout_key(j, key);
    jout_open(j, '[');
    for (size_t i = 0; i < count; i++) jout_str(j, items[i]);
    jout_close(j, ']');
}

void fact_print(jout *j, const fact *f) {
    jout_open(j, '{');
    jout_pair_str(j, "record", str_of(record_name(f->record)));
    jout_pair_str(j, "kind", str_of(kind_name(f->kind)));
    jout_pair_str(j, "act", str_of(act_name(f->act)));
    jout_pair_str(j, "modality", str_of(modality_name(f->modality)));
    list_print(j, "states", f->states, f->state_count);
    list_print(j, "parties", f->parties, f->party_count);
    jout_key(j, "sectors");
    jout_open(j, '[');
    for (int i = 0; i < SECTOR_COUNT; i++)
        if (f->sectors >> i & 1) jout_str(j, str_of(sector_name((sector)i)));
    jout_close(j, ']');
    jout_key(j, "count");
    if (f->count >= 0)
        jout_int(j, f->count);
    else
        jout_null(j);
    jout_pair_str(j, "date", f->date.p ? f->date : S(""));
    jout_pair_str(j, "title", f->title.p ? f->title : S(""));
    jout_key(j, "evidence");
    jout_open(j, '[');
    for (size_t i = 0; i < f->evidence_count; i++) {
        jout_open(j, '{');
        jout_pair_int(j, "start", (int64_t)f->evidence[i].start);
        jout_pair_int(j, "end", (int64_t)f->evidence[i].end);
        jout_close(j, '}');
    }
    jout_close(j, ']');
    jout_close(j, '}');
}

static code spans_parse(arena *a, const jnode *list, fact *out, fault *f) {
    size_t most = list && list->type == JNODE_ARRAY ? list->count : 0;
    out->evidence = arena_array(a, most + 1, sizeof *out->evidence);
    if (!out->evidence) return out_of_memory(f);
    for (const jnode *e = most ? list->first : NULL; e; e = e->next) {
        int64_t start, end;
        if (!jnode_int(e, "start", &start) || !jnode_int(e, "end", &end) || start < 0 ||
            end <= start)
            return fault_set(f, INVALID, "evidence", "must be a list of {start, end}");
        out->evidence[out->evidence_count++] = (span){(size_t)start, (size_t)end};
    }
    return OK;
}

/* The fields that facts share with records go the same way. */
static void to_spec(const fact *from, record_spec *s) {
    spec_init(s);
    s->family = from->record;
    s->kind = from->kind;
    s->act = from->act;
    s->modality = from->modality;
    s->states = from->states;
    s->state_count = from->state_count;
    s->parties = from->parties;
    s->party_count = from->party_count;
    s->sectors = from->sectors;
    s->count = from->count;
    s->date = from->date.p ? from->date : S("");
    s->title = from->title.p ? from->title : S("");
}

static void from_spec(const record_spec *s, fact *to) {
    to->record = s->family;
    to->kind = s->kind;
    to->act = s->act;
    to->modality = s->modality;
    to->states = s->states;
    to->state_count = s->state_count;
    to->parties = s->parties;
    to->party_count = s->party_count;
    to->sectors = s->sectors;
    to->count = s->count;
    to->date = s->date;
    to->title = s->title;
}

code fact_parse(arena *a, str json, fact *out, fault *f) {
    static const char *const beside[] = {"evidence", "confidence", NULL};
    const jnode *tree;
    record_spec s;
    fact found = {0};
    TRY(jnode_parse(a, json, &tree, f));
    spec_init(&s);
    TRY(spec_patch(a, &s, tree, beside, NULL, f));
    from_spec(&s, &found);
    TRY(spans_parse(a, jnode_field(tree, "evidence"), &found, f));
    *out = found;
    return OK;
}

code fact_patch(arena *a, fact *to, const jnode *patch, fault *f) {
    static const char *const allowed[] = {"record",  "kind",    "act",   "modality", "states",
                                          "parties", "sectors", "count", "date",     "title"};
    for (const jnode *v = patch->type == JNODE_OBJECT ? patch->first : NULL; v; v = v->next) {
        bool known = false;
        for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
            known = known || str_eq_z(v->key, allowed[i]);
        if (known) continue;
        const char *name = str_z(a, v->key);
        return fault_set(f, INVALID, name, "not a field of a fact (doc/reading.md)");
    }
    record_spec s;
    to_spec(to, &s);
    TRY(spec_patch(a, &s, patch, NULL, NULL, f));
    TRY(spec_check(&s, NULL, f));
    from_spec(&s, to);
    return OK;
}

str fact_quote(const fact *f, str text) {
    if (f->evidence_count == 0) return S("");
    return str_trim(str_slice(text, f->evidence[0].start, f->evidence[0].end));
}

static bool interval(str date, edtf *out) {
    return date.n && edtf_parse(date, out, NULL) == OK && out->precision == EDTF_INTERVAL;
}

/* What is planned lies ahead: a day that was over when the document appeared tells when it was
 * said, and not when it is due. */
static bool lies_ahead(str date, str published) {
    edtf when, said;
    if (!date.n || edtf_parse(date, &when, NULL) != OK) return false;
    if (!published.n || edtf_parse(published, &said, NULL) != OK) return true;
    return when.last > said.first;
}

/* The first wording with an end that lies ahead; *count of those. */
static const follow_due *due_ahead(const follow_due *all, size_t n, str published, size_t *count) {
    const follow_due *best = NULL;
    *count = 0;
    for (size_t i = 0; i < n; i++) {
        if (all[i].last == DAY_OPEN || !lies_ahead(all[i].due, published)) continue;
        if (!best) best = &all[i];
        ++*count;
    }
    return best;
}

/* The words of a sentence that say until when. */
static code due_words_find(arena *a, const fact *from, const telling *t, str *words, str *due,
                           fault *f) {
    follow_due *all;
    size_t n;
    *words = *due = S("");
    if (!t->words || from->evidence_count == 0) return OK;
    const span *e = &from->evidence[0];
    str quote = str_slice(t->text, e->start, e->end);
    str sentence = follow_sentence(t->text, e->start, e->end);
    TRY(follow_due_find(a, t->words, quote, t->published, &all, &n, f));
    const follow_due *best = due_ahead(all, n, t->published, &n);
    if (!best) {
        /* The rest of the sentence may speak of something else: one wording only is sure. */
        quote = sentence;
        TRY(follow_due_find(a, t->words, quote, t->published, &all, &n, f));
        best = due_ahead(all, n, t->published, &n);
        if (n != 1) best = NULL;
    }
    if (!best) return OK;
    *words = str_slice(quote, best->start, best->end);
    *due = best->due;
    return OK;
}

static bool meet(str one, str other) {
    edtf x, y;
    if (edtf_parse(one, &x, NULL) != OK || edtf_parse(other, &y, NULL) != OK) return false;
    return x.first <= y.last && y.first <= x.last;
}

/* The date of a promise is when it is due; it was made when the document appeared. The words that
 * say so are kept beside the day that they come to. */
static code plan_read(arena *a, const fact *from, const telling *t, record_spec *s, fault *f) {
    str words, due;
    if (!lies_ahead(s->date, t->published)) s->date = S("");
    TRY(due_words_find(a, from, t, &words, &due, f));
    if (due.n && (!s->date.n || meet(s->date, due))) {
        if (!s->date.n) s->date = due;
        s->due_words = words;
    }
    if (s->family != RECORD_COMMITMENT) {
        s->due_words = S("");
        return OK;
    }
    s->due = s->date;
    s->date = t->published;
    return OK;
}

code fact_spec(arena *a, const fact *from, const telling *t, record_spec *out, fault *f) {
    record_spec s;
    edtf when;
    to_spec(from, &s);
    bool said = s.family == RECORD_COMMITMENT || s.family == RECORD_POSITION;
    if (said) s.content = str_copy(a, fact_quote(from, t->text));
    if (s.modality == MODALITY_PLANNED) TRY(plan_read(a, from, t, &s, f));
    bool term = s.kind == KIND_ROADMAP || s.kind == KIND_PROGRAMME;
    if (s.family == RECORD_INSTRUMENT && term && interval(s.date, &when)) {
        s.period = s.date;
        s.date = S("");
    }
    if (s.state_count == 1 && t->pair[0].n &&
        (str_eq(s.states[0], t->pair[0]) || str_eq(s.states[0], t->pair[1]))) {
        s.concerned = arena_array(a, 1, sizeof *s.concerned);
        if (!s.concerned) return out_of_memory(f);
        s.concerned[s.concerned_count++] =
            str_eq(s.states[0], t->pair[0]) ? t->pair[1] : t->pair[0];
    } else if (s.family == RECORD_MEMBERSHIP && t->pair[0].n) {
        s.concerned = t->pair[0].n ? (str *)t->pair : NULL; /* sides are left out when written */
        s.concerned_count = 2;
    }
    if (arena_failed(a)) return out_of_memory(f);
    *out = s;
    return OK;
}

enum { PAIRS_MOST = 64 };

typedef struct {
    str a, b;
    int times;
} pair_count;

static void pair_take(pair_count *pairs, size_t *count, const fact *f) {
    if (f->state_count != 2 || f->record == RECORD_MEMBERSHIP) return;
    for (size_t i = 0; i < *count; i++) {
        if (!str_eq(pairs[i].a, f->states[0]) || !str_eq(pairs[i].b, f->states[1])) continue;
        pairs[i].times++;
        return;
    }
    if (*count < PAIRS_MOST) pairs[(*count)++] = (pair_count){f->states[0], f->states[1], 1};
}

static code pair_find_main(arena *a, db *d, telling *t, fault *f) {
    pair_count pairs[PAIRS_MOST];
    size_t count = 0;
    query *q = db_query(
        d, "SELECT ifnull(edited, fact) FROM draft WHERE source_id = $1 ORDER BY ordinal", f);
    bind_int(q, 1, t->source_id);
    code result = OK;
    while (result == OK && query_row(q)) {
        fact one;
        result = fact_parse(a, column_str(q, 0), &one, f);
        if (result == OK) pair_take(pairs, &count, &one);
    }
    code ended = query_end(q);
    if (result != OK || ended != OK) return result != OK ? result : ended;
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (pairs[i].times > pairs[best].times) best = i;
    t->pair[0] = count ? str_copy(a, pairs[best].a) : S("");
    t->pair[1] = count ? str_copy(a, pairs[best].b) : S("");
    return arena_failed(a) ? out_of_memory(f) : OK;
}

code telling_find(arena *a, db *d, int64_t source_id, telling *out, fault *f) {
    telling t = {.source_id = source_id};
    query *q =
        db_query(d, "SELECT ifnull(copy_of, 0), published, text FROM source WHERE id = $1", f);
    bind_int(q, 1, source_id);
    bool found = query_row(q);
    if (found) {
        t.copy_of = column_int(q, 0);
        t.published = column_copy(a, q, 1);
        t.text = column_copy(a, q, 2);
    }
    TRY(query_end(q));
    if (!found) return fault_set(f, NOTFOUND, NULL, "no source %lld", (long long)source_id);
    if (arena_failed(a)) return out_of_memory(f);
    TRY(pair_find_main(a, d, &t, f));
    TRY(follow_words_open(a, "en", &t.words, f));
    *out = t;
    return OK;
}
