#include "page/markup.h"

#include <string.h>

static bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* After the ">" of a tag, past those that stand in quotes. */
static size_t tag_end(str html, size_t i) {
    bool quoted = false;
    while (i < html.n && (quoted || html.p[i] != '>')) {
        if (html.p[i] == '"') quoted = !quoted;
        i++;
    }
    return i < html.n ? i + 1 : html.n;
}

bool tag_next(str html, size_t from, tag *out) {
    for (size_t i = str_find(html, S("<"), from); i != SIZE_MAX; i = str_find(html, S("<"), i)) {
        size_t start = i++;
        bool closes = i < html.n && html.p[i] == '/';
        size_t name = closes ? ++i : i;
        while (i < html.n && is_letter(html.p[i])) i++;
        if (i == name) continue;
        *out = (tag){.name = str_slice(html, name, i),
                     .start = start,
                     .end = tag_end(html, i),
                     .closes = closes};
        return true;
    }
    return false;
}

bool tag_close(str html, size_t from, const char *name, tag *out) {
    while (tag_next(html, from, out)) {
        if (out->closes && str_eq_z(out->name, name)) return true;
        from = out->end;
    }
    return false;
}

bool attribute_find(str html, const tag *t, const char *name, attribute *out) {
    size_t i = t->start + 1 + t->closes + t->name.n, last = t->end - 1;
    while (i < last) {
        size_t start = i;
        while (i < last && is_blank(html.p[i])) i++;
        size_t from = i;
        while (i < last && !is_blank(html.p[i]) && html.p[i] != '=') i++;
        if (i == from) return false;
        str found = str_slice(html, from, i), value = S("");
        if (i + 1 < last && html.p[i] == '=' && html.p[i + 1] == '"') {
            size_t end = str_find(html, S("\""), i + 2);
            if (end == SIZE_MAX || end >= last) return false;
            value = str_slice(html, i + 2, end);
            i = end + 1;
        } else if (i < last && html.p[i] == '=') {
            return false; /* not of ours */
        }
        if (!str_eq_z(found, name)) continue;
        *out = (attribute){value, start, i};
        return true;
    }
    return false;
}

bool attribute_is(str html, const tag *t, const char *name, str value) {
    attribute found;
    return attribute_find(html, t, name, &found) && str_eq(found.value, value);
}

str markup_text(arena *a, str written) {
    static const struct {
        const char *entity;
        char is;
    } known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    if (str_find(written, S("&"), 0) == SIZE_MAX) return written;
    char *out = arena_alloc(a, written.n + 1);
    size_t n = 0;
    if (!out) return (str){0};
    for (size_t i = 0; i < written.n; i++) {
        out[n++] = written.p[i];
        for (size_t k = 0; written.p[i] == '&' && k < sizeof known / sizeof *known; k++) {
            str entity = str_of(known[k].entity);
            if (!str_starts(str_slice(written, i, written.n), entity)) continue;
            out[n - 1] = known[k].is;
            i += entity.n - 1;
        }
    }
    return (str){out, n};
}
