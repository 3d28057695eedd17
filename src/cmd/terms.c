#include "base/asset.h"
#include "base/file.h"
#include "cmd/command.h"
#include "law/terms_read.h"
#include "text/document.h"

#include <stdio.h>
#include <string.h>

#define ARENA_MOST ((size_t)1 << 30)

static void table_row(buf *to, const law_evidence *e, str text) {
    str said = str_slice(text, e->start, e->end);
    buf_put_z(to, clause_kind_name(e->kind));
    buf_put_z(to, "\t");
    if (e->article.n > 0) buf_printf(to, STR_FMT, STR_ARG(e->article));
    if (e->paragraph.n > 0) buf_printf(to, "(" STR_FMT ")", STR_ARG(e->paragraph));
    buf_put_z(to, "\t");
    buf_put(to, e->gives);
    buf_put_z(to, "\t");
    for (size_t i = 0; i < said.n; i++)
        buf_put_char(to, (unsigned char)said.p[i] < ' ' ? ' ' : said.p[i]);
    buf_put_z(to, "\n");
}

static void put_table(buf *to, const law_proposal *p, str text) {
    jout j;
    jout_init(&j, to);
    law_terms_print(&j, &p->terms);
    buf_put_z(to, "\n");
    for (size_t i = 0; i < p->evidence_count; i++) table_row(to, p->evidence + i, text);
    for (size_t i = 0; i < p->unread_count; i++)
        buf_printf(to, "not in terms\t\t%s\t" STR_FMT "\n", clause_kind_name(p->unread[i].kind),
                   STR_ARG(p->unread[i].says));
}

static code propose(arena *a, const clause_language *l, str text, bool table, buf *out, fault *f) {
    law_proposal p;
    TRY(law_terms_propose(a, l, text, &p, f));
    if (table) {
        put_table(out, &p, text);
        return OK;
    }
    jout j;
    jout_init(&j, out);
    law_proposal_print(&j, &p, text);
    buf_put_char(out, '\n');
    return OK;
}

/* A text in another language gives an empty proposal; say why on standard error. */
static void warn_of_language(const char *name, const document *d, const char *language) {
    if (!d->language.n || str_eq_z(d->language, language)) return;
    fprintf(stderr,
            "depositary terms: %s: this seems to be in '" STR_FMT "', and is read as '%s'\n", name,
            STR_ARG(d->language), language);
}

/* One file, whatever its form, to one answer in `out`. */
static code read_file(arena *a, const clause_language *l, const char *name, const arguments *given,
                      buf *bytes, buf *out, fault *f) {
    document d;
    TRY(file_read(name, DOCUMENT_BYTES_MAX, bytes, f));
    code c = document_read(a, buf_str(bytes), name, &d, f);
    if (c != OK && f && !*f->place) snprintf(f->place, sizeof f->place, "%s", name);
    if (c != OK) return c;
    warn_of_language(name, &d, given->values[0]);
    return propose(a, l, d.text, given->values[1], out, f);
}

static code load(arena *a, const char *language, const clause_language **out, fault *f) {
    str path = str_format(a, "lang/%s/clauses.tsv", language);
    if (!path.p) return fault_set(f, NOMEM, "--language", "no memory");
    str tsv = asset_find(path.p);
    if (!tsv.p)
        return fault_set(f, NOTFOUND, "--language", "no clauses are known in '%s'", language);
    return clause_language_load(a, tsv, path.p, out, f);
}

static code run(const arguments *given, fault *f) {
    const clause_language *language = NULL;
    arena *words = arena_new(ARENA_MOST), *a = arena_new(ARENA_MOST);
    buf text, out;
    buf_init(&text, DOCUMENT_BYTES_MAX + 1);
    buf_init(&out, 0);
    code c = words && a ? load(words, given->values[0], &language, f)
                        : fault_set(f, NOMEM, "terms", "no memory");
    for (int i = 0; i < given->word_count && c == OK; i++) {
        buf_clear(&text);
        buf_clear(&out);
        arena_reset(a);
        c = read_file(a, language, given->words[i], given, &text, &out, f);
        if (c == OK && out.code != OK) c = fault_set(f, NOMEM, given->words[i], "no memory");
        if (c == OK && fwrite(out.p, 1, out.n, stdout) != out.n)
            c = fault_set(f, IO, "standard output", "cannot write");
    }
    buf_reset(&text);
    buf_reset(&out);
    arena_free(words);
    arena_free(a);
    return c;
}

static const option options[] = {
    {"--language", "LL", "the language of the text: a folder of lang/", "en"},
    {"--table", NULL, "for people: the terms, then one clause a line", NULL},
};

const command command_terms = {
    .name = "terms",
    .usage = "FILE... [--table]",
    .summary = "propose terms from the final clauses of a treaty's text",
    .details =
        "Reads plain text, HTML or PDF (- is standard input) and prints one JSON object a file:\n"
        "terms in the form that status takes, and the sentences that say them, with their\n"
        "article and their bytes in the text (depositary read --text prints it). What terms\n"
        "have no form for is under \"unread\". Nothing enters the register: it is a draft for a\n"
        "person.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 1,
    .most_words = -1,
    .run = run,
};
