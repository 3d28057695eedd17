#include "read/read.h"
#include "base/date.h"
#include "base/fact_json.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/read_print.h"
#include "cmd/stream.h"
#include "read/confidence.h"
#include "text/document.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { TABLE, HTML, TEXT, LANGUAGE, DATE, STREAM, JOBS, CLUES };

static const option options[] = {
    {"--table", NULL, "for people: a table, with the sentences", NULL},
    {"--html", NULL, "a page with the text and what was found marked in it (one file)", NULL},
    {"--text", NULL, "only the text that offsets count in (one file)", NULL},
    {"--lang", "CODE|DIR", "the language's code, or its folder (default: the document's)", NULL},
    {"--date", "DAY", "the day of publication, where the document does not say it", NULL},
    {"--stream", NULL, "NDJSON {\"id\",\"text\",\"date\"} in, {\"id\",\"facts\"} out, in order",
     NULL},
    {"--jobs", "N", "threads that read a stream", "1"},
    {"--clues", NULL, "what each confidence was weighed from, beside its fact", NULL},
};

static const char details[] =
    "Prints one fact a line as JSON: record, kind, act, modality, states, parties, sectors,\n"
    "count, date, title, confidence, and evidence: byte offsets into the file's text, or for\n"
    "HTML and PDF into the text that --text prints. With several files each line starts with\n"
    "\"source\". FILE - is standard input.\n\n"
    "--stream reads any number of records in constant memory. A record that cannot be read is\n"
    "answered {\"id\",\"error\"} and told on standard error; the rest goes on. A date in a record\n"
    "counts before --date.";

static const size_t arena_bytes = (size_t)6 << 30;

/* Languages that were opened, by what was asked for. */
typedef struct {
    struct {
        char name[256];
        language *language;
    } items[8];
    size_t count;
} languages;

static void languages_close(languages *all) {
    for (size_t i = 0; i < all->count; i++) language_close(all->items[i].language);
}

static code language_for(languages *all, const char *name, const language **out, fault *f) {
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->items[i].name, name) == 0) return *out = all->items[i].language, OK;
    size_t room = sizeof all->items / sizeof *all->items;
    if (all->count == room || strlen(name) >= sizeof all->items->name)
        return fault_set(f, INVALID, name, "too many languages at once, or too long a path");
    TRY(language_open(name, &all->items[all->count].language, f));
    snprintf(all->items[all->count].name, sizeof all->items->name, "%s", name);
    *out = all->items[all->count++].language;
    return OK;
}

/* As asked; else the document's own where there is such a language; else English. */
static code choose_language(languages *all, const char *asked, const document *d, const char *file,
                            const language **out, fault *f) {
    if (asked) return language_for(all, asked, out, f);
    char own[8];
    if (d->language.n && d->language.n < sizeof own) {
        snprintf(own, sizeof own, STR_FMT, STR_ARG(d->language));
        fault inner = {.code = OK};
        code result = language_for(all, own, out, &inner);
        if (result == OK) return OK;
        if (result != NOTFOUND) return fault_set(f, result, inner.place, "%s", inner.message);
        fprintf(stderr, "depositary read: %s: it seems to be in \"%s\": read as English\n", file,
                own);
    }
    return language_for(all, "en", out, f);
}

static size_t terminal_width(void) {
    struct winsize w;
    const char *columns = getenv("COLUMNS");
    int64_t width = 0;
    if (!columns || !str_int(str_of(columns), &width)) width = 0;
    if (!width && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0) width = w.ws_col;
    return width < 40 ? 100 : width > 400 ? 400 : (size_t)width;
}

static void put_ndjson(buf *out, str source, str text, const fact *facts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        jout j;
        jout_init(&j, out);
        fact_json(&j, &facts[i], text, source);
        buf_put_char(out, '\n');
    }
}

/* For tools/calibrate, and for who asks why a fact is held to be sure. */
static void put_clues(buf *out, str text, const fact *facts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        jout j;
        jout_init(&j, out);
        jout_open(&j, '{');
        jout_key(&j, "told");
        jout_real(&j, facts[i].told);
        jout_key(&j, "clues");
        jout_open(&j, '[');
        for (unsigned c = 0; c < CLUE_COUNT; c++)
            if (facts[i].clues >> c & 1) jout_str(&j, str_of(clue_name((clue)c)));
        jout_close(&j, ']');
        jout_key(&j, "fact");
        fact_json(&j, &facts[i], text, (str){NULL, 0});
        jout_close(&j, '}');
        buf_put_char(out, '\n');
    }
}

static void print(const arguments *given, arena *a, const char *file, const document *d,
                  const fact *facts, size_t count, buf *out) {
    if (given->values[TABLE])
        read_print_table(out, file, d->text, facts, count, terminal_width());
    else if (given->values[CLUES])
        put_clues(out, d->text, facts, count);
    else if (given->values[HTML])
        read_print_page(a, out, file, d->title, d->text, facts, count);
    else
        put_ndjson(out, given->word_count > 1 ? str_of(file) : (str){NULL, 0}, d->text, facts,
                   count);
}

static code read_one(const arguments *given, languages *all, arena *a, const char *file, buf *bytes,
                     buf *out, fault *f) {
    document d;
    fact *facts = NULL;
    size_t count = 0;
    const language *l;
    TRY(file_read(file, DOCUMENT_BYTES_MAX, bytes, f));
    TRY(document_read(a, buf_str(bytes), file, &d, f));
    if (given->values[TEXT]) {
        buf_put(out, d.text);
    } else {
        TRY(choose_language(all, given->values[LANGUAGE], &d, file, &l, f));
        str published = d.published.n ? d.published : str_of(given->values[DATE]);
        TRY(read_document(a, l, d.text, published, &facts, &count, f));
        print(given, a, file, &d, facts, count, out);
    }
    return out->code == OK ? OK : fault_set(f, NOMEM, file, "not enough memory for what was found");
}

static code read_file(const arguments *given, languages *all, const char *file, fault *f) {
    buf bytes, out;
    arena *a = arena_new(arena_bytes);
    if (!a) return fault_set(f, NOMEM, file, "not enough memory");
    buf_init(&bytes, 0);
    buf_init(&out, 0);
    code result = read_one(given, all, a, file, &bytes, &out, f);
    if (result == OK && out.n) fwrite(out.p, 1, out.n, stdout);
    buf_reset(&out);
    buf_reset(&bytes);
    arena_free(a);
    return result;
}

/* Every file is tried; each that fails is told at once. */
static code read_files(const arguments *given, languages *all, fault *f) {
    if (given->word_count == 1) return read_file(given, all, given->words[0], f);
    code worst = OK;
    int failed = 0;
    for (int i = 0; i < given->word_count; i++) {
        fault one = {.code = OK};
        code result = read_file(given, all, given->words[i], &one);
        if (result == OK) continue;
        failed++;
        if (worst == OK) worst = result;
        fprintf(stderr, "depositary read: %s%s%s\n", one.place, *one.place ? ": " : "",
                *one.message ? one.message : fault_text(result));
    }
    if (worst == OK) return OK;
    return fault_set(f, worst, NULL, "%d of %d files could not be read", failed, given->word_count);
}

static code read_stream(const arguments *given, languages *all, fault *f) {
    stream_options o = {.published = str_of(given->values[DATE])};
    stream_counts counts = {0};
    int64_t jobs;
    TRY(option_number("--jobs", given->values[JOBS], 1, STREAM_JOBS_MAX, &jobs, f));
    o.jobs = (unsigned)jobs;
    const char *name = given->values[LANGUAGE] ? given->values[LANGUAGE] : "en";
    TRY(language_for(all, name, &o.language, f));
    /* What a large record took goes back to the system at once. */
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
    TRY(stream_run(&o, STDIN_FILENO, STDOUT_FILENO, stderr, &counts, f));
    if (counts.bad)
        fprintf(stderr, "depositary read: %zu of %zu records could not be read\n", counts.bad,
                counts.records);
    return OK;
}

static code check(const arguments *given, fault *f) {
    edtf when;
    const char *date = given->values[DATE];
    bool stream = given->values[STREAM] != NULL;
    int forms = (given->values[TABLE] != NULL) + (given->values[HTML] != NULL) +
                (given->values[TEXT] != NULL) + (given->values[CLUES] != NULL) + stream;
    if (forms > 1)
        return fault_set(f, INVALID, NULL,
                         "only one of --table, --html, --text, --clues and --stream");
    if (date && (edtf_parse(str_of(date), &when, f) != OK || when.precision != EDTF_DAY)) {
        if (f) *f = (fault){.code = OK};
        return fault_set(f, INVALID, "--date", "a day is wanted (2024-11-26), not '%s'", date);
    }
    if (stream && given->word_count)
        return fault_set(f, INVALID, given->words[0], "--stream reads standard input, not files");
    if (!stream && !given->word_count)
        return fault_set(f, INVALID, NULL, "no file was named; usage: depositary read FILE...");
    if ((given->values[HTML] || given->values[TEXT] || given->values[CLUES]) &&
        given->word_count > 1)
        return fault_set(f, INVALID, given->words[1], "--html, --text and --clues take one file");
    return OK;
}

static code run(const arguments *given, fault *f) {
    TRY(check(given, f));
    languages all = {.count = 0};
    code result = given->values[STREAM] ? read_stream(given, &all, f) : read_files(given, &all, f);
    languages_close(&all);
    return result;
}

const command command_read = {
    .name = "read",
    .usage = "FILE... | --stream",
    .summary = "print the facts that documents state",
    .details = details,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 0,
    .most_words = -1,
    .run = run,
};
