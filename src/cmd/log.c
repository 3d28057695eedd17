#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/entry.h"

#include <stdio.h>

enum { DATABASE, RECORD, LIMIT, AFTER };

static const option options[] = {
    DESK_DB_OPTION,
    {"--record", "N", "the history of one record", NULL},
    {"--limit", "N", "at most so many (up to 500)", "30"},
    {"--after", "KEY", "go on where the last list ended", ""},
};

static code verify(desk *k, const arguments *given, fault *f) {
    (void)given;
    int64_t count;
    char head[65];
    TRY(entry_verify(k->d, &count, head, f));
    TRY(db_check(k->d, f));
    printf("%lld entries, unbroken; the last hash is %s\n", (long long)count, head);
    return OK;
}

static code list(desk *k, const arguments *given, fault *f) {
    int64_t record_id = 0, limit;
    entry_page page;
    if (given->values[RECORD]) TRY(desk_id(given->values[RECORD], &record_id, f));
    TRY(option_number("--limit", given->values[LIMIT], 1, 500, &limit, f));
    TRY(entry_browse(k->a, k->d, record_id, str_of(given->values[AFTER]), (size_t)limit, &page, f));
    for (size_t i = 0; i < page.count; i++) {
        const entry_row *e = &page.items[i];
        printf("%5lld  " STR_FMT "  " STR_FMT "  " STR_FMT " " STR_FMT, (long long)e->id,
               STR_ARG(e->at), STR_ARG(e->who), STR_ARG(e->action), STR_ARG(e->subject));
        if (e->subject_id) printf(" %lld", (long long)e->subject_id);
        printf("%s  %.12s\n", e->undone ? "  (taken back)" : "", e->hash);
    }
    if (page.next.n) printf("more: --after " STR_FMT "\n", STR_ARG(page.next));
    return OK;
}

static code run(const arguments *given, fault *f) {
    bool check = given->word_count == 1;
    if (check && !str_eq_z(str_of(given->words[0]), "verify"))
        return fault_set(f, INVALID, given->words[0], "the only word here is verify");
    return desk_show(given->values[DATABASE], check ? verify : list, given, f);
}

const command command_log = {
    .name = "log",
    .usage = "[verify] [options]",
    .summary = "show who changed what, or verify that nobody changed the log",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .most_words = 1,
    .run = run,
};
