#include "read/when.h"

#include <string.h>

/* The day of the document, where none was given: its dateline, or where and when it was signed. */

/* Whether nothing but names stands between the start of the line and the date: "Lima, 3 May 2010,
 * the ministers met". */
static bool after_place(const reading *r, size_t start, size_t i) {
    for (size_t k = start; k < i; k++) {
        const item *x = &r->items[k];
        bool name = (x->flags & TOKEN_CAPITAL) && (!x->role || x->name);
        if (!name && x->role != ROLE_COMMA && x->role != ROLE_OPEN) return false;
    }
    return start < i;
}

/* Whether the date at [i, k) stands where datelines do: on a line of few words, or at the start of
 * one with a dash, a colon or a bracket after it, or right after a place. */
static bool in_dateline(const reading *r, size_t i, size_t k) {
    size_t start = i, words = 0;
    while (start > 0 && words < 8 && !(r->items[start].flags & TOKEN_LINE)) start--, words++;
    if (words >= 8) return false;
    if (after_place(r, start, i)) return true;
    size_t end = k;
    role mark = k < r->item_count ? item_role(r, k) : ROLE_STOP;
    if (mark == ROLE_DASH || mark == ROLE_HYPHEN || mark == ROLE_COLON || mark == ROLE_CLOSE)
        return true;
    while (end < r->item_count && end < k + 6 && !(r->items[end].flags & TOKEN_LINE)) end++;
    return end >= r->item_count || (r->items[end].flags & TOKEN_LINE);
}

/* Not a part of an address: "/doc/2015-06-04-index". */
static bool stands_alone(const reading *r, size_t i) {
    const token *t = &r->tokens.items[r->items[i].token];
    return i == 0 || (t->flags & (TOKEN_SPACE | TOKEN_LINE)) || item_role(r, i - 1) == ROLE_COLON ||
           item_role(r, i - 1) == ROLE_OPEN;
}

static bool dated_between(reading *r, size_t from, size_t end, bool dateline) {
    for (size_t i = from; i < end; i++) {
        partial p;
        size_t k = i;
        bool digits = r->items[i].kind == TOKEN_NUMBER && stands_alone(r, i);
        str date = {0};
        if (digits && date_in_digits(r, i, end, &date)) { /* "Updated: 2006-06-24 21:47" */
            if (day_parse(date, &r->published, NULL) == OK) return true;
        }
        if (!day_month(r, &k, end, &p) || !p.day || !p.year) continue;
        if (!day_exists(p.year, p.month, p.day)) continue;
        if (dateline ? !in_dateline(r, i, k) : i > from && is_range_mark(r, i - 1, end)) continue;
        r->published = day_of(p.year, p.month, p.day);
        return true;
    }
    return false;
}

/* "Signed at Lima on 3 May 2010", "DONE at Nicosia, this 4th day of May 1999, in duplicate": when
 * the text itself was signed. */
static void find_signing(reading *r) {
    enum { REACH = 30 };
    for (size_t n = r->sentence_count; n-- > 1;) {
        const sentence *s = &r->sentences[n];
        size_t end = s->last < s->first + REACH ? s->last : s->first + REACH;
        if (s->first < r->item_count / 4) return;
        if (!(r->items[s->first].forms & FORM_PART) || s->lead) continue;
        bool at_place = false;
        for (size_t i = s->first + 1; i < end; i++) {
            partial p;
            size_t k = i;
            role x = item_role(r, i);
            if (!at_place && (x == ROLE_ON || x == ROLE_BY)) break; /* "Signed by X in 2010" */
            at_place |= x == ROLE_IN;
            if (!at_place || !day_month(r, &k, end, &p)) continue;
            if (p.year && p.day) r->signed_on = format_partial(r, p);
            if (p.year && p.day) return;
            i = k - 1;
        }
    }
}

/* "CANBERRA, September 1963" on a line of its own, at the start or the end. */
static bool month_of_line(reading *r, size_t from, size_t end) {
    for (size_t i = from; i < end; i++) {
        partial p;
        size_t k = i;
        if (r->items[i].calendar != CAL_MONTH || !day_month(r, &k, end, &p)) continue;
        if (p.day || !p.year || !in_dateline(r, i, k)) continue;
        r->month = format_partial(r, p);
        r->published = day_of(p.year, p.month, 1);
        return true;
    }
    return false;
}

/* A day or month of some year in the head: "VISIT TO PERU, 24-26 AUGUST 2003". It gives the year of
 * what is told. */
static bool year_of_head(reading *r, size_t end) {
    for (size_t i = 0; i < end; i++) {
        partial p;
        size_t k = i;
        if (!(r->items[i].flags & ITEM_DATED) || !day_month(r, &k, end, &p)) continue;
        if (!p.year || (p.day && !day_exists(p.year, p.month, p.day))) continue;
        r->published = day_of(p.year, p.month, p.day ? p.day : 1);
        return true;
    }
    return false;
}

/* The day of the document where none was given: a full date in its first or last lines, best one
 * that stands as a dateline. Where there is none, the month or year that its head tells. */
static void find_date(reading *r) {
    size_t head = r->item_count < 90 ? r->item_count : 90;
    size_t tail = r->item_count > 60 ? r->item_count - 60 : 0;
    bool given = r->published != DAY_NONE;
    r->day_sure = given;
    find_signing(r);
    if (given) return;
    r->dateline = dated_between(r, 0, head, true) || dated_between(r, tail, r->item_count, true) ||
                  dated_between(r, 0, head, false); /* "Joint statement of A and B, 3 May 1970" */
    r->day_sure = r->dateline;
    if (!r->dateline && month_of_line(r, tail, r->item_count)) r->rough = true;
    if (r->published == DAY_NONE && month_of_line(r, 0, head)) r->rough = true;
    if (r->published == DAY_NONE) dated_between(r, tail, r->item_count, false);
    if (r->published == DAY_NONE && year_of_head(r, head)) r->rough = true;
}

void document_date(reading *r) {
    find_date(r);
    if (r->published != DAY_NONE) day_format(r->published, r->today);
}

str day_of_document(reading *r) {
    char text[16];
    if (r->signed_on.n) return r->signed_on;
    if (r->month.n) return r->month;
    if (r->published == DAY_NONE || !r->day_sure) return S("");
    day_format(r->published, text);
    return str_format(r->a, "%s", text);
}
