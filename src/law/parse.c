#include "law/parse.h"

str law_path(law_reader *r, str path, const char *key) {
    return str_format(r->a, STR_FMT "%s%s", STR_ARG(path), path.n && *key ? "." : "", key);
}

/* The cause of a failure deeper down, with the place where it is. */
static code wrong_with(law_reader *r, str path, const char *key, const fault *cause) {
    str place = law_path(r, path, key);
    if (!place.p) return fault_set(r->f, NOMEM, NULL, "not enough memory");
    return fault_set(r->f, cause->code, place.p, "%s", cause->message);
}

code law_read_wrong(law_reader *r, str path, const char *key, const char *wanted) {
    str place = law_path(r, path, key);
    if (!place.p) return fault_set(r->f, NOMEM, NULL, "not enough memory");
    return fault_set(r->f, INVALID, place.p, "%s", wanted);
}

static bool known(str key, const char *const *keys) {
    for (; *keys; keys++)
        if (str_eq_z(key, *keys)) return true;
    return false;
}

code law_read_known(law_reader *r, const jnode *object, str path, const char *const *keys) {
    if (!r->notes) return OK;
    for (const jnode *n = object->first; n; n = n->next) {
        if (known(n->key, keys)) continue;
        str place = str_format(r->a, STR_FMT "%s" STR_FMT, STR_ARG(path), path.n ? "." : "",
                               STR_ARG(n->key));
        if (!place.p) return fault_set(r->f, NOMEM, NULL, "not enough memory");
        law_note note = {
            .act = -1, .place = place, .ignored = true, .reason = S("there is no such field")};
        TRY(law_note_add(r->a, r->notes, note, r->f));
    }
    return OK;
}

static const jnode *field(const jnode *object, const char *key) {
    const jnode *n = jnode_field(object, key);
    return n && n->type != JNODE_NULL ? n : NULL;
}

code law_read_text(law_reader *r, const jnode *object, str path, const char *key, str *out) {
    const jnode *n = field(object, key);
    if (!n) return OK;
    if (n->type != JNODE_STRING) return law_read_wrong(r, path, key, "this must be a text");
    *out = n->string;
    return OK;
}

code law_read_yes(law_reader *r, const jnode *object, str path, const char *key, bool *out) {
    const jnode *n = field(object, key);
    if (!n) return OK;
    if (n->type != JNODE_BOOL) return law_read_wrong(r, path, key, "this must be true or false");
    *out = n->boolean;
    return OK;
}

code law_read_count(law_reader *r, const jnode *object, str path, const char *key, size_t *out) {
    const jnode *n = field(object, key);
    if (!n) return OK;
    if (n->type != JNODE_INT || n->integer < 1 || n->integer > 100000)
        return law_read_wrong(r, path, key, "this must be a whole number from 1 to 100000");
    *out = (size_t)n->integer;
    return OK;
}

code law_read_period(law_reader *r, const jnode *object, str path, const char *key,
                     law_period *out) {
    str text = {NULL, 0};
    TRY(law_read_text(r, object, path, key, &text));
    if (!text.p) return OK;
    fault cause = {.code = OK};
    if (law_period_parse(text, out, &cause) != OK) return wrong_with(r, path, key, &cause);
    return OK;
}

code law_read_date(law_reader *r, const jnode *object, str path, const char *key, law_date *out) {
    str text = {NULL, 0};
    TRY(law_read_text(r, object, path, key, &text));
    if (!text.p) return OK;
    fault cause = {.code = OK};
    if (law_date_parse(text, out, &cause) != OK) return wrong_with(r, path, key, &cause);
    return OK;
}

code law_read_strings(law_reader *r, const jnode *object, str path, const char *key,
                      const str **out, size_t *count) {
    const jnode *n = field(object, key);
    if (!n) return OK;
    if (n->type != JNODE_ARRAY) return law_read_wrong(r, path, key, "this must be a list of texts");
    str *items = arena_array(r->a, n->count + 1, sizeof *items);
    if (!items) return fault_set(r->f, NOMEM, NULL, "not enough memory");
    size_t i = 0;
    for (const jnode *e = n->first; e; e = e->next) {
        if (e->type != JNODE_STRING)
            return law_read_wrong(r, path, key, "this must be a list of texts");
        items[i++] = e->string;
    }
    *out = items;
    *count = i;
    return OK;
}
