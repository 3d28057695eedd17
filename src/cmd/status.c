#include "law/status.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/names.h"
#include "cmd/status_register.h"

#include <stdio.h>

static const option options[] = {
    [STATUS_DB] = DESK_DB_OPTION,
    [STATUS_ON] = {"--on", "DAY", "what holds on that day; today where not given", NULL},
    [STATUS_PARTY] = {"--party", "X", "of one party only: code or any known name", NULL},
    [STATUS_INSTRUMENT] = {"--instrument", "I", "under one instrument only: number, ref or title",
                           NULL},
    [STATUS_WHY] = {"--why", NULL, "with the reason of each", NULL},
    [STATUS_JSON] = {"--json", NULL, "one JSON object a line", NULL},
    [STATUS_CASES] = {"--cases", "FILE",
                      "compute the treaties of an NDJSON file (- for standard input)", NULL},
    [STATUS_REBUILD] = {"--rebuild", NULL, "derive every status of the register anew", NULL},
};

static const size_t most_file_bytes = (size_t)1 << 30;
static const size_t most_names_bytes = (size_t)1 << 20;
static const size_t most_line_bytes = (size_t)2 << 30;

static void print_interval(buf *line, const law_instrument *in, const law_interval *i,
                           const law_notes *notes, law_names names, buf *scratch) {
    char from[32], to[32];
    jout j;
    law_from_text(i, from);
    law_to_text(i, to);
    buf_clear(scratch);
    law_why(scratch, in, i, names);
    jout_init(&j, line);
    jout_open(&j, '{');
    jout_pair_str(&j, "instrument", in->id);
    jout_pair_str(&j, "party", i->party.n ? i->party : (str){NULL, 0});
    jout_pair_str(&j, "status", str_of(law_status_name(i->status)));
    jout_pair_str(&j, "from", str_of(from));
    jout_pair_str(&j, "to", *to ? str_of(to) : (str){NULL, 0});
    if (i->uncertain) jout_pair_bool(&j, "uncertain", true);
    jout_pair_str(&j, "why", buf_str(scratch));
    jout_key(&j, "acts");
    jout_open(&j, '[');
    for (size_t k = 0; k < i->act_count; k++) jout_int(&j, i->acts[k]);
    jout_close(&j, ']');
    if (notes && notes->count) {
        jout_key(&j, "reported");
        jout_open(&j, '[');
        for (size_t k = 0; k < notes->count; k++) {
            const law_note *n = &notes->items[k];
            jout_open(&j, '{');
            if (n->act >= 0)
                jout_pair_int(&j, "act", n->act);
            else
                jout_pair_str(&j, "field", n->place);
            jout_pair_str(&j, n->ignored ? "ignored" : "odd", n->reason);
            jout_close(&j, '}');
        }
        jout_close(&j, ']');
    }
    jout_close(&j, '}');
    buf_put_char(line, '\n');
}

/* The same for people and logs, one line each on standard error. */
static void print_notes(const law_instrument *in, const law_notes *notes) {
    for (size_t k = 0; k < notes->count; k++) {
        const law_note *n = &notes->items[k];
        fprintf(stderr, "depositary status: " STR_FMT ": ", STR_ARG(in->id));
        if (n->act >= 0)
            fprintf(stderr, "act %lld", (long long)n->act);
        else
            fprintf(stderr, STR_FMT, STR_ARG(n->place));
        fprintf(stderr, "%s: " STR_FMT "\n", n->ignored ? " ignored" : "", STR_ARG(n->reason));
    }
}

static code join_notes(arena *a, law_notes *to, const law_notes *more, fault *f) {
    for (size_t k = 0; k < more->count; k++) TRY(law_note_add(a, to, more->items[k], f));
    return OK;
}

static code case_line(arena *a, str text, law_names names, buf *line, buf *scratch, fault *f) {
    const jnode *root;
    law_instrument in;
    law_notes notes = {0};
    law_result result;
    TRY(jnode_parse(a, text, &root, f));
    TRY(law_instrument_parse(a, root, &in, &notes, f));
    TRY(law_status(a, &in, &result, f));
    TRY(join_notes(a, &notes, &result.notes, f));
    buf_clear(line);
    for (size_t k = 0; k < result.count; k++)
        print_interval(line, &in, &result.intervals[k], k ? NULL : &notes, names, scratch);
    if (line->code != OK || scratch->code != OK)
        return fault_set(f, NOMEM, NULL, "not enough memory for the answer");
    fwrite(line->p, 1, line->n, stdout);
    print_notes(&in, &notes);
    return OK;
}

/* Each line by itself: a bad one is reported by its number and passed over. */
static code case_lines(arena *a, const char *path, str rest, law_names names, fault *f) {
    buf line, scratch;
    size_t number = 0, bad = 0;
    code result = OK;
    buf_init(&line, 0);
    buf_init(&scratch, 0);
    for (str text; result == OK && rest.n && str_next(&rest, '\n', &text);) {
        number++;
        if (!str_trim(text).n) continue;
        fault own = {.code = OK};
        arena_reset(a);
        if (case_line(a, text, names, &line, &scratch, &own) == OK) continue;
        bad++;
        fprintf(stderr, "depositary status: %s:%zu: %s%s%s\n", path, number, own.place,
                *own.place ? ": " : "", own.message);
    }
    buf_reset(&line);
    buf_reset(&scratch);
    if (result == OK && bad)
        result = fault_set(f, INVALID, path, "%zu of %zu lines could not be read", bad, number);
    return result;
}

static code run_cases(const char *path, fault *f) {
    buf file;
    buf_init(&file, 0);
    arena *a = arena_new(most_line_bytes), *names = arena_new(most_names_bytes);
    const state_names *states = NULL;
    code result = a && names ? file_read(path, most_file_bytes, &file, f)
                             : fault_set(f, NOMEM, NULL, "not enough memory");
    if (result == OK) result = state_names_load(names, &states, f);
    if (result == OK) result = case_lines(a, path, buf_str(&file), state_names_for_law(states), f);
    buf_reset(&file);
    if (a) arena_free(a);
    if (names) arena_free(names);
    return result;
}

static code run(const arguments *given, fault *f) {
    if (!given->values[STATUS_CASES]) return status_register(given, f);
    for (int i = 0; i < STATUS_OPTIONS; i++)
        if (i != STATUS_CASES && given->values[i])
            return fault_set(f, INVALID, options[i].name,
                             "has no meaning beside --cases, which computes every interval");
    return run_cases(given->values[STATUS_CASES], f);
}

const command command_status = {
    .name = "status",
    .usage = "[--on DAY] [--party X] [--instrument I] [--why] | --cases FILE",
    .summary = "say who is bound by what on which day, and why",
    .details =
        "Lists what holds in the register on a day: of a party under all instruments, of all\n"
        "parties under one, of one under one, or everything. With --json each line is an\n"
        "interval as --cases prints it; `instrument` and `acts` are numbers of the register.\n\n"
        "With --cases, each line of FILE is a treaty with its terms and acts as one JSON object\n"
        "(doc/law.md); the answer is one interval a line: instrument, party (null: the\n"
        "instrument itself), status, from, to (the first day no longer; null: none), why, acts.\n"
        "Acts that were passed over or are odd are in `reported` of the instrument's first\n"
        "interval, and on standard error. A line that cannot be read is reported by its number\n"
        "and passed over; the exit status is then not 0.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .most_words = 0,
    .run = run,
};
