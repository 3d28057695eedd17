#include "http/route.h"

#include <stdio.h>
#include <string.h>

static bool fits(const char *pattern, str path, str values[PATH_VALUES_MOST]) {
    str rest_pattern = str_of(pattern), want, got;
    size_t n = 0;
    for (;;) {
        bool more = str_next(&rest_pattern, '/', &want);
        if (more != str_next(&path, '/', &got)) return false;
        if (!more) return true;
        if (want.n && want.p[0] == '{') {
            if (!got.n || n == PATH_VALUES_MOST) return false;
            values[n++] = got;
        } else if (!str_eq(want, got)) {
            return false;
        }
    }
}

static bool answers(const route *row, method m) {
    return row->method == m || (row->method == METHOD_GET && m == METHOD_HEAD);
}

code route_find(const route_table *tables, size_t count, request *q, str *allow, fault *f) {
    bool get = false, post = false;
    for (size_t t = 0; t < count; t++)
        for (size_t i = 0; i < tables[t].count; i++) {
            const route *row = &tables[t].rows[i];
            str values[PATH_VALUES_MOST] = {{0}};
            if (!fits(row->path, q->path, values)) continue;
            get |= row->method == METHOD_GET;
            post |= row->method == METHOD_POST;
            if (!answers(row, q->method)) continue;
            memcpy(q->path_values, values, sizeof values);
            q->route = row;
            return OK;
        }
    if (!get && !post) return fault_set(f, NOTFOUND, NULL, "there is no page at this address");
    *allow = get && post ? S("GET, HEAD, POST") : get ? S("GET, HEAD") : S("POST");
    return fault_set(f, DENIED, NULL, "this address answers %.*s only", STR_ARG(*allow));
}

static const parameter *parameter_find(const route *row, str name) {
    for (size_t i = 0; i < PARAMETERS_MOST && row->parameters[i].name; i++)
        if (str_eq_z(name, row->parameters[i].name)) return &row->parameters[i];
    return NULL;
}

static code unknown(const route *row, str name, fault *f) {
    char list[256] = "";
    for (size_t i = 0; i < PARAMETERS_MOST && row->parameters[i].name; i++) {
        size_t n = strlen(list);
        snprintf(list + n, sizeof list - n, "%s%s", i ? ", " : "", row->parameters[i].name);
    }
    char place[64];
    snprintf(place, sizeof place, "%.*s", (int)(name.n < 60 ? name.n : 60), name.p);
    if (!*list) return fault_set(f, INVALID, place, "unknown parameter; this page takes none");
    return fault_set(f, INVALID, place, "unknown parameter; this page takes: %s", list);
}

static code check_value(const parameter *p, const field *given, fault *f) {
    int64_t number;
    day some_day;
    fault why = {.code = OK};
    str value = str_trim(given->value);
    if (given->is_file != (p->type == PARAMETER_FILE))
        return fault_set(f, INVALID, p->name,
                         given->is_file ? "text is wanted here, not a file"
                                        : "a file is wanted here, not text");
    if (!value.n) return OK;
    if (p->type == PARAMETER_INT && !str_int(value, &number))
        return fault_set(f, INVALID, p->name, "a whole number is wanted here");
    if (p->type == PARAMETER_DAY && day_parse(value, &some_day, &why) != OK)
        return fault_set(f, INVALID, p->name, "%s", why.message);
    return OK;
}

static code check_list(const route *row, const field_list *list, bool seen[PARAMETERS_MOST],
                       fault *f) {
    for (size_t i = 0; i < list->count; i++) {
        const parameter *p = parameter_find(row, list->items[i].name);
        if (!p) return unknown(row, list->items[i].name, f);
        size_t at = (size_t)(p - row->parameters);
        if (seen[at] && !p->many) return fault_set(f, INVALID, p->name, "given more than once");
        seen[at] = true;
        TRY(check_value(p, &list->items[i], f));
    }
    return OK;
}

code route_check(const route *row, const request *q, fault *f) {
    bool seen[PARAMETERS_MOST] = {false};
    TRY(check_list(row, &q->query, seen, f));
    return check_list(row, &q->form, seen, f);
}
