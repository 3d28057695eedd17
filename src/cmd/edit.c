#include "base/jout.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/draft.h"
#include "store/field_patch.h"

#include <stdio.h>
#include <string.h>

enum { DATABASE, RECORD };

static const option options[] = {
    DESK_DB_OPTION,
    {"--record", NULL, "the number is that of a record, not of a draft", NULL},
};

/* FIELD=VALUE words as one JSON object; an empty value empties the field. */
static code patch_make(const arguments *given, buf *out, fault *f) {
    jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    for (int i = 1; i < given->word_count; i++) {
        const char *equals = strchr(given->words[i], '=');
        if (!equals || equals == given->words[i])
            return fault_set(f, INVALID, given->words[i], "must be FIELD=VALUE");
        field_patch(&j, (str){given->words[i], (size_t)(equals - given->words[i])},
                    str_of(equals + 1));
    }
    jout_close(&j, '}');
    return out->code == OK ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
}

typedef struct {
    int64_t id;
    bool record;
    str patch;
} wanted;

static code work(change *c, void *context, fault *f) {
    const wanted *w = context;
    return w->record ? record_edit(c, w->id, w->patch, f) : draft_edit(c, w->id, w->patch, f);
}

static code run(const arguments *given, fault *f) {
    buf patch;
    wanted w = {.record = given->values[RECORD] != NULL};
    TRY(desk_id(given->words[0], &w.id, f));
    buf_init(&patch, 0);
    code result = patch_make(given, &patch, f);
    w.patch = buf_str(&patch);
    if (result == OK) result = desk_alter(given->values[DATABASE], "edit", work, &w, f);
    buf_reset(&patch);
    return result;
}

const command command_edit = {
    .name = "edit",
    .usage = "ID FIELD=VALUE... [--record]",
    .summary = "correct a draft, or a record",
    .details =
        "Fields are those of doc/reading.md: kind, act, modality, states=BLR,PAK, count,\n"
        "parties=\"One;Two\", sectors=trade,health, date=2024-11-26, title ... An empty value\n"
        "empties the field. Of a promise also owners=\"Ministry of Sport;A. Person\", "
        "beneficiaries,\n"
        "due, pillar, weight, measure_target=1000000, measure_unit=USD, measure_baseline,\n"
        "measure_value, parent (a record's ref, or record-12) and, as of a roadmap,\n"
        "sessions=any or the name of the body before whose sessions its parts report.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 2,
    .most_words = -1,
    .run = run,
};
