/* The fields of a record in JSON: read, checked, written. */
#include "store/record_spec.h"

#include "base/word_take.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void spec_init(record_spec *s) {
    *s = (record_spec){.family = RECORD_COUNT,
                       .count = -1,
                       .measure_value = NAN,
                       .measure_baseline = NAN,
                       .measure_target = NAN,
                       .weight = NAN};
    str *texts[] = {&s->ref,       &s->title,   &s->content,      &s->place,        &s->date,
                    &s->note,      &s->binding, &s->languages,    &s->registration, &s->address,
                    &s->adopted,   &s->period,  &s->terms,        &s->depositary,   &s->due,
                    &s->due_words, &s->pillar,  &s->measure_unit, &s->parent,       &s->member_to,
                    &s->sessions};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = S("");
}

typedef enum { FIELD_TEXT, FIELD_EDTF, FIELD_LIST } field_form;

typedef struct {
    const char *name;
    field_form form;
    size_t offset, count_offset;
} field;

#define TEXT(n)                                                                                    \
    { #n, FIELD_TEXT, offsetof(record_spec, n), 0 }
#define EDTF(n)                                                                                    \
    { #n, FIELD_EDTF, offsetof(record_spec, n), 0 }
static const field fields[] = {
    TEXT(ref),
    TEXT(title),
    TEXT(content),
    TEXT(place),
    TEXT(note),
    TEXT(binding),
    TEXT(languages),
    TEXT(registration),
    TEXT(address),
    TEXT(depositary),
    TEXT(due_words),
    TEXT(pillar),
    TEXT(parent),
    TEXT(sessions),
    EDTF(date),
    EDTF(adopted),
    EDTF(period),
    EDTF(due),
    EDTF(member_to),
    {"states", FIELD_LIST, offsetof(record_spec, states), offsetof(record_spec, state_count)},
    {"parties", FIELD_LIST, offsetof(record_spec, parties), offsetof(record_spec, party_count)},
    {"owners", FIELD_LIST, offsetof(record_spec, owners), offsetof(record_spec, owner_count)},
    {"beneficiaries", FIELD_LIST, offsetof(record_spec, beneficiaries),
     offsetof(record_spec, beneficiary_count)},
    {"concerned", FIELD_LIST, offsetof(record_spec, concerned),
     offsetof(record_spec, concerned_count)},
};

static str *text_at(record_spec *s, size_t offset) {
    return (str *)(void *)((char *)s + offset);
}

static code wrong(const char *place, str name, const char *what, fault *f) {
    char where[128];
    snprintf(where, sizeof where, "%s%s" STR_FMT, place ? place : "", place ? ": " : "",
             STR_ARG(name));
    return fault_set(f, INVALID, where, "%s", what);
}

static code list_take(arena *a, const jnode *v, str **out, size_t *count, const char *place,
                      fault *f) {
    *count = 0;
    *out = arena_array(a, v->count + 1, sizeof **out);
    if (!*out) return fault_set(f, NOMEM, place, "not enough memory");
    if (v->type == JNODE_NULL) return OK;
    if (v->type != JNODE_ARRAY) return wrong(place, v->key, "must be a list of texts", f);
    for (const jnode *e = v->first; e; e = e->next) {
        if (e->type != JNODE_STRING || str_trim(e->string).n == 0)
            return wrong(place, v->key, "must be a list of texts, none of them empty", f);
        bool again = false;
        for (size_t i = 0; i < *count; i++) again = again || str_eq((*out)[i], e->string);
        if (!again) (*out)[(*count)++] = str_trim(e->string);
    }
    return OK;
}

/* Any kind, since the record may follow; what is none is told which there are of the record. */
static void kind_wanted(str word, record_spec *s, fault *f) {
    if (!kind_of(word, &s->kind)) kind_take(NULL, word, s->family, &s->kind, f);
}

static code word_take(record_spec *s, const jnode *v, const char *place, fault *f) {
    str w = v->type == JNODE_STRING ? v->string : S("");
    fault own = {.code = OK};
    if (v->type != JNODE_STRING && v->type != JNODE_NULL)
        return wrong(place, v->key, "must be a word", f);
    if (str_eq_z(v->key, "record"))
        record_take(NULL, w, &s->family, &own);
    else if (str_eq_z(v->key, "kind"))
        kind_wanted(w, s, &own);
    else if (str_eq_z(v->key, "act"))
        act_take(NULL, w, &s->act, &own);
    else
        modality_take(NULL, w, &s->modality, &own);
    return own.code == OK ? OK : wrong(place, v->key, own.message, f);
}

static code sectors_take(record_spec *s, const jnode *v, const char *place, fault *f) {
    sector_set set = 0;
    bool ok = v->type == JNODE_ARRAY || v->type == JNODE_NULL;
    if (v->type == JNODE_STRING) ok = v->string.n == 0 || sectors_parse(v->string, &set);
    for (const jnode *e = v->type == JNODE_ARRAY ? v->first : NULL; ok && e; e = e->next) {
        sector one;
        ok = e->type == JNODE_STRING && sector_of(e->string, &one);
        if (ok) set |= (sector_set)1 << one;
    }
    if (ok) {
        s->sectors = set;
        return OK;
    }
    char known[SECTOR_LIST_BYTES], what[SECTOR_LIST_BYTES + 32];
    sector_list(known);
    snprintf(what, sizeof what, "must be a list of %s", known);
    return wrong(place, v->key, what, f);
}

static code real_take(const jnode *v, double *out, const char *place, fault *f) {
    if (v->type == JNODE_NULL)
        *out = NAN;
    else if (v->type == JNODE_INT || v->type == JNODE_REAL)
        *out = v->real;
    else
        return wrong(place, v->key, "must be a number", f);
    return OK;
}

/* Of a number with a unit one part alone, the others kept. */
static code measure_part(arena *a, record_spec *s, const jnode *v, const char *place, fault *f) {
    if (str_eq_z(v->key, "measure_value")) return real_take(v, &s->measure_value, place, f);
    if (str_eq_z(v->key, "measure_baseline")) return real_take(v, &s->measure_baseline, place, f);
    if (str_eq_z(v->key, "measure_target")) return real_take(v, &s->measure_target, place, f);
    if (v->type != JNODE_STRING && v->type != JNODE_NULL)
        return wrong(place, v->key, "must be a text", f);
    s->measure_unit = v->type == JNODE_STRING ? str_copy(a, str_trim(v->string)) : S("");
    return s->measure_unit.p ? OK : fault_set(f, NOMEM, place, "not enough memory");
}

static code measure_take(arena *a, record_spec *s, const jnode *v, const char *place, fault *f) {
    if (v->type != JNODE_OBJECT && v->type != JNODE_NULL)
        return wrong(place, v->key, "must be an object with unit, baseline, target, value", f);
    s->measure_value = s->measure_baseline = s->measure_target = NAN;
    s->measure_unit = S("");
    for (const jnode *e = v->type == JNODE_OBJECT ? v->first : NULL; e; e = e->next) {
        if (str_eq_z(e->key, "unit") && e->type == JNODE_STRING)
            s->measure_unit = str_copy(a, e->string);
        else if (str_eq_z(e->key, "value"))
            TRY(real_take(e, &s->measure_value, place, f));
        else if (str_eq_z(e->key, "baseline"))
            TRY(real_take(e, &s->measure_baseline, place, f));
        else if (str_eq_z(e->key, "target"))
            TRY(real_take(e, &s->measure_target, place, f));
        else
            return wrong(place, e->key, "not a field of a measure", f);
    }
    return OK;
}

static void node_print(jout *j, const jnode *v) {
    switch (v->type) {
    case JNODE_NULL: jout_null(j); return;
    case JNODE_BOOL: jout_bool(j, v->boolean); return;
    case JNODE_INT: jout_int(j, v->integer); return;
    case JNODE_REAL: {
        char digits[40]; /* all of them: shares are compared exactly */
        int n = snprintf(digits, sizeof digits, "%.17g", v->real);
        jout_raw(j, (str){digits, (size_t)n});
        return;
    }
    case JNODE_STRING: jout_str(j, v->string); return;
    case JNODE_ARRAY:
        jout_open(j, '[');
        for (const jnode *e = v->first; e; e = e->next) node_print(j, e);
        jout_close(j, ']');
        return;
    case JNODE_OBJECT:
        jout_open(j, '{');
        for (const jnode *e = v->first; e; e = e->next) {
            char key[64];
            snprintf(key, sizeof key, STR_FMT, STR_ARG(e->key));
            jout_key(j, key);
            node_print(j, e);
        }
        jout_close(j, '}');
    }
}

static code terms_take(arena *a, record_spec *s, const jnode *v, const char *place, fault *f) {
    if (v->type == JNODE_NULL || (v->type == JNODE_STRING && v->string.n == 0)) {
        s->terms = S("");
        return OK;
    }
    if (v->type != JNODE_OBJECT) return wrong(place, v->key, "must be an object (doc/law.md)", f);
    buf b;
    buf_init(&b, 0);
    jout j;
    jout_init(&j, &b);
    node_print(&j, v);
    s->terms = str_copy(a, buf_str(&b));
    bool ok = b.code == OK && s->terms.p;
    buf_reset(&b);
    return ok ? OK : fault_set(f, NOMEM, place, "not enough memory");
}

static code count_take(record_spec *s, const jnode *v, const char *place, fault *f) {
    if (v->type == JNODE_NULL)
        s->count = -1;
    else if (v->type == JNODE_INT && v->integer >= 0)
        s->count = v->integer;
    else
        return wrong(place, v->key, "must be a whole number", f);
    return OK;
}

static code table_take(arena *a, record_spec *s, const jnode *v, const field *fd, const char *place,
                       fault *f) {
    if (fd->form == FIELD_LIST)
        return list_take(a, v, (str **)(void *)((char *)s + fd->offset),
                         (size_t *)(void *)((char *)s + fd->count_offset), place, f);
    if (v->type != JNODE_STRING && v->type != JNODE_NULL)
        return wrong(place, v->key, "must be a text", f);
    str text = v->type == JNODE_STRING ? str_trim(v->string) : S("");
    if (fd->form == FIELD_EDTF && text.n) {
        edtf date;
        fault why = {.code = OK};
        if (edtf_parse(text, &date, &why) != OK) return wrong(place, v->key, why.message, f);
    }
    str kept = text.n ? str_copy(a, text) : S("");
    if (!kept.p) return fault_set(f, NOMEM, place, "not enough memory");
    *text_at(s, fd->offset) = kept;
    return OK;
}

static code field_take(arena *a, record_spec *s, const jnode *v, const char *place, fault *f) {
    static const char *const words[] = {"record", "kind", "act", "modality"};
    for (size_t i = 0; i < 4; i++)
        if (str_eq_z(v->key, words[i])) return word_take(s, v, place, f);
    if (str_eq_z(v->key, "sectors")) return sectors_take(s, v, place, f);
    if (str_eq_z(v->key, "count")) return count_take(s, v, place, f);
    if (str_eq_z(v->key, "weight")) return real_take(v, &s->weight, place, f);
    if (str_eq_z(v->key, "measure")) return measure_take(a, s, v, place, f);
    static const char *const parts[] = {"measure_value", "measure_unit", "measure_baseline",
                                        "measure_target"};
    for (size_t i = 0; i < 4; i++)
        if (str_eq_z(v->key, parts[i])) return measure_part(a, s, v, place, f);
    if (str_eq_z(v->key, "terms")) return terms_take(a, s, v, place, f);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (str_eq_z(v->key, fields[i].name)) return table_take(a, s, v, &fields[i], place, f);
    return wrong(place, v->key, "unknown field", f);
}

code spec_patch(arena *a, record_spec *s, const jnode *object, const char *const *ignore,
                const char *place, fault *f) {
    if (!object || object->type != JNODE_OBJECT)
        return fault_set(f, INVALID, place, "must be a JSON object");
    for (const jnode *v = object->first; v; v = v->next) {
        bool skip = false;
        for (size_t i = 0; ignore && ignore[i]; i++) skip = skip || str_eq_z(v->key, ignore[i]);
        if (!skip) TRY(field_take(a, s, v, place, f));
    }
    return OK;
}

code spec_check(const record_spec *s, const char *place, fault *f) {
    if (s->family == RECORD_COUNT) return wrong(place, S("record"), "is missing", f);
    if (s->kind == KIND_NONE) return wrong(place, S("kind"), "is missing", f);
    if (kind_record(s->kind) != s->family) {
        fault own = {.code = OK};
        kind k;
        kind_take(NULL, str_of(kind_name(s->kind)), s->family, &k, &own);
        return fault_set(f, INVALID, place, "kind: %s is no kind of %s: it %s", kind_name(s->kind),
                         record_name(s->family), own.message);
    }
    if (s->act != ACT_NONE && s->family != RECORD_INSTRUMENT)
        return wrong(place, S("act"), "only instruments have one", f);
    if (s->family == RECORD_MEMBERSHIP && s->state_count < 2)
        return wrong(place, S("states"), "a membership names the member and the organisation", f);
    if (s->state_count + s->party_count == 0 && s->family != RECORD_INSTRUMENT)
        return wrong(place, S("states"), "somebody must be named", f);
    if (s->owner_count + s->beneficiary_count && s->family != RECORD_COMMITMENT)
        return wrong(place, S("owners"), "only promises have owners and beneficiaries", f);
    if (s->sessions.n && s->family != RECORD_COMMITMENT && s->family != RECORD_INSTRUMENT)
        return wrong(place, S("sessions"), "only an instrument or a promise reports to sessions",
                     f);
    if (s->binding.n && !str_eq(s->binding, S("binding")) && !str_eq(s->binding, S("political")) &&
        !str_eq(s->binding, S("unknown")))
        return wrong(place, S("binding"), "must be binding, political or unknown", f);
    return OK;
}

static void list_print(jout *j, const char *name, const str *items, size_t count) {
    jout_key(j, name);
    jout_open(j, '[');
    for (size_t i = 0; i < count; i++) jout_str(j, items[i]);
    jout_close(j, ']');
}

static void measure_print(jout *j, const record_spec *s) {
    bool any = !isnan(s->measure_value) || !isnan(s->measure_baseline) ||
               !isnan(s->measure_target) || s->measure_unit.n;
    if (!any) return;
    jout_key(j, "measure");
    jout_open(j, '{');
    jout_pair_str(j, "unit", s->measure_unit);
    const struct {
        const char *name;
        double v;
    } numbers[] = {{"value", s->measure_value},
                   {"baseline", s->measure_baseline},
                   {"target", s->measure_target}};
    for (size_t i = 0; i < 3; i++) {
        if (isnan(numbers[i].v)) continue;
        jout_key(j, numbers[i].name);
        jout_exact(j, numbers[i].v);
    }
    jout_close(j, '}');
}

void spec_print(jout *j, const record_spec *s) {
    jout_open(j, '{');
    jout_pair_str(j, "record", str_of(record_name(s->family)));
    jout_pair_str(j, "kind", str_of(kind_name(s->kind)));
    if (s->act != ACT_NONE) jout_pair_str(j, "act", str_of(act_name(s->act)));
    jout_pair_str(j, "modality", str_of(modality_name(s->modality)));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *at = (const char *)s + fields[i].offset;
        if (fields[i].form == FIELD_LIST) {
            size_t n = *(const size_t *)(const void *)((const char *)s + fields[i].count_offset);
            if (n) list_print(j, fields[i].name, *(str *const *)(const void *)at, n);
        } else if (((const str *)(const void *)at)->n) {
            jout_pair_str(j, fields[i].name, *(const str *)(const void *)at);
        }
    }
    if (s->sectors) {
        jout_key(j, "sectors");
        jout_open(j, '[');
        for (int i = 0; i < SECTOR_COUNT; i++)
            if (s->sectors >> i & 1) jout_str(j, str_of(sector_name((sector)i)));
        jout_close(j, ']');
    }
    if (s->count >= 0) jout_pair_int(j, "count", s->count);
    measure_print(j, s);
    if (!isnan(s->weight)) {
        jout_key(j, "weight");
        jout_exact(j, s->weight);
    }
    if (s->terms.n) {
        jout_key(j, "terms");
        jout_raw(j, s->terms);
    }
    jout_close(j, '}');
}

code spec_text(arena *a, const record_spec *s, str *out, fault *f) {
    buf b;
    buf_init(&b, 0);
    jout j;
    jout_init(&j, &b);
    spec_print(&j, s);
    str copy = b.code == OK ? str_copy(a, buf_str(&b)) : (str){0};
    buf_reset(&b);
    if (!copy.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    *out = copy;
    return OK;
}
