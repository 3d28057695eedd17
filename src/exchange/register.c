/* Records as NDJSON, in. */
#include "exchange/register.h"

#include "exchange/register_names.h"
#include "exchange/register_session.h"
#include "store/claim.h"
#include "store/commitment.h"
#include "store/commitment_plan.h"
#include "store/field_patch.h"
#include "store/instrument.h"
#include "store/link.h"
#include "store/proposal.h"
#include "store/record_spec.h"
#include "store/source.h"

#include <stdio.h>
#include <string.h>

/* What a line holds beside the fields of the record. */
static const char *const beside[] = {"sources", "acts",     "links", "claims",
                                     "plan",    "progress", NULL};

/* The source named last: what stands together mostly comes from one. */
typedef struct {
    char key[64];
    size_t n;
    int64_t id;
} cited;

typedef struct {
    change *c;
    source_names *names;
    cited *last;
    const char *place; /* "file:12" */
    int64_t id;        /* of the record */
    int64_t first_source;
    record_spec spec;
    const jnode *line;
} reading;

static code source_key(const reading *r, const jnode *from, int64_t *id, fault *f) {
    cited_source s = {.key = jnode_str(from, "key"),
                      .address = jnode_str(from, "address"),
                      .publisher = jnode_str(from, "publisher"),
                      .published = jnode_str(from, "published"),
                      .title = jnode_str(from, "title"),
                      .note = jnode_str(from, "note")};
    if (s.key.n == 0) s.key = jnode_str(from, "source");
    if (s.key.n == 0) return fault_set(f, INVALID, r->place, "a source without a key");
    str text = jnode_str(from, "text");
    bool plain = !s.address.n && !s.publisher.n && !s.published.n && !s.title.n && !s.note.n, named;
    if (!text.n && plain) return source_named(r->c, r->names, s.key, id, f);
    if (!text.n) return source_cite(r->c, &s, id, f);
    TRY(source_restore(r->c, &s, text, jnode_str(from, "language"), id, &named, f));
    return named ? OK : source_names_put(r->names, s.key, *id, f);
}

/* The source that a claim, act or report names by its key; 0: none named. */
static code named_source(const reading *r, const jnode *from, int64_t *id, fault *f) {
    str key = jnode_str(from, "source");
    cited *last = r->last;
    *id = 0;
    if (!key.n) return OK;
    if (str_eq(key, (str){last->key, last->n})) {
        *id = last->id;
        return OK;
    }
    TRY(source_named(r->c, r->names, key, id, f));
    if (key.n > sizeof last->key) return OK;
    memcpy(last->key, key.p, key.n);
    last->n = key.n;
    last->id = *id;
    return OK;
}

static const jnode *items(const jnode *line, const char *key) {
    const jnode *list = jnode_field(line, key);
    return list && list->type == JNODE_ARRAY ? list->first : NULL;
}

static code text_bytes(db *d, int64_t source_id, int64_t *out, fault *f) {
    query *q = db_query(d, "SELECT length(CAST(text AS BLOB)) FROM source WHERE id = $1", f);
    bind_int(q, 1, source_id);
    *out = query_row(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

/* "12-80": bytes of a text of so many. */
static bool span_read(str text, int64_t most, span *out) {
    int64_t start, end;
    size_t dash = str_find(text, S("-"), 0);
    if (dash == SIZE_MAX || !str_int(str_slice(text, 0, dash), &start) ||
        !str_int(str_slice(text, dash + 1, text.n), &end) || start < 0 || start >= end ||
        end > most)
        return false;
    *out = (span){(size_t)start, (size_t)end};
    return true;
}

/* "0:12-80 3:101-140": the place of each among the record's evidence, and its bytes in the text. */
static code spans_take(reading *r, int64_t source_id, str spans, fault *f) {
    int64_t most, ordinal;
    str one;
    TRY(text_bytes(r->c->d, source_id, &most, f));
    if (!most) /* known here by its key, without its text */
        return evidence_put(r->c, r->id, source_id, (span){0, 0}, 0, 0, f);
    while (str_next(&spans, ' ', &one)) {
        span where;
        size_t colon = str_find(one, S(":"), 0);
        bool good = colon != SIZE_MAX && str_int(str_slice(one, 0, colon), &ordinal) &&
                    ordinal >= 0 && span_read(str_slice(one, colon + 1, one.n), most, &where);
        if (!good)
            return fault_set(f, INVALID, "spans",
                             "'" STR_FMT "' is no ordinal:start-end within the source's text",
                             STR_ARG(one));
        TRY(evidence_put(r->c, r->id, source_id, where, ordinal, 0, f));
    }
    return OK;
}

static code sources_take(reading *r, fault *f) {
    int64_t ordinal = 0;
    for (const jnode *e = items(r->line, "sources"); e; e = e->next, ordinal++) {
        int64_t id;
        str spans = jnode_str(e, "spans");
        TRY(source_key(r, e, &id, f));
        if (!r->first_source) r->first_source = id;
        if (spans.n)
            TRY(spans_take(r, id, spans, f));
        else
            TRY(evidence_put(r->c, r->id, id, (span){0, 0}, ordinal, 0, f));
    }
    return OK;
}

/* Acts of one party stand together: it is looked up once. */
static code acts_take(reading *r, fault *f) {
    bool any = false;
    str last = {0};
    int64_t last_id = 0;
    for (const jnode *e = items(r->line, "acts"); e; e = e->next) {
        new_act act = {.act = jnode_str(e, "act"),
                       .on = jnode_str(e, "on"),
                       .effect = jnode_str(e, "effect"),
                       .note = jnode_str(e, "note")};
        str party = jnode_str(e, "party");
        int64_t id;
        if (r->spec.family != RECORD_INSTRUMENT)
            return fault_set(f, INVALID, r->place, "acts: only instruments have them");
        if (party.n && !(last_id && str_eq(party, last)))
            TRY(actor_resolve_code(r->c, party, &last_id, f));
        if (party.n) {
            last = party;
            act.party = last_id;
        }
        TRY(named_source(r, e, &act.source_id, f));
        TRY(act_put(r->c, r->id, &act, &id, f));
        any = true;
    }
    return any ? status_rebuild(r->c->d, r->c->a, r->id, f) : OK;
}

static str claim_text(arena *a, const jnode *value) {
    if (!value) return (str){0};
    if (value->type == JNODE_STRING) return value->string;
    if (value->type == JNODE_INT) return str_format(a, "%lld", (long long)value->integer);
    return (str){0};
}

/* What the record itself says of a field; else the first claim of it is held. */
static str held_value(const reading *r, str field) {
    const char *name;
    str value;
    for (size_t i = 0; spec_claim(r->c->a, &r->spec, i, &name, &value); i++)
        if (str_eq_z(field, name) && value.n) return value;
    for (const jnode *e = items(r->line, "claims"); e; e = e->next)
        if (str_eq(jnode_str(e, "field"), field))
            return claim_text(r->c->a, jnode_field(e, "value"));
    return S("");
}

static code claims_take(reading *r, fault *f) {
    for (const jnode *e = items(r->line, "claims"); e; e = e->next) {
        str field = jnode_str(e, "field"), value = claim_text(r->c->a, jnode_field(e, "value"));
        int64_t source;
        if (field.n == 0 || value.n == 0)
            return fault_set(f, INVALID, r->place, "a claim needs field and value");
        TRY(named_source(r, e, &source, f));
        const char *name = str_z(r->c->a, field);
        str held = held_value(r, field);
        if (!name || !held.p) return fault_set(f, NOMEM, r->place, "not enough memory");
        value_relation how = values_relate(name, held, value);
        bool agrees = how == VALUES_EQUAL || how == VALUES_FINER || how == VALUES_COARSER;
        TRY(claim_put(r->c, r->id, source, name, value, str_eq(held, value), !agrees, f));
    }
    return OK;
}

static bool claimed(const reading *r, const char *field) {
    for (const jnode *e = items(r->line, "claims"); e; e = e->next)
        if (str_eq_z(jnode_str(e, "field"), field)) return true;
    return false;
}

/* What the line says without naming who: the first source says it. */
static code plain_claims_take(reading *r, fault *f) {
    const char *field;
    str value;
    for (size_t i = 0; spec_claim(r->c->a, &r->spec, i, &field, &value); i++) {
        if (value.n == 0 || claimed(r, field)) continue;
        TRY(claim_put(r->c, r->id, r->first_source, field, value, true, false, f));
    }
    return OK;
}

static code plan_take(reading *r, fault *f) {
    int64_t version = 0;
    for (const jnode *e = items(r->line, "plan"); e; e = e->next, version++) {
        int64_t source;
        str due = jnode_str(e, "due"), start = jnode_str(e, "start");
        if ((due.n && !edtf_is(due)) || (start.n && !edtf_is(start)))
            return fault_set(f, INVALID, r->place, "plan: a date that is no EDTF");
        TRY(named_source(r, e, &source, f));
        TRY(plan_put(r->c, r->id, version, start, due, jnode_str(e, "reason"), source, f));
    }
    return OK;
}

static code reporter_take(reading *r, str name, int64_t *out, fault *f) {
    actor_ref known;
    fault quiet = {.code = OK};
    if (!name.n) return OK;
    if (actor_lookup(r->c->a, r->c->d, name, &known, &quiet) == OK) {
        *out = known.id;
        return OK;
    }
    return actor_resolve(r->c, name, actor_kind_guess(r->c->a, name), NULL, 0, out, f);
}

/* The sentence of the source that says so; of one that is here without its text, none. */
static code report_span_take(reading *r, str text, new_progress *p, fault *f) {
    int64_t most = 0;
    span where;
    if (!text.n) return OK;
    if (p->source_id) TRY(text_bytes(r->c->d, p->source_id, &most, f));
    if (p->source_id && !most) return OK;
    if (!span_read(text, most, &where))
        return fault_set(f, INVALID, "progress",
                         "span: '" STR_FMT "' is no start-end within the source's text",
                         STR_ARG(text));
    p->start = where.start;
    p->end = where.end;
    return OK;
}

static code progress_take(reading *r, fault *f) {
    for (const jnode *e = items(r->line, "progress"); e; e = e->next) {
        new_progress p = {
            .on = jnode_str(e, "on"), .score = jnode_str(e, "score"), .note = jnode_str(e, "note")};
        int64_t id;
        TRY(named_source(r, e, &p.source_id, f));
        TRY(report_span_take(r, jnode_str(e, "span"), &p, f));
        TRY(reporter_take(r, jnode_str(e, "reporter"), &p.reporter, f));
        str value = jnode_str(e, "value");
        p.has_value = value.n > 0;
        if (value.n && !str_real(value, &p.value))
            return fault_set(f, INVALID, r->place, "progress: a value that is no number");
        TRY(progress_add(r->c, r->id, &p, &id, f));
    }
    return OK;
}

/* What a promise is a part of may come later in the files. */
static code parent_put_aside(reading *r, fault *f) {
    int64_t id;
    if (!r->spec.parent.n) return OK;
    TRY(record_named(r->c->d, r->spec.parent, &id, f));
    if (!id) r->spec.parent = S("");
    return OK;
}

static code parent_take(reading *r, int64_t id, fault *f) {
    str parent = jnode_str(r->line, "parent");
    int64_t above;
    record_spec s;
    if (!parent.n) return OK;
    TRY(spec_load(r->c->a, r->c->d, id, &s, f));
    if (s.parent.n || s.family != RECORD_COMMITMENT) return OK;
    TRY(record_wanted(r->c->d, "parent", parent, &above, f));
    s.parent = parent;
    return record_rewrite(r->c, id, &s, f);
}

static code record_take(reading *r, imported *out, fault *f) {
    change *c = r->c;
    spec_init(&r->spec);
    TRY(spec_patch(c->a, &r->spec, r->line, beside, NULL, f));
    TRY(spec_check(&r->spec, NULL, f));
    if (r->spec.ref.n == 0) return fault_set(f, INVALID, "ref", "is missing");
    TRY(record_named(c->d, r->spec.ref, &r->id, f));
    if (r->id) {
        out->known++;
        return OK;
    }
    TRY(parent_put_aside(r, f));
    TRY(record_make(c, &r->spec, &r->id, f));
    TRY(sources_take(r, f));
    if (r->first_source) TRY(plain_claims_take(r, f));
    TRY(claims_take(r, f));
    TRY(acts_take(r, f));
    TRY(plan_take(r, f));
    TRY(progress_take(r, f));
    out->records++;
    return OK; /* into the full text with all the others, at the end */
}

/* What superseded an instrument may come later in the files, or in another one. */
static code successors_take(reading *r, int64_t id, fault *f) {
    bool any = false;
    for (const jnode *e = items(r->line, "acts"); e; e = e->next) {
        str by = jnode_str(e, "by"), party = jnode_str(e, "party");
        int64_t to, who = 0;
        if (!by.n) continue;
        TRY(record_wanted(r->c->d, "acts", by, &to, f));
        if (party.n) TRY(actor_resolve_code(r->c, party, &who, f));
        query *q = db_query(r->c->d,
                            "UPDATE act SET by_id = $5 WHERE instrument_id = $1 AND party_id IS $2 "
                            "AND act = $3 AND on_date = $4 AND by_id IS NULL",
                            f);
        bind_int(q, 1, id);
        bind_id(q, 2, who);
        bind_str(q, 3, jnode_str(e, "act"));
        bind_str(q, 4, jnode_str(e, "on").n ? jnode_str(e, "on") : S(""));
        bind_int(q, 5, to);
        TRY(query_run(q));
        any = any || db_changed(r->c->d) > 0;
    }
    return any ? status_rebuild(r->c->d, r->c->a, id, f) : OK;
}

static code line_take(reading *r, imported *out, fault *f) {
    int64_t id;
    if (jnode_field(r->line, "record")) return record_take(r, out, f);
    if (session_line_is(r->line)) return OK; /* once the records are there */
    if (!jnode_str(r->line, "source").n)
        return fault_set(f, INVALID, NULL, "neither a record, a source, a pair nor minutes");
    return source_key(r, r->line, &id, f);
}

static code links_take(reading *r, imported *out, fault *f) {
    str ref = jnode_str(r->line, "ref");
    int64_t from, to, id;
    if (!jnode_field(r->line, "record") && session_line_is(r->line)) {
        bool made;
        TRY(session_line_take(r->c, r->names, r->line, &made, f));
        out->ties += made;
        return OK;
    }
    if (!items(r->line, "links") && !items(r->line, "acts") && !jnode_str(r->line, "parent").n)
        return OK;
    TRY(record_named(r->c->d, ref, &from, f));
    if (from) TRY(successors_take(r, from, f));
    if (from) TRY(parent_take(r, from, f));
    for (const jnode *e = items(r->line, "links"); e; e = e->next) {
        link_kind k;
        link_state s = LINK_CONFIRMED;
        str state = jnode_str(e, "state"), target = jnode_str(e, "to");
        if (!link_kind_of(jnode_str(e, "kind"), &k) || (state.n && !link_state_of(state, &s)))
            return fault_set(f, INVALID, "links", "a kind or state that is none");
        TRY(record_wanted(r->c->d, "links", target, &to, f));
        size_t rows = r->c->row_count;
        TRY(link_add(r->c, from, to, k, s, jnode_str(e, "reason"), &id, f));
        out->links += r->c->row_count != rows;
    }
    return OK;
}

/* One line in an arena of its own; the change's is put aside meanwhile, and what undo would need is
 * not kept: an import is undone by restoring the backup before it. */
static code line_read(change *c, cited *last, source_names *names, arena *scratch, str line,
                      const char *place, imported *out,
                      code (*take)(reading *, imported *, fault *), fault *f) {
    arena *kept = c->a;
    fault own = {.code = OK};
    c->a = scratch;
    reading r = {.c = c, .names = names, .last = last, .place = place};
    code result = jnode_parse(scratch, line, &r.line, &own);
    if (result == OK && r.line->type != JNODE_OBJECT)
        result = fault_set(&own, INVALID, NULL, "must be a JSON object");
    if (result == OK) result = take(&r, out, &own);
    c->a = kept;
    c->rows = NULL;
    c->touched = NULL;
    c->row_count = c->row_capacity = c->touched_count = c->touched_capacity = 0;
    arena_reset(scratch);
    if (result == OK) return OK;
    bool whole = !*own.place || str_starts(str_of(own.place), str_of(place));
    return fault_set(f, result, result == INVALID || result == CONFLICT ? place : own.place,
                     "%s%s%s", whole ? "" : own.place, whole ? "" : ": ", own.message);
}

/* The second time most lines have nothing to say, and need not be parsed for it. */
static bool has_any(str line) {
    static const char *const keys[] = {"\"links\"", "\"by\"", "\"parent\"", "\"pair\"",
                                       "\"minutes\""};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_find(line, str_of(keys[i]), 0) != SIZE_MAX) return true;
    return false;
}

static code lines_read(change *c, str text, const char *name, imported *out,
                       code (*take)(reading *, imported *, fault *), fault *f) {
    source_names *names = source_names_of(&out->names, c->a, name);
    arena *scratch = names ? arena_new((size_t)64 << 20) : NULL;
    if (!scratch) return fault_set(f, NOMEM, name, "not enough memory");
    str rest = text, line;
    code result = OK;
    cited last = {.n = 0};
    for (size_t number = 1; result == OK && rest.n && str_next(&rest, '\n', &line); number++) {
        char place[128];
        snprintf(place, sizeof place, "%.100s:%zu", name, number);
        if (take == links_take && !has_any(line)) continue;
        if (str_trim(line).n)
            result = line_read(c, &last, names, scratch, line, place, out, take, f);
    }
    arena_free(scratch);
    return result;
}

static code sources_count(db *d, int64_t *out, fault *f) {
    query *q = db_query(d, "SELECT count FROM tally WHERE name = 'source'", f);
    *out = query_row(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

code register_import(change *c, str text, const char *name, imported *out, fault *f) {
    int64_t before, after, last;
    TRY(record_newest(c->d, &last, f));
    if (c->records_above < 0) c->records_above = last;
    TRY(sources_count(c->d, &before, f));
    TRY(lines_read(c, text, name, out, line_take, f));
    TRY(records_index(c->d, last, f));
    TRY(sources_count(c->d, &after, f));
    out->sources += (size_t)(after - before);
    return OK;
}

code register_import_links(change *c, str text, const char *name, imported *out, fault *f) {
    return lines_read(c, text, name, out, links_take, f);
}
