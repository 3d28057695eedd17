#include "http/form.h"

#include "base/utf8.h"

#include <string.h>

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static code check_text(str s, const char *place, fault *f) {
    if (s.n && memchr(s.p, '\0', s.n))
        return fault_set(f, INVALID, place, "a zero byte has no place in text");
    if (utf8_bad_at(s) != SIZE_MAX) return fault_set(f, INVALID, place, "this is not UTF-8 text");
    return OK;
}

static code decode(arena *a, str s, bool plus_is_space, str *out, fault *f) {
    if (!s.n || (!memchr(s.p, '%', s.n) && !(plus_is_space && memchr(s.p, '+', s.n)))) {
        TRY(check_text(s, "address or form", f));
        *out = s;
        return OK;
    }
    char *p = arena_alloc(a, s.n);
    if (!p) return fault_set(f, NOMEM, NULL, "the request is too large");
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '+' && plus_is_space) c = ' ';
        if (c == '%') {
            int high = s.n - i > 2 ? hex_digit(s.p[i + 1]) : -1;
            int low = s.n - i > 2 ? hex_digit(s.p[i + 2]) : -1;
            if (high < 0 || low < 0)
                return fault_set(f, INVALID, "address or form",
                                 "%% must be followed by two hexadecimal digits");
            c = (char)(high * 16 + low);
            i += 2;
        }
        p[n++] = c;
    }
    TRY(check_text((str){p, n}, "address or form", f));
    *out = (str){p, n};
    return OK;
}

code url_decode(arena *a, str s, str *out, fault *f) {
    return decode(a, s, false, out, f);
}

static code append(arena *a, field_list *to, const field *what, fault *f) {
    if (to->count >= FORM_FIELDS_MOST)
        return fault_set(f, INVALID, "form", "more than %d fields", FORM_FIELDS_MOST);
    field *items = arena_grow(a, to->items, to->count, &to->capacity, sizeof *items);
    if (!items) return fault_set(f, NOMEM, NULL, "the request is too large");
    to->items = items;
    items[to->count++] = *what;
    return OK;
}

/* Browsers send lines of a text area with CR LF; files of the same text have LF. One form, so that
 * the same document pasted and uploaded is the same document. */
static code unify_lines(arena *a, str *text, fault *f) {
    if (!text->n || !memchr(text->p, '\r', text->n)) return OK;
    char *p = arena_alloc(a, text->n);
    if (!p) return fault_set(f, NOMEM, NULL, "the request is too large");
    size_t n = 0;
    for (size_t i = 0; i < text->n; i++) {
        if (text->p[i] != '\r')
            p[n++] = text->p[i];
        else if (i + 1 == text->n || text->p[i + 1] != '\n')
            p[n++] = '\n';
    }
    *text = (str){p, n};
    return OK;
}

code form_parse_query(arena *a, str query, field_list *to, fault *f) {
    str rest = query, part;
    while (rest.n && str_next(&rest, '&', &part)) {
        if (!part.n) continue;
        field item = {0};
        const char *equals = memchr(part.p, '=', part.n);
        size_t name_end = equals ? (size_t)(equals - part.p) : part.n;
        TRY(decode(a, str_slice(part, 0, name_end), true, &item.name, f));
        TRY(decode(a, str_slice(part, name_end + (equals != NULL), part.n), true, &item.value, f));
        TRY(unify_lines(a, &item.value, f));
        TRY(append(a, to, &item, f));
    }
    return OK;
}

/* The value of `name` in "form-data; name=\"a\"; filename=\"b\"" or in a content type; browsers
 * write a quote inside as %22 (HTML standard), others as \". .p null: no such parameter. */
static code header_parameter(arena *a, str header, const char *name, str *out, fault *f) {
    *out = (str){0};
    size_t i = 0;
    while (i < header.n && header.p[i] != ';') i++;
    while (i < header.n) {
        i++;
        while (i < header.n && (header.p[i] == ' ' || header.p[i] == '\t')) i++;
        size_t from = i;
        while (i < header.n && header.p[i] != '=' && header.p[i] != ';') i++;
        str key = str_trim(str_slice(header, from, i));
        if (i >= header.n || header.p[i] == ';') continue;
        i++;
        char *p = arena_alloc(a, header.n - i + 1);
        if (!p) return fault_set(f, NOMEM, NULL, "the request is too large");
        size_t n = 0;
        bool quoted = i < header.n && header.p[i] == '"';
        if (quoted) i++;
        while (i < header.n && header.p[i] != (quoted ? '"' : ';')) {
            if (quoted && header.p[i] == '\\' && i + 1 < header.n) i++;
            p[n++] = header.p[i++];
        }
        while (i < header.n && header.p[i] != ';') i++;
        if (str_eq_nocase(key, str_of(name))) {
            *out = (str){p, n};
            return OK;
        }
    }
    return OK;
}

static bool starts_nocase(str s, const char *prefix) {
    return str_eq_nocase(str_slice(s, 0, strlen(prefix)), str_of(prefix));
}

static bool charset_fits(str charset) {
    return !charset.n || str_eq_nocase(charset, S("utf-8")) || str_eq_nocase(charset, S("utf8")) ||
           str_eq_nocase(charset, S("us-ascii"));
}

/* The headers of one part; *rest starts after the empty line. */
static code part_headers(arena *a, str *rest, field *item, fault *f) {
    for (;;) {
        size_t end = str_find(*rest, S("\r\n"), 0);
        if (end == SIZE_MAX)
            return fault_set(f, INVALID, "form", "the headers of a part do not end");
        str line = str_slice(*rest, 0, end);
        *rest = str_slice(*rest, end + 2, rest->n);
        if (!line.n) break;
        size_t colon = str_find(line, S(":"), 0);
        if (colon == SIZE_MAX) return fault_set(f, INVALID, "form", "a part's header has no colon");
        str name = str_slice(line, 0, colon), value = str_trim(str_slice(line, colon + 1, line.n));
        if (str_eq_nocase(name, S("content-disposition"))) {
            TRY(header_parameter(a, value, "name", &item->name, f));
            TRY(header_parameter(a, value, "filename", &item->file_name, f));
            item->is_file = item->file_name.p != NULL;
        } else if (str_eq_nocase(name, S("content-type"))) {
            str charset;
            TRY(header_parameter(a, value, "charset", &charset, f));
            if (!item->is_file && !charset_fits(charset))
                return fault_set(f, INVALID, "form", "only UTF-8 is read here");
            item->file_type = value;
        }
    }
    if (!item->name.n) return fault_set(f, INVALID, "form", "a part of the form has no name");
    TRY(check_text(item->name, "form", f));
    return check_text(item->file_name, "file name", f);
}

static code parse_multipart(arena *a, str boundary, str body, field_list *to, fault *f) {
    if (!boundary.n || boundary.n > 70)
        return fault_set(f, INVALID, "form",
                         "a multipart form needs a boundary of 1 to 70 letters");
    str divider = str_format(a, "\r\n--" STR_FMT, STR_ARG(boundary));
    if (!divider.p) return fault_set(f, NOMEM, NULL, "the request is too large");
    str opening = str_slice(divider, 2, divider.n), rest;
    size_t at = str_starts(body, opening) ? opening.n : str_find(body, divider, 0);
    if (at == SIZE_MAX) return fault_set(f, INVALID, "form", "the boundary does not occur");
    rest = str_slice(body, str_starts(body, opening) ? at : at + divider.n, body.n);
    while (!str_starts(rest, S("--"))) {
        if (!str_starts(rest, S("\r\n")))
            return fault_set(f, INVALID, "form", "a boundary must end its line");
        rest = str_slice(rest, 2, rest.n);
        field item = {0};
        TRY(part_headers(a, &rest, &item, f));
        size_t end = str_find(rest, divider, 0);
        if (end == SIZE_MAX) return fault_set(f, INVALID, "form", "the form is cut short");
        item.value = str_slice(rest, 0, end);
        rest = str_slice(rest, end + divider.n, rest.n);
        if (!item.is_file) {
            TRY(check_text(item.value, "form", f));
            TRY(unify_lines(a, &item.value, f));
        }
        TRY(append(a, to, &item, f));
    }
    return OK;
}

code form_parse_body(arena *a, str content_type, str body, field_list *to, fault *f) {
    str charset, boundary;
    TRY(header_parameter(a, content_type, "charset", &charset, f));
    if (!charset_fits(charset)) return fault_set(f, INVALID, "form", "only UTF-8 is read here");
    if (starts_nocase(content_type, "application/x-www-form-urlencoded"))
        return form_parse_query(a, body, to, f);
    if (!starts_nocase(content_type, "multipart/form-data"))
        return fault_set(f, INVALID, "Content-Type",
                         "a form must be application/x-www-form-urlencoded or multipart/form-data");
    TRY(header_parameter(a, content_type, "boundary", &boundary, f));
    return parse_multipart(a, boundary, body, to, f);
}

const field *form_find(const field_list *list, const char *name) {
    for (size_t i = list->count; i-- > 0;)
        if (str_eq_z(list->items[i].name, name)) return &list->items[i];
    return NULL;
}
