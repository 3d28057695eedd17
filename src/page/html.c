#include "page/html.h"

static bool is_letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

bool html_runs_along(str s) {
    if (!s.n || !is_letter(s.p[0])) return false;
    char last = s.p[s.n - 1];
    if (!is_letter(last) && !(last >= '0' && last <= '9')) return false;
    /* To U+053F all letters run to the right: Latin, Greek, Cyrillic. Beyond it nobody looks. */
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0xD5) return false;
    return true;
}

/* Hundreds of names stand on a page: an element fewer for each is a page that is seen sooner. */
void html_name(buf *b, str s) {
    bool along = html_runs_along(s);
    if (!along) MARK(b, "<bdi>");
    html_text(b, s);
    if (!along) MARK(b, "</bdi>");
}
