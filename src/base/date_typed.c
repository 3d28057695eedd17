#include "base/date_typed.h"

/* A number of at most four digits, or a month by its name: 0 where it is none. */
static int number_of(str s) {
    int n = 0;
    if (s.n == 0 || s.n > 4) return 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return 0;
        n = n * 10 + (s.p[i] - '0');
    }
    return n;
}

static int month_of(str s) {
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    if (str_ends(s, S("."))) s = str_slice(s, 0, s.n - 1);
    for (int i = 0; i < 12; i++) {
        str name = str_of(names[i]);
        bool sept = i == 8 && str_eq_nocase(s, S("sept"));
        if (str_eq_nocase(s, name) || sept || str_eq_nocase(s, str_slice(name, 0, 3))) return i + 1;
    }
    return 0;
}

static size_t parts_of(str s, char separator, str parts[3]) {
    size_t n = 0;
    str part;
    while (str_next(&s, separator, &part)) {
        part = str_trim(part);
        if (!part.n) continue;
        if (n == 3) return 0;
        parts[n++] = part;
    }
    return n;
}

static str without_comma(str s) {
    return str_ends(s, S(",")) ? str_slice(s, 0, s.n - 1) : s;
}

str date_typed(arena *a, str typed) {
    str p[3];
    int days = 0, month = 0, year = 0;
    typed = str_trim(typed);
    size_t n = parts_of(typed, ' ', p);
    if (n == 3 && month_of(p[1])) {
        days = number_of(p[0]);
        month = month_of(p[1]);
    } else if (n == 3 && month_of(p[0])) {
        days = number_of(without_comma(p[1]));
        month = month_of(p[0]);
    } else if (n == 2) {
        month = month_of(p[0]);
    } else if (n == 1 && (n = parts_of(typed, '.', p)) == 3) {
        days = number_of(p[0]);
        month = number_of(p[1]);
    }
    if (n < 2 || p[n - 1].n != 4) return typed;
    year = number_of(p[n - 1]);
    if (!year || month < 1 || month > 12 || days > 31 || (n == 3 && !days)) return typed;
    return n == 3 ? str_format(a, "%04d-%02d-%02d", year, month, days)
                  : str_format(a, "%04d-%02d", year, month);
}
