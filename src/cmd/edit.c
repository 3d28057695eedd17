#include "base/jout.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/draft.h"

#include <stdio.h>
#include <string.h>

enum { DATABASE, RECORD };

static const option options[] = {
    DESK_DB_OPTION,
    {"--record", NULL, "the number is that of a record, not of a draft", NULL},
};

static bool is_list(str name) {
    return str_eq_z(name, "states") || str_eq_z(name, "parties") || str_eq_z(name, "sectors");
}

/* parties are apart by ";", for their names have commas */
static void put_list(jout *j, str name, str value) {
    char separator = str_eq_z(name, "parties") ? ';' : ',';
    str rest = value, item;
    jout_open(j, '[');
    while (value.n && str_next(&rest, separator, &item))
        if (str_trim(item).n) jout_str(j, str_trim(item));
    jout_close(j, ']');
}

/* FIELD=VALUE words as one JSON object; an empty value empties the field. */
static code patch_make(const arguments *given, buf *out, fault *f) {
    jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    for (int i = 1; i < given->word_count; i++) {
        const char *equals = strchr(given->words[i], '=');
        if (!equals || equals == given->words[i])
            return fault_set(f, INVALID, given->words[i], "must be FIELD=VALUE");
        char name[32];
        snprintf(name, sizeof name, "%.*s", (int)(equals - given->words[i]), given->words[i]);
        str value = str_of(equals + 1);
        int64_t number;
        jout_key(&j, name);
        if (is_list(str_of(name)))
            put_list(&j, str_of(name), value);
        else if (value.n == 0)
            jout_null(&j);
        else if (str_eq_z(str_of(name), "count") && str_int(value, &number))
            jout_int(&j, number);
        else if (str_eq_z(str_of(name), "terms"))
            jout_raw(&j, value);
        else
            jout_str(&j, value);
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
    desk k;
    buf patch;
    wanted w = {.record = given->values[RECORD] != NULL};
    TRY(desk_id(given->words[0], &w.id, f));
    buf_init(&patch, 0);
    code result = patch_make(given, &patch, f);
    if (result == OK) result = desk_open(&k, given->values[DATABASE], DB_WRITE, f);
    if (result == OK) {
        w.patch = buf_str(&patch);
        result = desk_change(&k, "edit", work, &w, f);
        desk_close(&k);
    }
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
        "empties the field.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 2,
    .most_words = -1,
    .run = run,
};
