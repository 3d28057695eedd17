#include "store/search_words.h"

#include "base/buf.h"
#include "base/fold.h"

static void put_quoted(buf *b, str s) {
    buf_put_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\0') continue;
        buf_put_char(b, s.p[i]);
    }
    buf_put_char(b, '"');
}

/* The next word or phrase of *rest; false at the end. */
static bool part_next(str *rest, str *part, bool *unwanted) {
    *rest = str_trim(*rest);
    if (rest->n == 0) return false;
    *unwanted = rest->p[0] == '-' && rest->n > 1;
    if (*unwanted) *rest = str_slice(*rest, 1, rest->n);
    size_t from = 0, end, next;
    if (rest->p[0] == '"') {
        from = 1;
        end = str_find(*rest, S("\""), 1);
        next = end == SIZE_MAX ? rest->n : end + 1;
        if (end == SIZE_MAX) end = rest->n;
    } else {
        end = 0;
        while (end < rest->n && !(rest->p[end] == ' ' || rest->p[end] == '\t' ||
                                  rest->p[end] == '\n' || rest->p[end] == '\r'))
            end++;
        next = end;
    }
    *part = str_slice(*rest, from, end);
    *rest = str_slice(*rest, next, rest->n);
    return true;
}

code search_words(arena *a, str typed, bool typing, str *out, fault *f) {
    enum { PARTS_MOST = 32, PREFIX_LEAST = 3 };
    buf wanted, unwanted;
    buf_init(&wanted, 0);
    buf_init(&unwanted, 0);
    str rest = typed, part;
    bool no;
    for (int n = 0; n < PARTS_MOST && part_next(&rest, &part, &no); n++) {
        if (fold_text(a, part).n == 0) continue; /* nothing in it that is indexed */
        bool last = typing && !no && str_trim(rest).n == 0;
        if (last && part.n < PREFIX_LEAST && wanted.n) continue;
        buf *b = no ? &unwanted : &wanted;
        buf_put_z(b, no ? " NOT " : b->n ? " AND " : "");
        put_quoted(b, part);
        if (last && part.n >= PREFIX_LEAST) buf_put_char(b, '*');
    }
    bool any = wanted.n > 0;
    buf_put(&wanted, unwanted.n ? buf_str(&unwanted) : S(""));
    bool ok = wanted.code == OK && unwanted.code == OK;
    str query = any && ok ? str_copy(a, buf_str(&wanted)) : (str){0};
    buf_reset(&wanted);
    buf_reset(&unwanted);
    if (!any && ok) return fault_set(f, INVALID, "words", "give a word to search for");
    if (!query.p) return fault_set(f, NOMEM, "words", "not enough memory");
    *out = query;
    return OK;
}
