/* What lists print where a source gives no title: "Extradition treaty" is a title; "Treaty on
 * justice: Belarus, Pakistan" is made here. */
#include "store/record_spec.h"

#include "store/names.h"

#include <ctype.h>
#include <string.h>

static void put_kind(buf *b, const record_spec *s) {
    static const char *const said[KIND_COUNT] = {[KIND_MIXED] = "documents",
                                                 [KIND_CALLS_FOR] = "call",
                                                 [KIND_SUPPORTS] = "support",
                                                 [KIND_WELCOMES] = "welcome",
                                                 [KIND_CONDEMNS] = "condemnation",
                                                 [KIND_JOINED] = "membership",
                                                 [KIND_CANDIDATE] = "candidacy",
                                                 [KIND_LEFT] = "withdrawal",
                                                 [KIND_COOPERATE] = "cooperation",
                                                 [KIND_ESTABLISH] = "to be established",
                                                 [KIND_DELIVER] = "to be delivered",
                                                 [KIND_NEGOTIATE] = "to be negotiated",
                                                 [KIND_OTHER] = "undertaking",
                                                 [KIND_ESTABLISHED] = "diplomatic relations",
                                                 [KIND_ANNIVERSARY] =
                                                     "anniversary of diplomatic relations",
                                                 [KIND_UPGRADED] = "relations upgraded",
                                                 [KIND_SUSPENDED] = "relations suspended",
                                                 [KIND_COMMISSION] = "commission session",
                                                 [KIND_FORUM] = "business forum",
                                                 [KIND_CALL] = "telephone call",
                                                 [KIND_CEREMONY] = "ceremony"};
    const char *word = said[s->kind] ? said[s->kind] : kind_name(s->kind);
    bool many = s->family == RECORD_INSTRUMENT && s->count > 1;
    if (many) {
        static const char *const plural[KIND_COUNT] = {
            [KIND_TREATY] = "treaties", [KIND_MEMORANDUM] = "memoranda"};
        buf_put_int(b, s->count);
        buf_put_char(b, ' ');
        buf_put_z(b, plural[s->kind] ? plural[s->kind] : word);
        if (!plural[s->kind] && s->kind != KIND_MIXED) buf_put_char(b, 's');
        return;
    }
    if (s->modality == MODALITY_PLANNED && s->family == RECORD_ENGAGEMENT) {
        buf_put_z(b, "planned ");
    }
    buf_put_z(b, word);
}

static void put_sectors(buf *b, sector_set set) {
    const char *before = ": ";
    int n = 0;
    for (int i = 0; i < SECTOR_COUNT; i++) {
        if (!(set >> i & 1)) continue;
        if (n++ == 3) {
            buf_put_z(b, " and more");
            return;
        }
        buf_put_z(b, before);
        buf_put_z(b, sector_name((sector)i));
        before = ", ";
    }
}

static void put_sides(buf *b, const record_spec *s, const actor_ref *sides, size_t count) {
    const char *before = " (";
    size_t shown = 0;
    for (size_t i = 0; i < s->party_count && shown < 2; i++, shown++) {
        buf_put_z(b, before);
        buf_put(b, s->parties[i]);
        before = ", ";
    }
    for (size_t i = 0; i < count && shown < 3 && s->party_count == 0; i++, shown++) {
        buf_put_z(b, before);
        buf_put(b, sides[i].name);
        before = ", ";
    }
    if (shown) buf_put_char(b, ')');
}

/* The beginning of a promise or stance is its best name; cut at a word. */
static void put_content(buf *b, str content) {
    enum { LONGEST = 110 };
    str s = str_trim(content);
    if (s.n <= LONGEST) {
        buf_put(b, s);
        return;
    }
    size_t end = LONGEST;
    while (end > 0 && s.p[end] != ' ') end--;
    if (end == 0) {
        end = LONGEST;
        while (end > 0 && ((unsigned char)s.p[end] & 0xC0) == 0x80) end--;
    }
    buf_put(b, str_slice(s, 0, end));
    buf_put_z(b, " …");
}

/* The title without article and opening quote; empty where it says no more than the kind, or is
 * only the name of a side. */
static str title_core(arena *a, const record_spec *s, const actor_ref *sides, size_t count) {
    static const char *const articles[] = {"a ", "an ", "the "};
    static const char *const quotes[] = {"\"", "“", "”", "«", "‘"};
    str t = str_trim(s->title);
    for (size_t i = 0; i < 3; i++)
        if (str_starts(t, str_of(articles[i])))
            t = str_trim(str_slice(t, strlen(articles[i]), t.n));
    for (size_t i = 0; i < 5; i++)
        if (str_starts(t, str_of(quotes[i]))) t = str_trim(str_slice(t, strlen(quotes[i]), t.n));
    bool whole = t.n == s->title.n; /* a name of its own, as it stands */
    for (size_t i = 0; i < count; i++)
        if (str_eq_nocase(t, sides[i].name)) return S("");
    return whole || name_says(a, t) ? t : S("");
}

str record_label(arena *a, const record_spec *s, const actor_ref *sides, size_t side_count) {
    buf b;
    buf_init(&b, 0);
    bool said = s->family == RECORD_COMMITMENT || s->family == RECORD_POSITION;
    str core = s->title.n ? title_core(a, s, sides, side_count) : S("");
    if (core.n) {
        buf_put(&b, core);
        if (core.n != s->title.n) put_sides(&b, s, sides, side_count);
    } else if (said && s->content.n) {
        put_content(&b, s->content);
    } else {
        put_kind(&b, s);
        if (s->period.n) {
            buf_put_char(&b, ' ');
            buf_put(&b, s->period);
        }
        put_sectors(&b, s->sectors);
        put_sides(&b, s, sides, side_count);
    }
    if (b.n && b.code == OK) b.p[0] = (char)toupper((unsigned char)b.p[0]);
    str out = b.code == OK ? str_copy(a, buf_str(&b)) : (str){0};
    buf_reset(&b);
    return out;
}

str record_when(const record_row *r) {
    return r->date.n ? r->date : r->period;
}
