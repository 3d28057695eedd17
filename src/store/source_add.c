/* A document comes in: kept, recognised, its facts queued. */
#include "store/proposal.h"
#include "store/source.h"

#include "base/utf8.h"
#include "store/match.h"
#include "store/record_read.h"
#include "store/signature.h"

#include <string.h>

static code check(const new_source *w, const fact *facts, size_t count, fault *f) {
    edtf unused;
    fault why = {.code = OK};
    if (w->bytes.n == 0 || str_trim(w->text).n == 0)
        return fault_set(f, INVALID, NULL, "there is no text in it");
    if (utf8_bad_at(w->text) != SIZE_MAX)
        return fault_set(f, INVALID, NULL, "the text is not UTF-8");
    if (w->published.n && edtf_parse(w->published, &unused, &why) != OK)
        return fault_set(f, INVALID, "published", "%s", why.message);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < facts[i].evidence_count; k++)
            if (facts[i].evidence[k].start >= facts[i].evidence[k].end ||
                facts[i].evidence[k].end > w->text.n)
                return fault_set(f, INVALID, "evidence", "a span lies outside the text");
    return OK;
}

static code known_find(db *d, const hash *content, source_added *out, fault *f) {
    query *q = db_query(d, "SELECT id, copy_of FROM source WHERE content_hash = $1", f);
    bind_blob(q, 1, (str){(const char *)content->b, HASH_BYTES});
    if (query_row(q))
        *out = (source_added){.id = column_int(q, 0), .known = true, .copy_of = column_int(q, 1)};
    return query_end(q);
}

/* The first document of the same words, else the likest of those that share a band. A changed word
 * takes five shingles with it, so that three changes in a story of a hundred words leave three
 * fourths; two stories of one event by two hands have few shingles in common. */
static code original_find(db *d, const signature *s, int64_t *out, fault *f) {
    enum { NEAR_PERCENT = 60 };
    *out = 0;
    query *q = db_query(
        d, "SELECT ifnull(copy_of, id) FROM source WHERE text_hash = $1 ORDER BY id LIMIT 1", f);
    bind_blob(q, 1, (str){(const char *)s->words.b, HASH_BYTES});
    if (query_row(q)) *out = column_int(q, 0);
    TRY(query_end(q));
    double best = (double)NEAR_PERCENT / 100.0;
    for (size_t i = 0; i < SIGNATURE_BANDS && s->shingles && !*out; i++) {
        q = db_query(d,
                     "SELECT ifnull(s.copy_of, s.id), s.signature FROM source_band b "
                     "JOIN source s ON s.id = b.source_id WHERE b.band = $1 LIMIT 50",
                     f);
        bind_int(q, 1, s->bands[i]);
        while (query_row(q)) {
            str bytes = column_blob(q, 1);
            uint32_t other[SIGNATURE_VALUES];
            if (bytes.n != sizeof other) continue;
            memcpy(other, bytes.p, sizeof other);
            double like = signature_likeness(s->v, other);
            if (like < best) continue;
            best = like;
            *out = column_int(q, 0);
        }
        TRY(query_end(q));
    }
    return OK;
}

/* `number` 0: the next. */
static code insert(change *c, const new_source *w, int64_t number, const hash *content,
                   const signature *s, int64_t copy_of, int64_t *id, fault *f) {
    query *q = db_query(
        c->d,
        "INSERT INTO source(content_hash, text_hash, form, address, publisher, title, published, "
        "language, note, bytes, text, signature, copy_of, received_at, id) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        f);
    const str texts[] = {w->address, w->publisher, w->title, w->published, w->language, w->note};
    bind_blob(q, 1, (str){(const char *)content->b, HASH_BYTES});
    bind_blob(q, 2, (str){(const char *)s->words.b, HASH_BYTES});
    bind_str(q, 3, w->form);
    for (int i = 0; i < 6; i++) bind_str(q, 4 + i, texts[i].p ? texts[i] : S(""));
    if (!str_eq(w->bytes, w->text)) bind_blob(q, 10, w->bytes);
    bind_str(q, 11, w->text);
    if (s->shingles) bind_blob(q, 12, (str){(const char *)s->v, sizeof s->v});
    bind_id(q, 13, copy_of);
    bind_str(q, 14, c->at);
    bind_id(q, 15, number);
    TRY(query_run(q));
    *id = db_inserted(c->d);
    for (size_t i = 0; i < SIGNATURE_BANDS && s->shingles; i++) {
        q = db_query(c->d, "INSERT OR IGNORE INTO source_band(band, source_id) VALUES ($1, $2)", f);
        bind_int(q, 1, s->bands[i]);
        bind_int(q, 2, *id);
        TRY(query_run(q));
    }
    q = db_query(c->d,
                 "INSERT INTO search(rowid, title, body, family) VALUES ($1 * 4 + 2, $2, $3, "
                 "'source')",
                 f);
    bind_int(q, 1, *id);
    bind_str(q, 2, w->title.p ? w->title : S(""));
    bind_str(q, 3, w->text);
    return query_run(q);
}

static code draft_insert(change *c, int64_t source_id, size_t ordinal, const fact *one, fault *f) {
    buf b;
    buf_init(&b, 0);
    jout j;
    jout_init(&j, &b);
    fact_print(&j, one);
    hash h;
    hash_of(b.code == OK ? buf_str(&b) : S(""), &h);
    query *q = db_query(c->d,
                        "INSERT OR IGNORE INTO draft(source_id, ordinal, fact, fact_hash, state, "
                        "proposal, confidence) VALUES ($1, $2, $3, $4, 'waiting', 'new', $5)",
                        f);
    bind_int(q, 1, source_id);
    bind_int(q, 2, (int64_t)ordinal);
    bind_str(q, 3, buf_str(&b));
    bind_blob(q, 4, (str){(const char *)h.b, HASH_BYTES});
    bind_real(q, 5, one->confidence);
    code result = query_run(q);
    if (b.code != OK) result = out_of_memory(f);
    buf_reset(&b);
    return result;
}

/* Which drafts seem to be records that are there: shown beside them, decided anew on accepting. */
static code targets_find(change *c, int64_t source_id, fault *f) {
    draft_row *rows;
    size_t n;
    telling t;
    TRY(telling_find(c->a, c->d, source_id, &t, f));
    TRY(draft_list(c->a, c->d, source_id, DRAFT_WAITING, &rows, &n, f));
    for (size_t i = 0; i < n; i++) {
        record_spec s;
        int64_t target;
        double score;
        TRY(fact_spec(c->a, &rows[i].fact, &t, &s, f));
        TRY(match_find(c->a, c->d, &s, &t, rows[i].quote, &target, &score, f));
        if (!target) continue;
        query *q =
            db_query(c->d, "UPDATE draft SET proposal = 'same', target_id = $2 WHERE id = $1", f);
        bind_int(q, 1, rows[i].id);
        bind_int(q, 2, target);
        TRY(query_run(q));
    }
    return OK;
}

code source_add(change *c, const new_source *what, const fact *facts, size_t fact_count,
                source_added *out, fault *f) {
    source_added added = {0};
    fact *told;
    size_t told_count;
    hash content;
    signature s;
    TRY(check(what, facts, fact_count, f));
    hash_of(what->bytes, &content);
    TRY(known_find(c->d, &content, &added, f));
    if (added.known) {
        c->idle = true;
        *out = added;
        return OK;
    }
    TRY(signature_of(what->text, &s, f));
    TRY(original_find(c->d, &s, &added.copy_of, f));
    TRY(insert(c, what, 0, &content, &s, added.copy_of, &added.id, f));
    for (size_t i = 0; i < fact_count; i++) {
        TRY(draft_insert(c, added.id, i, &facts[i], f));
        added.draft_count += (size_t)db_changed(c->d);
    }
    TRY(told_find(c, what->text, what->published, facts, fact_count, &told, &told_count, f));
    for (size_t i = 0; i < told_count; i++) {
        TRY(draft_insert(c, added.id, fact_count + i, &told[i], f));
        added.draft_count += (size_t)db_changed(c->d);
    }
    TRY(targets_find(c, added.id, f));
    change_about(c, "source", added.id, (str){0}, what->title.p ? what->title : S(""));
    *out = added;
    return OK;
}

code source_cite(change *c, const cited_source *what, int64_t *id, fault *f) {
    edtf unused;
    fault why = {.code = OK};
    if (what->key.n == 0) return fault_set(f, INVALID, "key", "a source needs a key");
    if (what->published.n && edtf_parse(what->published, &unused, &why) != OK)
        return fault_set(f, INVALID, "published", "%s", why.message);
    query *q = db_query(c->d,
                        "INSERT INTO source(key, form, address, publisher, published, title, note, "
                        "received_at) VALUES ($1, 'cited', $2, $3, $4, $5, $6, $7) "
                        "ON CONFLICT(key) DO UPDATE SET "
                        "address = iif(address = '', $2, address), "
                        "publisher = iif(publisher = '', $3, publisher), "
                        "published = iif(published = '', $4, published), "
                        "title = iif(title = '', $5, title), note = iif(note = '', $6, note) "
                        "RETURNING id, title",
                        f);
    const str texts[] = {what->address, what->publisher, what->published, what->title, what->note};
    bind_str(q, 1, what->key);
    for (int i = 0; i < 5; i++) bind_str(q, 2 + i, texts[i].p ? texts[i] : S(""));
    bind_str(q, 7, c->at);
    if (query_row(q)) *id = column_int(q, 0);
    TRY(query_run(q));
    if (what->title.n == 0) return OK;
    q = db_query(c->d, "DELETE FROM search WHERE rowid = $1 * 4 + 2", f);
    bind_int(q, 1, *id);
    TRY(query_run(q));
    q = db_query(c->d,
                 "INSERT INTO search(rowid, title, body, family) SELECT id * 4 + 2, title, "
                 "publisher || ' ' || note || ' ' || text, 'source' FROM source WHERE id = $1",
                 f);
    bind_int(q, 1, *id);
    return query_run(q);
}

/* "source-7", as an export calls a document without a key. */
static bool source_number(str key, int64_t *out) {
    enum { NUMBER_MOST = INT32_MAX };
    if (!str_starts(key, S("source-")) || key.n < 8 || key.p[7] < '1' || key.p[7] > '9')
        return false;
    return str_int(str_slice(key, 7, key.n), out) && *out <= NUMBER_MOST;
}

static code one_find(query *q, int64_t *id) {
    *id = query_row(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

/* By its key; a source of that key with another text is another document: *taken. */
static code key_find(db *d, str key, str text, int64_t *id, bool *taken, fault *f) {
    query *q = db_query(d, "SELECT id, text = $2 OR text = '' FROM source WHERE key = $1", f);
    bind_str(q, 1, key);
    bind_str(q, 2, text);
    *taken = query_row(q);
    *id = *taken && column_int(q, 1) ? column_int(q, 0) : 0;
    return query_end(q);
}

/* By the number that its name has, or by its text. */
static code text_find(db *d, int64_t number, str text, const hash *content, const signature *s,
                      int64_t *id, fault *f) {
    query *q = db_query(d, "SELECT id FROM source WHERE id = $1 AND key IS NULL AND text = $2", f);
    bind_int(q, 1, number);
    bind_str(q, 2, text);
    TRY(one_find(q, id));
    if (*id) return OK;
    q = db_query(d,
                 "SELECT id FROM source WHERE content_hash = $1 UNION ALL SELECT id FROM source "
                 "WHERE text_hash = $2 AND text = $3 LIMIT 1",
                 f);
    bind_blob(q, 1, (str){(const char *)content->b, HASH_BYTES});
    bind_blob(q, 2, (str){(const char *)s->words.b, HASH_BYTES});
    bind_str(q, 3, text);
    return one_find(q, id);
}

/* With the number that its name has, if no other has it. */
static code restored_insert(change *c, const new_source *w, int64_t number, const hash *content,
                            const signature *s, int64_t *id, fault *f) {
    int64_t original, taken;
    query *q = db_query(c->d, "SELECT id FROM source WHERE id = $1", f);
    bind_int(q, 1, number);
    TRY(one_find(q, &taken));
    TRY(original_find(c->d, s, &original, f));
    return insert(c, w, taken ? 0 : number, content, s, original, id, f);
}

code source_restore(change *c, const cited_source *what, str text, str language, int64_t *id,
                    bool *named, fault *f) {
    new_source w = {.bytes = text,
                    .text = text,
                    .form = S("text"),
                    .address = what->address,
                    .publisher = what->publisher,
                    .title = what->title,
                    .published = what->published,
                    .language = language,
                    .note = what->note};
    hash content;
    signature s;
    int64_t number;
    if (what->key.n == 0) return fault_set(f, INVALID, "key", "a source needs a key");
    TRY(check(&w, NULL, 0, f));
    bool taken = source_number(what->key, &number);
    if (!taken) {
        number = 0;
        TRY(key_find(c->d, what->key, text, id, &taken, f));
        *named = *id != 0;
        if (*named) return source_cite(c, what, id, f);
    }
    hash_of(text, &content);
    TRY(signature_of(text, &s, f));
    TRY(text_find(c->d, number, text, &content, &s, id, f));
    if (!*id) TRY(restored_insert(c, &w, number, &content, &s, id, f));
    *named = false;
    if (taken) return OK;
    query *q = db_query(c->d, "UPDATE source SET key = $2 WHERE id = $1 AND key IS NULL", f);
    bind_int(q, 1, *id);
    bind_str(q, 2, what->key);
    TRY(query_run(q));
    *named = db_changed(c->d) > 0;
    return OK;
}
