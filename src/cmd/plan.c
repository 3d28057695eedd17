#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/commitment.h"
#include "store/replan.h"

#include <stdio.h>

enum { DATABASE, REASON, SOURCE };

static const option options[] = {
    DESK_DB_OPTION,
    {"--reason", "TEXT", "why", NULL},
    {"--source", "N", "the source that says so: words are counted from its day", NULL},
};

typedef struct {
    int64_t id, source;
    str due, reason;
} wanted;

static code work(change *c, void *context, fault *f) {
    const wanted *w = context;
    replan x = {.due = w->due, .reason = w->reason, .source_id = w->source};
    change_about(c, "record", w->id, (str){0}, w->due);
    TRY(replan_take(c, w->id, &x, desk_today(), f));
    printf("record %lld: due ", (long long)w->id);
    desk_print(stdout, x.due.n ? x.due : S("on no day"), 0);
    putchar('\n');
    return OK;
}

static code run(const arguments *given, fault *f) {
    const char *const *v = given->values;
    wanted w = {.due = str_trim(str_of(given->words[1])),
                .reason = str_of(v[REASON] ? v[REASON] : "")};
    TRY(desk_id(given->words[0], &w.id, f));
    if (v[SOURCE]) TRY(desk_id(v[SOURCE], &w.source, f));
    if (str_eq(w.due, S("none"))) w.due = S("");
    return desk_alter(v[DATABASE], "plan", work, &w, f);
}

const command command_plan = {
    .name = "plan",
    .usage = "RECORD DUE [options]",
    .summary = "plan a promise anew",
    .details =
        "DUE is a date (EDTF: 2025, 2025-09, 2025-09-30), words (\"within two weeks\") or none.\n"
        "The first plan stays and is shown beside the new one.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 2,
    .most_words = 2,
    .run = run,
};
