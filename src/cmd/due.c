#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/commitment.h"

#include <stdio.h>

enum { DATABASE, UNTIL, LATE, PARTY };

static const option options[] = {
    DESK_DB_OPTION,
    {"--until", "DAY", "due up to that day (else the next 90 days)", NULL},
    {"--late", NULL, "only what is past", NULL},
    {"--party", "STATE", "of one state or organisation (code or name)", NULL},
};

static void print_due(const due_row *d, day today) {
    printf("%6lld  %-5s %-22.22s ", (long long)d->row.id, d->due_last < today ? "late" : "due",
           d->due.p);
    desk_print(stdout, d->row.label, 90);
    if (d->score.n) printf("  [" STR_FMT "]", STR_ARG(d->score));
    putchar('\n');
}

static code list(desk *k, const arguments *given, fault *f) {
    day today = desk_today(), until = today + 90;
    actor_ref party = {0};
    str after = S("");
    size_t total = 0;
    if (given->values[UNTIL]) TRY(day_parse(str_of(given->values[UNTIL]), &until, f));
    if (given->values[LATE]) until = today - 1;
    if (given->values[PARTY])
        TRY(actor_lookup(k->a, k->d, str_of(given->values[PARTY]), &party, f));
    do {
        due_page page;
        TRY(commitment_due(k->a, k->d, DAY_NONE, until, party.id, 0, after, 200, &page, f));
        for (size_t i = 0; i < page.count; i++) print_due(&page.items[i], today);
        total += page.count;
        after = page.next;
    } while (after.n);
    if (total == 0) puts("nothing is due");
    return OK;
}

static code run(const arguments *given, fault *f) {
    desk k;
    TRY(desk_open(&k, given->values[DATABASE], DB_READ, f));
    code result = db_begin_read(k.d, f);
    if (result == OK) result = list(&k, given, f);
    desk_close(&k);
    return result;
}

const command command_due = {
    .name = "due",
    .usage = "[options]",
    .summary = "what was promised and is due or late",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run,
};
