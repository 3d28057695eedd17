#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/commitment.h"
#include "store/field_patch.h"
#include "store/follow.h"

#include <stdio.h>

enum { DATABASE, ON, SOURCE, SENTENCE, VALUE, REPORTER, NOTE };

static const option options[] = {
    DESK_DB_OPTION,
    {"--on", "DAY", "the day it speaks of (EDTF); today where not given", NULL},
    {"--source", "N", "the source that says so: without one it is kept and not counted", NULL},
    {"--sentence", "WORDS", "its words there, copied", NULL},
    {"--value", "NUMBER", "the promised number as it stood then", NULL},
    {"--reporter", "NAME", "who reports: a state or body", NULL},
    {"--note", "TEXT", "in words", NULL},
};

typedef struct {
    const arguments *given;
    int64_t id;
    new_progress report;
    follow_verdict now;
} wanted;

static code work(change *c, void *context, fault *f) {
    wanted *w = context;
    int64_t made;
    record_row row;
    bool is;
    actor_ref who = {.id = 0};
    TRY(desk_actor(c->a, c->d, "--reporter", w->given->values[REPORTER], &who, f));
    w->report.reporter = who.id;
    change_about(c, "record", w->id, (str){0}, w->report.score);
    TRY(progress_add(c, w->id, &w->report, &made, f));
    TRY(record_find(c->a, c->d, w->id, desk_today(), &row, f));
    TRY(follow_judge_row(c->a, c->d, &row, desk_today(), &is, &w->now, f));
    printf("report %lld%s; record %lld is %s: ", (long long)made,
           w->report.source_id ? "" : ", not counted", (long long)w->id,
           follow_status_name(w->now.state));
    desk_print(stdout, w->now.reason, 0);
    putchar('\n');
    return OK;
}

static code run(const arguments *given, fault *f) {
    char today[16];
    const char *const *v = given->values;
    wanted w = {.given = given};
    day_format(desk_today(), today);
    TRY(desk_id(given->words[0], &w.id, f));
    w.report = (new_progress){.on = str_of(v[ON] ? v[ON] : today),
                              .score = str_of(given->words[1]),
                              .note = str_of(v[NOTE] ? v[NOTE] : ""),
                              .sentence = str_of(v[SENTENCE] ? v[SENTENCE] : "")};
    if (v[SOURCE]) TRY(desk_id(v[SOURCE], &w.report.source_id, f));
    if (v[VALUE] && !str_real(str_of(v[VALUE]), &w.report.value))
        return fault_set(f, INVALID, "--value", "a number is wanted, such as 52000000");
    w.report.has_value = v[VALUE] != NULL;
    return desk_alter(v[DATABASE], "progress", work, &w, f);
}

const command command_progress = {
    .name = "progress",
    .usage = "RECORD SCORE [options]",
    .summary = "report how far a promise is",
    .details = "SCORE is not_started, limited, substantial, completed or dropped. No evidence, no\n"
               "credit: a report without a source is shown as claimed and changes nothing.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 2,
    .most_words = 2,
    .run = run,
};
