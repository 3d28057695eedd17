#include "base/jnode.h"

#include <jansson.h>
#include <stdio.h>

enum { MOST_LEVELS = 64 };

static code convert(arena *a, json_t *from, jnode *to, unsigned level, fault *f);

static code child_add(arena *a, json_t *from, str key, jnode *parent, const jnode ***end,
                      unsigned level, fault *f) {
    jnode *child = arena_alloc(a, sizeof *child);
    if (!child) return fault_set(f, NOMEM, NULL, "not enough memory for this JSON text");
    child->key = key;
    **end = child;
    *end = &child->next;
    parent->count++;
    return convert(a, from, child, level + 1, f);
}

static code convert_array(arena *a, json_t *from, jnode *to, unsigned level, fault *f) {
    const jnode **end = &to->first;
    size_t i;
    json_t *value;
    to->type = JNODE_ARRAY;
    json_array_foreach(from, i, value) TRY(child_add(a, value, S(""), to, &end, level, f));
    return OK;
}

static code convert_object(arena *a, json_t *from, jnode *to, unsigned level, fault *f) {
    const jnode **end = &to->first;
    const char *key;
    json_t *value;
    to->type = JNODE_OBJECT;
    json_object_foreach(from, key, value) {
        str copy = str_copy(a, str_of(key));
        if (!copy.p) return fault_set(f, NOMEM, NULL, "not enough memory for this JSON text");
        TRY(child_add(a, value, copy, to, &end, level, f));
    }
    return OK;
}

static code convert(arena *a, json_t *from, jnode *to, unsigned level, fault *f) {
    if (level > MOST_LEVELS)
        return fault_set(f, INVALID, NULL, "more than %d levels of brackets", MOST_LEVELS);
    switch (json_typeof(from)) {
    case JSON_OBJECT: return convert_object(a, from, to, level, f);
    case JSON_ARRAY: return convert_array(a, from, to, level, f);
    case JSON_STRING:
        to->type = JNODE_STRING;
        to->string = str_copy(a, (str){json_string_value(from), json_string_length(from)});
        return to->string.p ? OK
                            : fault_set(f, NOMEM, NULL, "not enough memory for this JSON text");
    case JSON_INTEGER:
        to->type = JNODE_INT;
        to->integer = json_integer_value(from);
        to->real = (double)to->integer;
        return OK;
    case JSON_REAL:
        to->type = JNODE_REAL;
        to->real = json_real_value(from);
        return OK;
    case JSON_TRUE:
    case JSON_FALSE:
        to->type = JNODE_BOOL;
        to->boolean = json_is_true(from);
        return OK;
    case JSON_NULL: break;
    }
    to->type = JNODE_NULL;
    return OK;
}

code jnode_parse(arena *a, str text, const jnode **out, fault *f) {
    json_error_t error;
    json_t *root = json_loadb(text.p ? text.p : "", text.n,
                              JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    if (!root) {
        char place[64];
        snprintf(place, sizeof place, "line %d, column %d", error.line, error.column);
        return fault_set(f, INVALID, place, "not JSON: %s", error.text);
    }
    jnode *top = arena_alloc(a, sizeof *top);
    code result =
        top ? convert(a, root, top, 1, f) : fault_set(f, NOMEM, NULL, "not enough memory");
    json_decref(root);
    if (result == OK) *out = top;
    return result;
}

const jnode *jnode_field(const jnode *object, const char *key) {
    if (!object || object->type != JNODE_OBJECT) return NULL;
    for (const jnode *n = object->first; n; n = n->next)
        if (str_eq_z(n->key, key)) return n;
    return NULL;
}

str jnode_str(const jnode *object, const char *key) {
    const jnode *n = jnode_field(object, key);
    return n && n->type == JNODE_STRING ? n->string : (str){NULL, 0};
}

bool jnode_int(const jnode *object, const char *key, int64_t *out) {
    const jnode *n = jnode_field(object, key);
    if (!n || n->type != JNODE_INT) return false;
    *out = n->integer;
    return true;
}

bool jnode_true(const jnode *object, const char *key) {
    const jnode *n = jnode_field(object, key);
    return n && n->type == JNODE_BOOL && n->boolean;
}
