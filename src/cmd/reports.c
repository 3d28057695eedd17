#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/minutes.h"

#include <stdio.h>
#include <string.h>

enum { DATABASE, SESSION, PROMISE };

static const option options[] = {
    DESK_DB_OPTION,
    {"--session", "N", "those of that session's minutes, decided ones too", NULL},
    {"--promise", "N", "those on that promise, decided ones too", NULL},
};

static void print_offer(const offer_row *o) {
    printf("%6lld  %-9s ", (long long)o->id, offer_state_name(o->state));
    desk_print(stdout, o->on, 0);
    fputs("  ", stdout);
    desk_print(stdout, o->score, 0);
    printf(": record %lld: ", (long long)o->promise.id);
    desk_print(stdout, o->promise.label, 90);
    fputs("\n        \"", stdout);
    desk_print(stdout, o->text, 0);
    printf("\" (source %lld)\n        ", (long long)o->source.id);
    desk_print(stdout, o->reason, 0);
    putchar('\n');
}

static code list(desk *k, const arguments *given, fault *f) {
    enum { MOST = 500 };
    int64_t session = 0, promise = 0;
    offer_row *rows;
    size_t n;
    if (given->values[SESSION]) TRY(desk_id(given->values[SESSION], &session, f));
    if (given->values[PROMISE]) TRY(desk_id(given->values[PROMISE], &promise, f));
    TRY(offer_browse(k->a, k->d, session, promise, OFFER_STATE_COUNT, MOST, &rows, &n, f));
    for (size_t i = 0; i < n; i++) print_offer(&rows[i]);
    if (!n) puts("no report is offered");
    return OK;
}

static code decide(change *c, void *context, fault *f) {
    const arguments *given = context;
    bool accept = strcmp(given->words[0], "accept") == 0;
    for (int i = 1; i < given->word_count; i++) {
        int64_t id, promise, report;
        TRY(desk_id(given->words[i], &id, f));
        TRY(offer_decide(c, id, accept, &promise, &report, f));
        printf("offer %lld: %s (record %lld)\n", (long long)id, accept ? "accepted" : "refused",
               (long long)promise);
    }
    return OK;
}

static code run(const arguments *given, fault *f) {
    arguments kept = *given;
    bool deciding = given->word_count > 0;
    if (deciding && strcmp(given->words[0], "accept") != 0 &&
        strcmp(given->words[0], "refuse") != 0)
        return fault_set(f, INVALID, given->words[0], "must be accept or refuse");
    if (given->word_count == 1)
        return fault_set(f, INVALID, given->words[0], "give the numbers of offered reports");
    if (!deciding) return desk_show(given->values[DATABASE], list, given, f);
    return desk_alter(given->values[DATABASE], "progress", decide, &kept, f);
}

const command command_reports = {
    .name = "reports",
    .usage = "[accept|refuse ID...]",
    .summary = "reports that the minutes of sessions offer",
    .details =
        "`add FILE --minutes SESSION` adds the minutes of a session; a sentence of theirs that\n"
        "tells how far an open promise is, is offered as a report. None counts before a person\n"
        "has accepted it: then it is a report with that sentence as its evidence.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .most_words = -1,
    .run = run,
};
