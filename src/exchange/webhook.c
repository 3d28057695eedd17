#include "exchange/webhook.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/jout.h"
#include "exchange/post.h"
#include "store/feed.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { SECRET_MOST = 4096, BODY_MOST = 8 << 20 };

code webhook_secret(const char *path, buf *out, fault *f) {
    struct stat st;
    size_t before = out->n;
    TRY(file_read(path, SECRET_MOST, out, f));
    if (stat(path, &st) == 0 && (st.st_mode & 077) != 0) {
        out->n = before;
        return fault_set(f, DENIED, path, "others may read it; make it yours alone (chmod 600)");
    }
    while (out->n > before && (out->p[out->n - 1] == '\n' || out->p[out->n - 1] == '\r')) out->n--;
    if (out->n - before >= WEBHOOK_SECRET_LEAST) return OK;
    out->n = before;
    return fault_set(f, INVALID, path, "a secret has at least %d bytes", WEBHOOK_SECRET_LEAST);
}

void webhook_body(buf *out, const char *register_name, const hook_event *e) {
    const entry_row *x = &e->entry;
    jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_str(&j, "register", str_of(register_name));
    jout_pair_int(&j, "entry", x->id);
    jout_pair_str(&j, "hash", str_of(x->hash));
    jout_pair_str(&j, "at", x->at);
    jout_pair_str(&j, "who", x->who);
    jout_pair_str(&j, "action", x->action);
    jout_pair_str(&j, "subject", x->subject);
    jout_pair_int(&j, "subject_id", x->subject_id);
    jout_pair_str(&j, "note", x->note);
    jout_key(&j, "undoes");
    if (x->undoes)
        jout_int(&j, x->undoes);
    else
        jout_null(&j);
    jout_key(&j, "records");
    jout_open(&j, '[');
    for (size_t i = 0; i < e->record_count; i++) jout_int(&j, e->records[i]);
    jout_close(&j, ']');
    jout_pair_int(&j, "record_total", e->record_total);
    jout_close(&j, '}');
}

void webhook_signature(char out[128], str secret, int64_t at, str body) {
    char start[32], hex[2 * HASH_BYTES + 1];
    hash h;
    int n = snprintf(start, sizeof start, "%lld.", (long long)at);
    hmac_sha256(secret, (str){start, (size_t)n}, body, &h);
    hash_hex(&h, hex);
    snprintf(out, 128, "t=%lld,v1=%s", (long long)at, hex);
}

int64_t webhook_wait(int64_t failures, int64_t first) {
    int64_t wait = first;
    for (int64_t i = 1; i < failures && wait < WEBHOOK_WAIT_MOST; i++) wait *= 2;
    return wait < WEBHOOK_WAIT_MOST ? wait : WEBHOOK_WAIT_MOST;
}

static code body_send(const hook *h, str secret, const hook_event *e, str body, fault *f) {
    char signature[128], sign_line[160], id_line[128];
    int status;
    webhook_signature(signature, secret, (int64_t)time(NULL), body);
    snprintf(sign_line, sizeof sign_line, "Depositary-Signature: %s", signature);
    snprintf(id_line, sizeof id_line, "Depositary-Event: %s", e->entry.hash);
    const str lines[] = {S("Content-Type: application/json"), str_of(sign_line), str_of(id_line)};
    TRY(post_send(h->url, lines, 3, body, &status, f));
    if (status >= 200 && status < 300) return OK;
    return fault_set(f, IO, NULL, "it answered with status %d", status);
}

static code event_send(const hook *h, const char *register_name, const hook_event *e, fault *f) {
    buf body, secret;
    char path[4096];
    buf_init(&body, BODY_MOST);
    buf_init(&secret, 0);
    snprintf(path, sizeof path, STR_FMT, STR_ARG(h->secret_path));
    code result = webhook_secret(path, &secret, f);
    webhook_body(&body, register_name, e);
    if (result == OK && body.code != OK) result = fault_set(f, NOMEM, NULL, "not enough memory");
    if (result == OK) result = body_send(h, buf_str(&secret), e, buf_str(&body), f);
    if (secret.n) secret_wipe(secret.p, secret.n);
    buf_reset(&secret);
    buf_reset(&body);
    return result;
}

typedef struct {
    arena *a;
    db *d;
    int64_t first_wait;
    void (*tell)(int64_t hook_id, int64_t entry_id, const char *error);
    char name[17];
    webhook_round done;
} round_of;

/* One event; *more false: there is none, or it failed. */
static code step(round_of *r, hook *h, bool *more, fault *f) {
    hook_event e;
    fault why = {.code = OK};
    *more = false;
    bool found;
    TRY(hook_next(r->a, r->d, h->sent_entry, &e, &found, f));
    if (!found) return hook_release(r->d, h->id, f);
    code sent = event_send(h, r->name, &e, &why);
    int64_t now = (int64_t)time(NULL);
    if (r->tell) r->tell(h->id, e.entry.id, sent == OK ? "" : why.message);
    if (sent != OK) {
        r->done.failed++;
        int64_t wait = webhook_wait(h->failures + 1, r->first_wait);
        return hook_failed(r->d, h->id, now + wait, str_of(why.message), f);
    }
    r->done.delivered++;
    h->sent_entry = e.entry.id;
    h->failures = 0;
    *more = true;
    return hook_sent(r->d, h->id, h->sent_entry, now + WEBHOOK_LEASE_SECONDS, f);
}

static code told(round_of *r, int64_t after, bool anyway, int64_t *id, bool *found, fault *f) {
    hook h;
    int64_t now = (int64_t)time(NULL);
    arena_reset(r->a);
    TRY(hook_claim(r->a, r->d, after, now, now + WEBHOOK_LEASE_SECONDS, anyway, &h, found, f));
    if (!*found) return OK;
    *id = h.id;
    bool more = true;
    char url[2001], path[4096];
    snprintf(url, sizeof url, STR_FMT, STR_ARG(h.url));
    snprintf(path, sizeof path, STR_FMT, STR_ARG(h.secret_path));
    h.url = str_of(url);
    h.secret_path = str_of(path);
    while (more) {
        arena_reset(r->a); /* a hook that was gone for long has many events */
        TRY(step(r, &h, &more, f));
    }
    return OK;
}

code webhook_deliver(arena *scratch, db *d, int64_t first_wait, bool anyway,
                     void (*tell)(int64_t hook_id, int64_t entry_id, const char *error),
                     webhook_round *out, fault *f) {
    round_of r = {.a = scratch, .d = d, .first_wait = first_wait, .tell = tell};
    int64_t id = 0;
    bool found = true;
    TRY(feed_name(d, r.name, f));
    while (found) TRY(told(&r, id, anyway, &id, &found, f));
    *out = r.done;
    return OK;
}
