#include "page/page_site.h"

#include "base/asset.h"
#include "base/hash.h"
#include "page/pages.h"
#include "text/document.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    ARENA_BYTES = 512 << 20, /* reading a large document takes several times its size */
    ANSWER_BYTES = 64 << 20,
    KEPT_BYTES = 64 << 20,
    FORM_BYTES = 1 << 20, /* of a form around its document */
};

page_site *page_site_of(const request *q) {
    return q->site ? q->site->context : NULL;
}

/* Reads run in one transaction of a connection of their own; what changes something takes the one
 * writer by itself, and style sheets need neither. */
static code open_request(void *context, const route *row, void **opened, fault *f) {
    page_site *k = context;
    db *d;
    if (row->method == METHOD_POST || strncmp(row->path, "/asset/", 7) == 0) return OK;
    TRY(pool_reader(k->pool, &d, f));
    *opened = d;
    return OK;
}

static void close_request(void *context, void *opened) {
    page_site *k = context;
    if (opened) pool_return(k->pool, opened);
}

/* Every change writes an entry to the log, which is hashed with the one before: the hash of the
 * last one is that of all the register. Read in the snapshot that the page is read in. */
static bool state_of(void *opened, hash *out) {
    *out = (hash){{0}};
    if (!opened) return true; /* nothing is read */
    fault f = {.code = OK};
    query *q = db_query(opened, "SELECT hash FROM entry ORDER BY id DESC LIMIT 1", &f);
    str last = query_row(q) ? column_blob(q, 0) : (str){0};
    bool known = last.n == sizeof out->b;
    if (known) memcpy(out->b, last.p, sizeof out->b);
    return query_end(q) == OK && known;
}

/* One tag for all files of web/: a new version of any is a new address for each. */
static void make_tag(char out[17]) {
    const char *path;
    str bytes;
    buf all;
    hash h;
    char hex[2 * HASH_BYTES + 1];
    buf_init(&all, 0);
    for (size_t i = 0; asset_at("web/", i, &path, &bytes); i++) {
        buf_put_z(&all, path);
        buf_put(&all, bytes);
    }
    hash_of(buf_str(&all), &h);
    hash_hex(&h, hex);
    memcpy(out, hex, 16);
    out[16] = '\0';
    buf_reset(&all);
}

code page_site_open(const char *path, const route_table *more, size_t more_count, page_site **out,
                    fault *f) {
    assert(more_count < 4);
    page_site *k = calloc(1, sizeof *k);
    if (!k) return fault_set(f, NOMEM, NULL, "not enough memory");
    code result = pool_open(path, &k->pool, f);
    if (result == OK) result = language_open("en", &k->language, f);
    if (result != OK) {
        page_site_close(k);
        return result;
    }
    make_tag(k->asset_tag);
    k->tables[0] = (route_table){page_rows, page_row_count};
    for (size_t i = 0; i < more_count; i++) k->tables[i + 1] = more[i];
    k->site = (site){.tables = k->tables,
                     .table_count = more_count + 1,
                     .context = k,
                     .arena_bytes = ARENA_BYTES,
                     .body_bytes = ANSWER_BYTES,
                     .upload_bytes = DOCUMENT_BYTES_MAX + FORM_BYTES,
                     .open = open_request,
                     .close = close_request,
                     .state = state_of,
                     .cache = answer_cache_new(KEPT_BYTES),
                     .render_fault = page_fault};
    secret_text(k->site.token);
    *out = k;
    return OK;
}

void page_site_close(page_site *k) {
    if (!k) return;
    pool_close(k->pool);
    answer_cache_free(k->site.cache);
    language_close(k->language);
    free(k);
}
