#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/draft.h"

#include <stdio.h>

enum { DATABASE, SOURCE, STATE };

static const option options[] = {
    DESK_DB_OPTION,
    {"--source", "N", "of one source only", NULL},
    {"--state", "STATE", "waiting, accepted, rejected or all", "waiting"},
};

static void print_states(const fact *f) {
    for (size_t i = 0; i < f->state_count; i++) {
        if (i) putchar(',');
        desk_print(stdout, f->states[i], 0);
    }
}

static void print_draft(const draft_row *row) {
    const fact *f = &row->fact;
    printf("%5lld  %-10s %-11s %-10s %-8s ", (long long)row->id, record_name(f->record),
           kind_name(f->kind), act_name(f->act), modality_name(f->modality));
    print_states(f);
    for (size_t i = 0; i < f->party_count; i++) {
        fputs(i ? "; " : "  ", stdout);
        desk_print(stdout, f->parties[i], 40);
    }
    if (f->count >= 0) printf("  %lld documents", (long long)f->count);
    if (f->date.n) printf("  " STR_FMT, STR_ARG(f->date));
    printf("  %.2f%s\n       ", f->confidence, row->edited ? "  edited" : "");
    if (row->record_id)
        printf("record %lld: ", (long long)row->record_id);
    else if (row->state == DRAFT_REJECTED)
        fputs("rejected: ", stdout);
    else if (row->same)
        printf("same as record %lld: ", (long long)row->target_id);
    desk_print(stdout, row->quote, 120);
    putchar('\n');
}

static code list(desk *k, const arguments *given, fault *f) {
    int64_t source = 0;
    draft_state state = DRAFT_STATE_COUNT;
    str word = str_of(given->values[STATE]);
    if (!str_eq_z(word, "all") && !draft_state_of(word, &state))
        return fault_set(f, INVALID, "--state", "must be waiting, accepted, rejected or all");
    if (given->values[SOURCE]) TRY(desk_id(given->values[SOURCE], &source, f));
    draft_row *rows;
    size_t n;
    TRY(draft_list(k->a, k->d, source, state, &rows, &n, f));
    int64_t last = 0;
    for (size_t i = 0; i < n; i++) {
        if (rows[i].source_id != last) printf("source %lld\n", (long long)rows[i].source_id);
        last = rows[i].source_id;
        print_draft(&rows[i]);
    }
    if (n == 0) puts("no drafts");
    return OK;
}

static code run(const arguments *given, fault *f) {
    return desk_show(given->values[DATABASE], list, given, f);
}

const command command_drafts = {
    .name = "drafts",
    .usage = "[options]",
    .summary = "list the facts that wait for a decision",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run,
};
