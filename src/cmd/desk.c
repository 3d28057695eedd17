#include "cmd/desk.h"

#include "base/utf8.h"
#include "store/register.h"

#include <stdlib.h>

static const size_t arena_most = (size_t)2 << 30;

code desk_open(desk *out, const char *given_path, db_mode mode, fault *f) {
    const char *path = register_path(given_path);
    db *d;
    arena *a = arena_new(arena_most);
    if (!a) return fault_set(f, NOMEM, NULL, "not enough memory");
    code result = mode == DB_CREATE ? register_open(path, &d, f) : db_open(path, mode, &d, f);
    if (result != OK) {
        arena_free(a);
        return result;
    }
    *out = (desk){a, d};
    return OK;
}

void desk_close(desk *k) {
    db_close(k->d);
    arena_free(k->a);
}

code desk_change(desk *k, const char *action, code (*work)(change *c, void *context, fault *f),
                 void *context, fault *f) {
    change c;
    TRY(change_begin(&c, k->d, k->a, action, S(""), f));
    code result = work(&c, context, f);
    if (result == OK) return change_commit(&c, f);
    change_rollback(&c);
    return result;
}

code desk_show(const char *given_path, code (*work)(desk *k, const arguments *given, fault *f),
               const arguments *given, fault *f) {
    desk k;
    TRY(desk_open(&k, given_path, DB_READ, f));
    code result = db_begin_read(k.d, f);
    if (result == OK) result = work(&k, given, f);
    desk_close(&k);
    return result;
}

code desk_alter(const char *given_path, const char *action,
                code (*work)(change *c, void *context, fault *f), void *context, fault *f) {
    desk k;
    TRY(desk_open(&k, given_path, DB_WRITE, f));
    code result = desk_change(&k, action, work, context, f);
    desk_close(&k);
    return result;
}

day desk_today(void) {
    const char *set = getenv("DEPOSITARY_TODAY");
    day d;
    if (set && day_parse(str_of(set), &d, NULL) == OK) return d;
    return day_today();
}

code desk_day(const char *option_name, const char *word, day *out, fault *f) {
    fault own = {.code = OK};
    if (!word) return OK;
    code result = day_parse(str_of(word), out, &own);
    return result == OK ? OK : fault_set(f, result, option_name, "%s", own.message);
}

code desk_actor(arena *a, db *d, const char *option_name, const char *word, actor_ref *out,
                fault *f) {
    fault own = {.code = OK};
    if (!word) return OK;
    code result = actor_lookup(a, d, str_of(word), out, &own);
    return result == OK ? OK : fault_set(f, result, option_name, "%s", own.message);
}

code desk_id(const char *word, int64_t *out, fault *f) {
    if (str_int(str_of(word), out) && *out > 0) return OK;
    return fault_set(f, INVALID, word, "must be a number, as the lists print it");
}

code desk_share(const char *option_name, const char *word, double *out, fault *f) {
    char *end;
    double share = strtod(word, &end);
    if (end == word || *end || !(share >= 0 && share <= 1))
        return fault_set(f, INVALID, option_name, "must be a number from 0 to 1");
    *out = share;
    return OK;
}

void desk_print(FILE *to, str s, size_t width) {
    size_t at = 0, shown = 0;
    while (at < s.n) {
        uint32_t point;
        size_t n = utf8_decode(s, at, &point);
        if (width && shown + 1 >= width && at + n < s.n) {
            fputs("…", to);
            return;
        }
        if (point < 32 || point == 127) /* a terminal is not to be steered by a document */
            fputc(' ', to);
        else
            fwrite(s.p + at, 1, n, to);
        at += n;
        shown++;
    }
}
