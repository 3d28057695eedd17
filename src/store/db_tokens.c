/* The tokenizer of full-text search: unicode61 without accents, then the Snowball stem of the
 * word's script, so that "ratified" finds "ratification" and "соглашение" "соглашения". */
#include "store/db_sqlite.h"

#include <libstemmer.h>
#include <stdlib.h>

typedef struct {
    fts5_tokenizer inner;
    Fts5Tokenizer *words;
    struct sb_stemmer *latin, *cyrillic;
} tokenizer;

typedef struct {
    tokenizer *t;
    void *context;
    int (*each)(void *, int, const char *, int, int, int);
} relay;

static void tokens_delete(Fts5Tokenizer *p) {
    tokenizer *t = (tokenizer *)p;
    if (!t) return;
    if (t->words) t->inner.xDelete(t->words);
    sb_stemmer_delete(t->latin);
    sb_stemmer_delete(t->cyrillic);
    free(t);
}

static int tokens_create(void *context, const char **arguments, int count, Fts5Tokenizer **out) {
    (void)arguments, (void)count;
    fts5_api *api = context;
    tokenizer *t = calloc(1, sizeof *t);
    if (!t) return SQLITE_NOMEM;
    void *inner_context = NULL;
    const char *options[] = {"remove_diacritics", "2"};
    int result = api->xFindTokenizer(api, "unicode61", &inner_context, &t->inner);
    if (result == SQLITE_OK) result = t->inner.xCreate(inner_context, options, 2, &t->words);
    t->latin = sb_stemmer_new("english", "UTF_8");
    t->cyrillic = sb_stemmer_new("russian", "UTF_8");
    if (result == SQLITE_OK && (!t->latin || !t->cyrillic)) result = SQLITE_NOMEM;
    if (result != SQLITE_OK)
        tokens_delete((Fts5Tokenizer *)t);
    else
        *out = (Fts5Tokenizer *)t;
    return result;
}

static int token_stem(void *context, int flags, const char *token, int n, int start, int end) {
    relay *r = context;
    struct sb_stemmer *stemmer = NULL;
    unsigned char first = n > 2 && n <= 64 ? (unsigned char)token[0] : 0;
    if (first >= 'a' && first <= 'z')
        stemmer = r->t->latin;
    else if (first >= 0xD0 && first <= 0xD3) /* U+0400 to U+04FF */
        stemmer = r->t->cyrillic;
    const sb_symbol *stem = NULL;
    if (stemmer) stem = sb_stemmer_stem(stemmer, (const sb_symbol *)token, n);
    if (!stem) return r->each(r->context, flags, token, n, start, end);
    int length = sb_stemmer_length(stemmer);
    return r->each(r->context, flags, (const char *)stem, length, start, end);
}

static int tokens_split(Fts5Tokenizer *p, void *context, int flags, const char *text, int n,
                        int (*each)(void *, int, const char *, int, int, int)) {
    tokenizer *t = (tokenizer *)p;
    relay r = {t, context, each};
    return t->inner.xTokenize(t->words, &r, flags, text, n, token_stem);
}

static fts5_api *fts5_find(sqlite3 *handle) {
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, NULL) != SQLITE_OK)
        return NULL;
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    return api;
}

int db_tokens_add(sqlite3 *handle) {
    fts5_api *api = fts5_find(handle);
    if (!api) return SQLITE_ERROR;
    fts5_tokenizer ours = {tokens_create, tokens_delete, tokens_split};
    return api->xCreateTokenizer(api, "snowball", api, &ours, NULL);
}
