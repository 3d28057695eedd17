#include "exchange/wipo.h"

#include "base/asset.h"
#include "exchange/csv.h"
#include "exchange/wipo_stated.h"
#include "store/instrument.h"
#include "store/record_spec.h"
#include "store/source.h"

enum { TREATIES_MOST = 40 };
enum { PARTY, TREATY, SIGNED, INSTRUMENT, INSTRUMENT_ON, FORCE_ON, COLUMNS };

typedef struct {
    str key;
    record_spec spec;
    int64_t id; /* of the record */
    wipo_row *rows;
    size_t row_count, row_capacity;
} treaty;

typedef struct {
    change *c;
    treaty treaties[TREATIES_MOST];
    size_t count;
    int64_t source;
    wipo_imported *out;
} reading;

static treaty *treaty_find(reading *r, str key) {
    for (size_t i = 0; i < r->count; i++)
        if (str_eq(r->treaties[i].key, key)) return &r->treaties[i];
    return NULL;
}

static code treaties_read(reading *r, fault *f) {
    static const char *const beside[] = {"treaty", "organisation", "in_force", NULL};
    arena *a = r->c->a;
    str rest = asset_find("data/wipo/treaties.ndjson"), line;
    while (rest.n && str_next(&rest, '\n', &line)) {
        if (str_trim(line).n == 0) continue;
        if (r->count == TREATIES_MOST)
            return fault_set(f, INVALID, "data/wipo/treaties.ndjson", "too many treaties");
        treaty *t = &r->treaties[r->count++];
        const jnode *tree;
        TRY(jnode_parse(a, line, &tree, f));
        spec_init(&t->spec);
        t->spec.family = RECORD_INSTRUMENT;
        t->spec.act = ACT_SIGNED;
        t->spec.binding = S("binding");
        TRY(spec_patch(a, &t->spec, tree, beside, "data/wipo/treaties.ndjson", f));
        t->spec.date = t->spec.adopted;
        t->key = jnode_str(tree, "treaty");
        if (jnode_str(tree, "in_force").n) t->spec.act = ACT_IN_FORCE;
    }
    return OK;
}

/* The code of a party as WIPO writes its name. */
static code party_code(reading *r, str name, str *out, fault *f) {
    str rest = asset_find("data/wipo/parties.tsv"), line;
    while (rest.n && str_next(&rest, '\n', &line)) {
        str as, code_;
        if (!str_next(&line, '\t', &as) || !str_eq(as, name)) continue;
        if (str_next(&line, '\t', &code_) && code_.n) {
            *out = code_;
            return OK;
        }
    }
    actor_ref ref;
    fault quiet = {.code = OK};
    code result = actor_lookup(r->c->a, r->c->d, name, &ref, &quiet);
    if (result == OK && ref.code.n) *out = ref.code;
    return result == OK && ref.code.n ? OK
                                      : fault_set(f, INVALID, "Contracting Party",
                                                  "nobody is called " STR_FMT, STR_ARG(name));
}

static code treaty_make(reading *r, treaty *t, fault *f) {
    change *c = r->c;
    TRY(record_named(c->d, t->spec.ref, &t->id, f));
    if (t->id) return OK;
    TRY(record_make(c, &t->spec, &t->id, f));
    TRY(evidence_put(c, t->id, r->source, (span){0, 0}, 0, 0, f));
    TRY(claims_put(c, t->id, r->source, &t->spec, &t->spec, f));
    r->out->treaties++;
    return OK;
}

static const char *act_word(str type) {
    static const char *const words[][2] = {{"Accession", "accede"},
                                           {"Ratification", "ratify"},
                                           {"Acceptance", "accept"},
                                           {"Approval", "approve"},
                                           {"Declaration of Continued Application", "succeed"},
                                           {"Declaration/Notification of Succession", "succeed"},
                                           {"Succession", "succeed"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_z(type, words[i][0])) return words[i][1];
    return NULL;
}

static code row_keep(reading *r, treaty *t, wipo_row row, fault *f) {
    wipo_row *grown = arena_grow(r->c->a, t->rows, t->row_count, &t->row_capacity, sizeof *t->rows);
    row.on = str_copy(r->c->a, row.on);
    row.effect = str_copy(r->c->a, row.effect);
    row.party = str_copy(r->c->a, row.party);
    if (!grown || !row.on.p || !row.effect.p || !row.party.p)
        return fault_set(f, NOMEM, NULL, "not enough memory");
    t->rows = grown;
    t->rows[t->row_count++] = row;
    return OK;
}

static code acts_make(reading *r, treaty *t, fault *f) {
    TRY(wipo_stated(r->c->a, t->spec.terms, t->rows, t->row_count, f));
    for (size_t i = 0; i < t->row_count; i++) {
        const wipo_row *row = &t->rows[i];
        new_act act = {.party = row->party_id,
                       .act = str_of(row->act),
                       .on = row->on,
                       .effect = row->effect,
                       .note = S(""),
                       .source_id = r->source};
        int64_t id;
        size_t before = r->c->row_count;
        TRY(act_put(r->c, t->id, &act, &id, f));
        r->out->acts += r->c->row_count != before;
    }
    return OK;
}

static code row_take(reading *r, const str *v, fault *f) {
    treaty *t = treaty_find(r, str_trim(v[TREATY]));
    int64_t party;
    str code_;
    if (!t)
        return fault_set(f, INVALID, "Treaty", STR_FMT " is not among data/wipo/treaties.ndjson",
                         STR_ARG(v[TREATY]));
    if (!t->id) TRY(treaty_make(r, t, f));
    TRY(party_code(r, str_trim(v[PARTY]), &code_, f));
    TRY(actor_resolve_code(r->c, code_, &party, f));
    str type = str_trim(v[INSTRUMENT]);
    wipo_row row = {.party = code_, .party_id = party, .act = "sign", .on = v[SIGNED]};
    if (v[SIGNED].n) TRY(row_keep(r, t, row, f));
    if (type.n == 0) return OK;
    const char *word = act_word(type);
    if (!word)
        return fault_set(f, INVALID, "Instrument Type", STR_FMT " is not known", STR_ARG(type));
    row.act = word;
    row.on = v[INSTRUMENT_ON];
    row.effect = v[FORCE_ON];
    return row_keep(r, t, row, f);
}

static code row_each(void *context, size_t number, const str *fields, size_t count, fault *f) {
    reading *r = context;
    if (number == 1) {
        if (count == COLUMNS && str_eq_z(fields[PARTY], "Contracting Party")) return OK;
        return fault_set(f, INVALID, NULL,
                         "the header must be Contracting Party, Treaty, Signature Date, "
                         "Instrument Type, Instrument Date, Entry Into Force Date");
    }
    if (count != COLUMNS)
        return fault_set(f, INVALID, NULL, "%zu fields where there should be 6", count);
    return row_take(r, fields, f);
}

code wipo_import(change *c, str csv, const char *name, wipo_imported *out, fault *f) {
    reading *r = arena_alloc(c->a, sizeof *r);
    if (!r) return fault_set(f, NOMEM, NULL, "not enough memory");
    *r = (reading){.c = c, .out = out};
    cited_source list = {.key = S("wipo-membership"),
                         .address =
                             S("https://github.com/datasets/membership-to-copyright-treaties"),
                         .publisher = S("WIPO"),
                         .title = S("Contracting parties of WIPO's treaties")};
    TRY(source_cite(c, &list, &r->source, f));
    TRY(treaties_read(r, f));
    TRY(csv_each(csv, name, row_each, r, f));
    for (size_t i = 0; i < r->count; i++) {
        if (!r->treaties[i].id) continue;
        TRY(acts_make(r, &r->treaties[i], f));
        TRY(status_rebuild(c->d, c->a, r->treaties[i].id, f));
        TRY(record_index(c->d, c->a, r->treaties[i].id, f));
    }
    c->row_count = 0; /* an import is not undone row by row */
    return OK;
}
