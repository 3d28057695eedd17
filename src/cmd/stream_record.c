#include "cmd/stream_record.h"

#include "base/utf8.h"

#include <string.h>

enum { DEEPEST = 64 };

typedef struct {
    char *p;
    size_t n, at;
    fault *f;
} scanner;

static code wrong(scanner *s, const char *what) {
    return fault_set(s->f, INVALID, NULL, "%s at byte %zu", what, s->at);
}

static void skip_space(scanner *s) {
    while (s->at < s->n && memchr(" \t\r\n", s->p[s->at], 4)) s->at++;
}

static bool take(scanner *s, char c) {
    if (s->at >= s->n || s->p[s->at] != c) return false;
    s->at++;
    return true;
}

static bool take_hex4(scanner *s, uint32_t *out) {
    if (s->n - s->at < 4) return false;
    uint32_t v = 0;
    for (int i = 0; i < 4; i++) {
        char c = s->p[s->at + (size_t)i];
        uint32_t digit;
        if (c >= '0' && c <= '9')
            digit = (uint32_t)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            digit = (uint32_t)((c | 0x20) - 'a') + 10;
        else
            return false;
        v = v << 4 | digit;
    }
    s->at += 4;
    *out = v;
    return true;
}

/* After "\u": one or two escapes to a character. */
static bool take_unicode(scanner *s, uint32_t *point) {
    if (!take_hex4(s, point)) return false;
    if (*point < 0xD800 || *point > 0xDFFF) return true;
    uint32_t low;
    size_t back = s->at;
    if (*point < 0xDC00 && s->n - s->at >= 6 && s->p[s->at] == '\\' && s->p[s->at + 1] == 'u') {
        s->at += 2;
        if (!take_hex4(s, &low)) return false;
        if (low >= 0xDC00 && low <= 0xDFFF) {
            *point = 0x10000 + ((*point - 0xD800) << 10) + (low - 0xDC00);
            return true;
        }
        s->at = back;
    }
    *point = 0xFFFD;
    return true;
}

static bool take_escape(scanner *s, char **to) {
    static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    if (s->at >= s->n) return false;
    char c = s->p[s->at++];
    if (c == 'u') {
        uint32_t point;
        if (!take_unicode(s, &point)) return false;
        *to += utf8_encode(point, *to); /* an escape is longer than what it stands for */
        return true;
    }
    const char *name = c ? strchr(names, c) : NULL;
    if (!name) return false;
    *(*to)++ = means[name - names];
    return true;
}

/* A string whose quote is next, unescaped where it stands. */
static code take_string(scanner *s, str *out) {
    if (!take(s, '"')) return wrong(s, "a string is missing");
    char *to = s->p + s->at;
    out->p = to;
    for (;;) {
        size_t from = s->at;
        while (s->at < s->n && (unsigned char)s->p[s->at] >= 0x20 && s->p[s->at] != '"' &&
               s->p[s->at] != '\\')
            s->at++;
        if (to != s->p + from) memmove(to, s->p + from, s->at - from);
        to += s->at - from;
        if (s->at >= s->n) return wrong(s, "a string without its end");
        char c = s->p[s->at++];
        if (c == '"') break;
        if (c != '\\') return s->at--, wrong(s, "a control character in a string");
        if (!take_escape(s, &to)) return wrong(s, "a bad escape in a string");
    }
    out->n = (size_t)(to - out->p);
    return OK;
}

/* A string that is only passed over, so that its bytes stay as written. */
static code pass_string(scanner *s) {
    s->at++;
    while (s->at < s->n && s->p[s->at] != '"') {
        if ((unsigned char)s->p[s->at] < 0x20) return wrong(s, "a control character in a string");
        uint32_t point;
        if (s->p[s->at++] != '\\') continue;
        if (s->at >= s->n) break;
        char c = s->p[s->at++];
        if (c == 'u' ? !take_hex4(s, &point) : !c || !strchr("\"\\/bfnrt", c))
            return wrong(s, "a bad escape in a string");
    }
    return take(s, '"') ? OK : wrong(s, "a string without its end");
}

static size_t pass_digits(scanner *s) {
    size_t from = s->at;
    while (s->at < s->n && s->p[s->at] >= '0' && s->p[s->at] <= '9') s->at++;
    return s->at - from;
}

static code pass_number(scanner *s) {
    take(s, '-');
    if (!take(s, '0') && !pass_digits(s)) return wrong(s, "a value is missing");
    if (take(s, '.') && !pass_digits(s)) return wrong(s, "a bad number");
    if (s->at < s->n && (s->p[s->at] | 0x20) == 'e') {
        s->at++;
        if (!take(s, '-')) take(s, '+');
        if (!pass_digits(s)) return wrong(s, "a bad number");
    }
    return OK;
}

static code pass_scalar(scanner *s) {
    static const char *const words[] = {"true", "false", "null"};
    if (s->at >= s->n) return wrong(s, "the line ends too early");
    if (s->p[s->at] == '"') return pass_string(s);
    for (size_t i = 0; i < 3; i++) {
        size_t width = strlen(words[i]);
        if (s->n - s->at < width || memcmp(s->p + s->at, words[i], width) != 0) continue;
        s->at += width;
        return OK;
    }
    return pass_number(s);
}

static code pass_key(scanner *s) {
    skip_space(s);
    if (s->at >= s->n || s->p[s->at] != '"') return wrong(s, "a key is missing");
    TRY(pass_string(s));
    skip_space(s);
    return take(s, ':') ? OK : wrong(s, "':' is missing");
}

/* After a value: closes what ends here and stands before the next value, or depth is 0. */
static code pass_ends(scanner *s, const char *stack, unsigned *depth) {
    while (*depth) {
        skip_space(s);
        char open = stack[*depth - 1];
        if (take(s, open == '{' ? '}' : ']')) {
            --*depth;
            continue;
        }
        if (!take(s, ',')) return wrong(s, "',' or a closing bracket is missing");
        return open == '{' ? pass_key(s) : OK;
    }
    return OK;
}

/* Any value, without recursion. */
static code pass_value(scanner *s) {
    char stack[DEEPEST];
    unsigned depth = 0;
    do {
        skip_space(s);
        char c = s->at < s->n ? s->p[s->at] : 0;
        if (c != '{' && c != '[') {
            TRY(pass_scalar(s));
            TRY(pass_ends(s, stack, &depth));
            continue;
        }
        if (depth == DEEPEST) return wrong(s, "nested too deep");
        stack[depth++] = c;
        s->at++;
        skip_space(s);
        if (s->at < s->n && s->p[s->at] == (c == '{' ? '}' : ']'))
            TRY(pass_ends(s, stack, &depth));
        else if (c == '{')
            TRY(pass_key(s));
    } while (depth);
    return OK;
}

static code take_id(scanner *s, stream_record *out) {
    size_t from = s->at;
    char c = s->at < s->n ? s->p[s->at] : 0;
    if (c != '"' && c != '-' && !(c >= '0' && c <= '9'))
        return wrong(s, "id is neither a string nor a number");
    TRY(pass_scalar(s));
    out->id = (str){s->p + from, s->at - from};
    return OK;
}

static code take_member(scanner *s, stream_record *out) {
    str key, *field = NULL;
    skip_space(s);
    TRY(take_string(s, &key));
    skip_space(s);
    if (!take(s, ':')) return wrong(s, "':' is missing");
    skip_space(s);
    if (str_eq(key, S("id"))) {
        if (out->id.p) return wrong(s, "a second id");
        return take_id(s, out);
    }
    if (str_eq(key, S("text"))) field = &out->text;
    if (str_eq(key, S("date"))) field = &out->date;
    if (!field) return pass_value(s);
    if (field->p) return wrong(s, field == &out->text ? "a second text" : "a second date");
    if (s->at < s->n && s->p[s->at] == '"') return take_string(s, field);
    if (field == &out->date && s->n - s->at >= 4 && memcmp(s->p + s->at, "null", 4) == 0)
        return pass_scalar(s);
    return wrong(s, field == &out->text ? "text is no string" : "date is no string");
}

static code take_object(scanner *s, stream_record *out) {
    skip_space(s);
    if (!take(s, '{')) return wrong(s, "not a JSON object");
    skip_space(s);
    if (!take(s, '}')) {
        do TRY(take_member(s, out));
        while (skip_space(s), take(s, ','));
        if (!take(s, '}')) return wrong(s, "',' or '}' is missing");
    }
    skip_space(s);
    return s->at == s->n ? OK : wrong(s, "something stands after the object");
}

code stream_record_parse(char *line, size_t n, stream_record *out, fault *f) {
    *out = (stream_record){.id = {NULL, 0}};
    scanner s = {.p = line, .n = n, .f = f};
    size_t bad = utf8_bad_at((str){line, n});
    if (bad != SIZE_MAX)
        return fault_set(f, INVALID, NULL, "not valid UTF-8: byte 0x%02x at byte %zu",
                         (unsigned char)line[bad], bad);
    TRY(take_object(&s, out));
    if (!out->text.p) return fault_set(f, INVALID, NULL, "there is no text");
    return OK;
}
