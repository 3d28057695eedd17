#include "base/file.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "exchange/acts.h"
#include "exchange/register.h"
#include "exchange/roadmap_import.h"
#include "exchange/wipo.h"
#include "store/proposal.h"

#include <stdio.h>

enum { DATABASE, UNDER };

static const option options[] = {
    DESK_DB_OPTION,
    {"--under", "RECORD", "roadmap: the instrument or promise that the actions belong to", NULL},
};

enum { MATCHED_MOST = 5000 };

static const size_t most_file_bytes = (size_t)1 << 31;

typedef struct {
    const arguments *given;
    buf *texts; /* one a file */
} wanted;

static str text_of(const wanted *w, int i) {
    return w->texts[i].n ? buf_str(&w->texts[i]) : S("");
}

/* Records of all files first, then the links: files may refer to each other. */
static code import_register(change *c, void *context, fault *f) {
    const wanted *w = context;
    imported n = {0};
    int64_t newest;
    TRY(record_newest(c->d, &newest, f));
    for (int i = 1; i < w->given->word_count; i++)
        TRY(register_import(c, text_of(w, i), w->given->words[i], &n, f));
    for (int i = 1; i < w->given->word_count; i++)
        TRY(register_import_links(c, text_of(w, i), w->given->words[i], &n, f));
    size_t proposed = 0;
    if (n.records <= MATCHED_MOST) TRY(propose_above(c, newest, &proposed, f));
    c->idle = n.records + n.sources + n.links + n.ties == 0;
    printf("%zu records, %zu sources, %zu links; %zu were there already\n", n.records, n.sources,
           n.links, n.known);
    if (n.ties) printf("%zu pairs and minutes tied to sessions\n", n.ties);
    if (proposed) printf("%zu links proposed; `depositary links` shows them\n", proposed);
    if (n.records > MATCHED_MOST)
        printf("not compared with each other: `depositary links find` does that\n");
    return OK;
}

static code import_wipo(change *c, void *context, fault *f) {
    const wanted *w = context;
    wipo_imported n = {0};
    for (int i = 1; i < w->given->word_count; i++)
        TRY(wipo_import(c, text_of(w, i), w->given->words[i], &n, f));
    c->idle = n.treaties + n.acts == 0;
    printf("%zu treaties, %zu acts\n", n.treaties, n.acts);
    return OK;
}

static code import_roadmap(change *c, void *context, fault *f) {
    const wanted *w = context;
    roadmap_imported n = {0};
    int64_t under;
    if (!w->given->values[UNDER])
        return fault_set(f, INVALID, "--under", "give the number of the roadmap's record");
    TRY(desk_id(w->given->values[UNDER], &under, f));
    for (int i = 1; i < w->given->word_count; i++)
        TRY(roadmap_import(c, under, text_of(w, i), w->given->words[i], &n, f));
    c->idle = n.actions + n.replanned == 0;
    change_about(c, "record", under, (str){0}, (str){0});
    printf("%zu actions; %zu were there already", n.actions, n.known + n.replanned);
    if (n.replanned) printf(", %zu of them with another day now", n.replanned);
    putchar('\n');
    return OK;
}

static code import_acts(change *c, void *context, fault *f) {
    const wanted *w = context;
    acts_imported n = {0};
    for (int i = 1; i < w->given->word_count; i++)
        TRY(acts_import(c, text_of(w, i), w->given->words[i], &n, f));
    c->idle = n.acts == 0;
    printf("%zu acts under %zu instruments; %zu were there already\n", n.acts, n.instruments,
           n.known);
    return OK;
}

/* A format is a row. Acts are undone like those entered by hand: they go by the same name. */
static const struct format {
    const char *kind, *action;
    code (*work)(change *c, void *context, fault *f);
} formats[] = {
    {"register", "import", import_register},
    {"wipo", "import", import_wipo},
    {"roadmap", "import", import_roadmap},
    {"acts", "act", import_acts},
};

static code import_all(const arguments *given, wanted *w, const struct format *format, fault *f) {
    desk k;
    for (int i = 1; i < given->word_count; i++)
        TRY(file_read(given->words[i], most_file_bytes, &w->texts[i], f));
    TRY(desk_open(&k, given->values[DATABASE], DB_CREATE, f));
    code result = desk_change(&k, format->action, format->work, w, f);
    desk_close(&k);
    return result;
}

static code run(const arguments *given, fault *f) {
    const struct format *format = NULL;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (str_eq_z(str_of(given->words[0]), formats[i].kind)) format = &formats[i];
    if (!format)
        return fault_set(f, INVALID, given->words[0],
                         "no such format; there are register, wipo, roadmap, acts");
    arena *a = arena_new((size_t)1 << 20);
    wanted w = {given, a ? arena_array(a, (size_t)given->word_count, sizeof *w.texts) : NULL};
    if (!w.texts) {
        arena_free(a);
        return fault_set(f, NOMEM, NULL, "not enough memory");
    }
    for (int i = 0; i < given->word_count; i++) buf_init(&w.texts[i], 0);
    code result = import_all(given, &w, format, f);
    for (int i = 0; i < given->word_count; i++) buf_reset(&w.texts[i]);
    arena_free(a);
    return result;
}

const command command_import = {
    .name = "import",
    .usage = "KIND FILE...",
    .summary = "take over records from files of a known form",
    .details =
        "register  NDJSON, one record or source a line, as `export register` writes it\n"
        "wipo      WIPO's list of contracting parties, CSV\n"
        "roadmap   a table with tabs, \"|\", commas or semicolons between; its first row names\n"
        "          the columns: action, milestone, pillar, owner, start, due, weight, target,\n"
        "          unit, baseline. A day may be words: \"by the end of 2025\"\n"
        "acts      what parties did: CSV with the header instrument,party,act,on,effect,\n"
        "          perhaps by and note; an instrument by number, ref or title\n\n"
        "All or nothing; what is there already is passed over.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 2,
    .most_words = -1,
    .run = run,
};
