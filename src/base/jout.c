#include "base/jout.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void jout_init(jout *j, buf *out) {
    *j = (jout){.out = out};
}

static void item(jout *j) {
    if (j->after_key) {
        j->after_key = false;
        return;
    }
    uint32_t bit = (uint32_t)1 << j->depth;
    if (j->has_items & bit) buf_put_char(j->out, ',');
    j->has_items |= bit;
}

void jout_open(jout *j, char bracket) {
    assert(bracket == '{' || bracket == '[');
    assert(j->depth < 31);
    item(j);
    buf_put_char(j->out, bracket);
    j->depth++;
    j->has_items &= ~((uint32_t)1 << j->depth);
}

void jout_close(jout *j, char bracket) {
    assert(bracket == '}' || bracket == ']');
    assert(j->depth > 0);
    buf_put_char(j->out, bracket);
    j->depth--;
}

void jout_key_str(jout *j, str key) {
    item(j);
    buf_put_json(j->out, key);
    buf_put_char(j->out, ':');
    j->after_key = true;
}

void jout_key(jout *j, const char *key) {
    item(j);
    size_t n = strlen(key); /* a name of the program: nothing in it to escape */
    char *p = buf_reserve(j->out, n + 3);
    if (p) {
        p[0] = '"';
        memcpy(p + 1, key, n);
        p[n + 1] = '"';
        p[n + 2] = ':';
        j->out->n += n + 3;
    }
    j->after_key = true;
}

void jout_str(jout *j, str s) {
    if (!s.p) {
        jout_null(j);
        return;
    }
    item(j);
    buf_put_json(j->out, s);
}

void jout_int(jout *j, int64_t v) {
    item(j);
    buf_put_int(j->out, v);
}

/* 0.millionths, without zeros at its end. */
static void put_share(jout *j, unsigned millionths) {
    char digits[8] = "0.";
    size_t n = sizeof digits;
    for (size_t i = n; i-- > 2; millionths /= 10) digits[i] = (char)('0' + millionths % 10);
    while (n > 3 && digits[n - 1] == '0') n--;
    buf_put(j->out, (str){digits, n});
}

void jout_exact(jout *j, double v) {
    char digits[40];
    if (!isfinite(v)) {
        jout_null(j);
        return;
    }
    snprintf(digits, sizeof digits, "%.15g", v);
    if (strtod(digits, NULL) != v) snprintf(digits, sizeof digits, "%.17g", v);
    jout_raw(j, str_of(digits));
}

void jout_real(jout *j, double v) {
    if (!isfinite(v)) {
        jout_null(j);
        return;
    }
    item(j);
    if (v >= 0.1 && v < 0.9999995) { /* a share, as most are: six digits after the point */
        put_share(j, (unsigned)(v * 1e6 + 0.5));
        return;
    }
    buf_printf(j->out, "%.6g", v);
}

void jout_fixed(jout *j, int64_t v, unsigned decimals) {
    assert(decimals <= 18);
    uint64_t scale = 1, size = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    for (unsigned i = 0; i < decimals; i++) scale *= 10;
    item(j);
    buf_printf(j->out, "%s%" PRIu64, v < 0 ? "-" : "", size / scale);
    uint64_t rest = size % scale;
    for (; rest && rest % 10 == 0; decimals--) rest /= 10;
    if (rest) buf_printf(j->out, ".%0*" PRIu64, (int)decimals, rest);
}

void jout_bool(jout *j, bool v) {
    item(j);
    buf_put_z(j->out, v ? "true" : "false");
}

void jout_null(jout *j) {
    item(j);
    buf_put_z(j->out, "null");
}

void jout_raw(jout *j, str json) {
    item(j);
    buf_put(j->out, json);
}

void jout_pair_str(jout *j, const char *key, str s) {
    jout_key(j, key);
    jout_str(j, s);
}

void jout_pair_int(jout *j, const char *key, int64_t v) {
    jout_key(j, key);
    jout_int(j, v);
}

void jout_pair_bool(jout *j, const char *key, bool v) {
    jout_key(j, key);
    jout_bool(j, v);
}
