#include "store/field_patch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static bool is_of(str name, const char *const *names) {
    for (; *names; names++)
        if (str_eq_z(name, *names)) return true;
    return false;
}

static void put_list(jout *j, str value, char separator) {
    str rest = value, item;
    jout_open(j, '[');
    while (rest.n && str_next(&rest, separator, &item))
        if (str_trim(item).n) jout_str(j, str_trim(item));
    jout_close(j, ']');
}

static bool is_digit(str s, size_t i) {
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* "1,000,000" and "1 000 000": what stands between a digit and three more. */
static bool is_between(str s, size_t i) {
    if (s.p[i] != ',' && s.p[i] != ' ') return false;
    return i > 0 && is_digit(s, i - 1) && is_digit(s, i + 1) && is_digit(s, i + 2) &&
           is_digit(s, i + 3) && !is_digit(s, i + 4);
}

bool str_real(str text, double *out) {
    char digits[64], *end;
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (is_between(text, i)) continue;
        if (n + 1 >= sizeof digits || text.p[i] == '\0') return false;
        digits[n++] = text.p[i];
    }
    digits[n] = '\0';
    double v = strtod(digits, &end);
    if (n == 0 || *end != '\0' || !isfinite(v)) return false;
    *out = v;
    return true;
}

void field_patch(jout *j, str name, str value) {
    static const char *const coded[] = {"states", "sectors", NULL};
    static const char *const named[] = {"parties", "owners", "beneficiaries", NULL};
    static const char *const numbers[] = {"weight", "measure_value", "measure_baseline",
                                          "measure_target", NULL};
    char key[32];
    int64_t whole;
    double real;
    snprintf(key, sizeof key, STR_FMT, STR_ARG(name));
    jout_key(j, key);
    value = str_trim(value);
    if (is_of(name, coded))
        put_list(j, value, ',');
    else if (is_of(name, named))
        put_list(j, value, ';');
    else if (value.n == 0)
        jout_null(j);
    else if (str_eq(name, S("count")) && str_int(value, &whole))
        jout_int(j, whole);
    else if (is_of(name, numbers) && str_real(value, &real))
        jout_exact(j, real);
    else if (str_eq(name, S("terms")))
        jout_raw(j, value);
    else
        jout_str(j, value);
}
