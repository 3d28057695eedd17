#include "base/file.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "read/read.h"
#include "store/minutes.h"
#include "store/source.h"
#include "text/document.h"

#include <stdio.h>
#include <string.h>

enum { DATABASE, ADDRESS, PUBLISHED, PUBLISHER, TITLE, ACCEPT, ABOVE, MINUTES };

static const option options[] = {
    DESK_DB_OPTION,
    {"--address", "URL", "where the document stands", NULL},
    {"--published", "DAY", "when it appeared (EDTF: 2024-11-26, 2024-11)", NULL},
    {"--publisher", "NAME", "who published it", NULL},
    {"--title", "TEXT", "its title, where the document has none", NULL},
    {"--accept", NULL, "accept every fact that is read", NULL},
    {"--accept-above", "CONFIDENCE", "accept those read with at least that confidence (0 to 1)",
     NULL},
    {"--minutes", "SESSION",
     "they are the minutes of that session: `reports` shows what they offer", NULL},
};

typedef struct {
    new_source source;
    fact *facts;
    size_t count;
    source_added added;
    double above; /* the least confidence that is accepted unseen */
    size_t accepted;
    int64_t session; /* whose minutes they are; 0: none */
    size_t offers;
} work;

static str given_or(const char *given, str found) {
    return given ? str_of(given) : found;
}

/* The language that the document is in, where the program knows it; else English. */
static code language_for(str code_, language **out, fault *f) {
    char name[16];
    fault quiet = {.code = OK};
    snprintf(name, sizeof name, STR_FMT, STR_ARG(code_));
    if (code_.n && language_open(name, out, &quiet) == OK) return OK;
    return language_open("en", out, f);
}

static code document_facts(arena *a, const arguments *given, const char *path, str bytes, work *w,
                           fault *f) {
    document doc;
    language *l;
    TRY(document_read(a, bytes, path, &doc, f));
    w->source = (new_source){.bytes = bytes,
                             .text = doc.text,
                             .form = str_of(document_form_name(doc.form)),
                             .address = given_or(given->values[ADDRESS], doc.address),
                             .publisher = given_or(given->values[PUBLISHER], S("")),
                             .title = given_or(given->values[TITLE], doc.title),
                             .published = given_or(given->values[PUBLISHED], doc.published),
                             .language = doc.language};
    TRY(language_for(doc.language, &l, f));
    code result = read_document(a, l, doc.text, w->source.published, &w->facts, &w->count, f);
    language_close(l);
    return result;
}

static code queue(change *c, void *context, fault *f) {
    work *w = context;
    TRY(source_add(c, &w->source, w->facts, w->count, &w->added, f));
    return w->session ? minutes_add(c, w->session, w->added.id, &w->offers, f) : OK;
}

static code accept(change *c, void *context, fault *f) {
    work *w = context;
    return draft_accept_all(c, w->added.id, w->above, &w->accepted, f);
}

static void report(const char *path, const work *w) {
    printf("%s: ", path);
    if (w->added.known)
        printf("there already as source %lld", (long long)w->added.id);
    else
        printf("source %lld, %zu %s", (long long)w->added.id, w->added.draft_count,
               w->added.draft_count == 1 ? "draft" : "drafts");
    if (w->added.copy_of) printf(" (a copy of source %lld)", (long long)w->added.copy_of);
    if (w->accepted) printf(", %zu accepted", w->accepted);
    if (w->session)
        printf(", minutes of record %lld: %zu %s offered", (long long)w->session, w->offers,
               w->offers == 1 ? "report" : "reports");
    putchar('\n');
}

static code add_file(const arguments *given, double above, const char *path, fault *f) {
    desk k;
    work w = {.above = above};
    if (given->values[MINUTES]) TRY(desk_id(given->values[MINUTES], &w.session, f));
    buf bytes;
    arena *a = arena_new((size_t)2 << 30);
    if (!a) return fault_set(f, NOMEM, path, "not enough memory");
    buf_init(&bytes, 0);
    fault own = {.code = OK};
    /* The document is read before the register is opened: a bad one does not even touch it. */
    code result = file_read(path, DOCUMENT_BYTES_MAX, &bytes, &own);
    if (result == OK)
        result = document_facts(a, given, path, bytes.n ? buf_str(&bytes) : S(""), &w, &own);
    if (result == OK) result = desk_open(&k, given->values[DATABASE], DB_CREATE, &own);
    if (result == OK) {
        result = desk_change(&k, "add", queue, &w, &own);
        if (result == OK && (given->values[ACCEPT] || given->values[ABOVE]))
            result = desk_change(&k, "accept", accept, &w, &own);
        desk_close(&k);
    }
    if (result == OK)
        report(path, &w);
    else
        fault_set(f, result, *own.place ? own.place : path, "%s", own.message);
    buf_reset(&bytes);
    arena_free(a);
    return result;
}

static code run(const arguments *given, fault *f) {
    edtf unused;
    if (given->values[PUBLISHED]) {
        fault why = {.code = OK};
        if (edtf_parse(str_of(given->values[PUBLISHED]), &unused, &why) != OK)
            return fault_set(f, INVALID, "--published", "%s", why.message);
    }
    double above = 0;
    if (given->values[ACCEPT] && given->values[ABOVE])
        return fault_set(f, INVALID, "--accept", "accepts all: not together with --accept-above");
    if (given->values[ABOVE]) TRY(desk_share("--accept-above", given->values[ABOVE], &above, f));
    for (int i = 0; i < given->word_count; i++) TRY(add_file(given, above, given->words[i], f));
    return OK;
}

const command command_add = {
    .name = "add",
    .usage = "FILE... [options]",
    .summary = "read documents and queue what they say as drafts",
    .details = "Text, HTML and PDF; - is standard input. The same document again adds nothing;\n"
               "another version of the same text adds evidence. `drafts` lists what waits.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 1,
    .most_words = -1,
    .run = run,
};
