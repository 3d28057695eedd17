#include "cmd/stream.h"

#include "base/date.h"
#include "base/fact_json.h"
#include "cmd/stream_record.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- One record ---- */

static void put_id(buf *out, str id) {
    buf_put(out, S("{\"id\":"));
    buf_put(out, id.p ? id : S("null"));
}

static code answer_bad(str id, size_t number, const fault *why, buf *out, buf *errors) {
    buf_clear(out);
    put_id(out, id);
    buf_put(out, S(",\"error\":"));
    buf_put_json(out, str_of(why->message));
    buf_put(out, S("}\n"));
    buf_printf(errors, "line %zu: %s\n", number, why->message);
    return why->code;
}

static code read_record(arena *a, const stream_options *options, const stream_record *r, buf *out,
                        fault *f) {
    fact *facts;
    size_t count;
    str published = r->date.n ? r->date : options->published;
    /* Crawls write times: "2024-11-26T10:00:00Z" counts as its day. */
    if (published.n > 10 && published.p[10] == 'T') published.n = 10;
    if (published.n && !edtf_is(published))
        return fault_set(f, INVALID, NULL, "the date is none: \"%.*s\" (2024-11-26, say)",
                         (int)(published.n < 40 ? published.n : 40), published.p);
    TRY(read_document(a, options->language, r->text, published, &facts, &count, f));
    put_id(out, r->id);
    buf_put(out, S(",\"facts\":"));
    jout j;
    jout_init(&j, out);
    jout_open(&j, '[');
    for (size_t i = 0; i < count; i++) fact_json(&j, &facts[i], r->text, (str){NULL, 0});
    jout_close(&j, ']');
    buf_put(out, S("}\n"));
    return out->code == OK ? OK : fault_set(f, NOMEM, NULL, "its facts take too much memory");
}

static code read_large(pthread_mutex_t *large, const stream_options *options,
                       const stream_record *r, buf *out, fault *f) {
    pthread_mutex_lock(large);
    arena *a = arena_new(STREAM_LARGE_MAX);
    fault_clear(f);
    buf_clear(out);
    code result = a ? read_record(a, options, r, out, f) : NOMEM;
    arena_free(a);
    pthread_mutex_unlock(large);
    return result;
}

code stream_answer(arena *a, pthread_mutex_t *large, const stream_options *options, char *line,
                   size_t n, size_t number, buf *out, buf *errors) {
    fault why = {.code = OK};
    stream_record r;
    arena_reset(a);
    buf_clear(out);
    code result = stream_record_parse(line, n, &r, &why);
    if (result == OK) {
        bool small = r.text.n < STREAM_SMALL_MAX / 8;
        result = small ? read_record(a, options, &r, out, &why) : NOMEM;
        if (result == NOMEM) result = read_large(large, options, &r, out, &why);
    }
    if (result == OK) return OK;
    if (result == NOMEM) {
        /* An id may be as long as its line, and so may the answer: what does not fit goes. */
        buf_reset(out);
        snprintf(why.message, sizeof why.message,
                 "it needs more memory than a record of a stream gets: read it as a file");
    }
    why.code = result;
    return answer_bad(r.id, number, &why, out, errors);
}

/* ---- Lines in ---- */

typedef struct {
    int fd;
    char *chunk;
    size_t at, n;
    size_t number; /* of the line read last */
} line_reader;

enum { CHUNK_BYTES = 64 * 1024 };

/* False at the end of the stream; a read error sets *failure. */
static bool refill(line_reader *in, int *failure) {
    ssize_t n;
    do n = read(in->fd, in->chunk, CHUNK_BYTES);
    while (n < 0 && errno == EINTR);
    if (n < 0) *failure = errno;
    in->at = 0;
    in->n = n > 0 ? (size_t)n : 0;
    return n > 0;
}

/* The next line without its end, at most STREAM_LINE_MAX of it; *whole tells whether that was all.
 * False at the end or on failure. */
static bool next_line(line_reader *in, buf *line, bool *whole, int *failure) {
    bool any = false;
    buf_clear(line);
    *whole = true;
    for (;;) {
        if (in->at == in->n && !refill(in, failure)) break;
        any = true;
        char *from = in->chunk + in->at;
        char *end = memchr(from, '\n', in->n - in->at);
        size_t n = end ? (size_t)(end - from) : in->n - in->at;
        size_t room = STREAM_LINE_MAX - line->n;
        *whole = *whole && n <= room;
        buf_put(line, (str){from, n < room ? n : room});
        in->at += n + (end != NULL);
        if (!end) continue;
        in->number++;
        return true;
    }
    if (any) in->number++;
    return any && !*failure;
}

/* ---- The ring: one thread fills slots in order, jobs answer them, one writes them in order ----
 */

typedef enum { EMPTY, FILLED, TAKEN, ANSWERED } slot_state;

typedef struct {
    slot_state state;
    buf line, out, errors;
    size_t number, line_bytes;
    bool whole;
} slot;

typedef struct {
    const stream_options *options;
    pthread_mutex_t lock, large; /* of the ring; of the memory for large records */
    pthread_cond_t changed;
    slot *slots;
    size_t slot_count;
    size_t filled, taken, written; /* counts of slots since the start */
    size_t flight_bytes;           /* of lines filled and not yet written */
    bool ended;                    /* no more will be filled */
    int failure;                   /* errno of the first failed read or write; -1: no memory */
    bool failed_reading;
    int out;
    FILE *errors;
    stream_counts counts;
} ring;

/* A line that was cut still tells its id, if that stands first. */
static void answer_long(slot *s, buf *errors) {
    fault why = {.code = INVALID};
    stream_record r;
    stream_record_parse(s->line.p, s->line.n, &r, NULL);
    snprintf(why.message, sizeof why.message,
             "the line is longer than the %zu bytes that a record may have: read it as a file",
             STREAM_LINE_MAX);
    answer_bad(r.id, s->number, &why, &s->out, errors);
}

static void answer_slot(arena *a, ring *r, slot *s) {
    buf_clear(&s->errors);
    if (s->whole)
        stream_answer(a, &r->large, r->options, s->line.p, s->line.n, s->number, &s->out,
                      &s->errors);
    else
        answer_long(s, &s->errors);
}

static void *work(void *context) {
    ring *r = context;
    arena *a = arena_new(STREAM_SMALL_MAX);
    pthread_mutex_lock(&r->lock);
    while (a) {
        while (r->taken == r->filled && !r->ended && !r->failure)
            pthread_cond_wait(&r->changed, &r->lock);
        if (r->taken == r->filled || r->failure) break;
        slot *s = &r->slots[r->taken++ % r->slot_count];
        s->state = TAKEN;
        pthread_mutex_unlock(&r->lock);
        answer_slot(a, r, s);
        pthread_mutex_lock(&r->lock);
        s->state = ANSWERED;
        pthread_cond_broadcast(&r->changed);
    }
    if (!a) r->failure = r->failure ? r->failure : -1;
    pthread_cond_broadcast(&r->changed);
    pthread_mutex_unlock(&r->lock);
    arena_free(a);
    return NULL;
}

static int write_all(int fd, str bytes) {
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return errno ? errno : EIO;
        bytes.p += n;
        bytes.n -= (size_t)n;
    }
    return 0;
}

/* Frees what a large record left behind, so that the ring stays small. */
static void shrink(buf *b) {
    if (b->capacity > CHUNK_BYTES) buf_reset(b);
    buf_clear(b);
}

static int write_slot(ring *r, slot *s) {
    int failure = s->out.code == OK ? write_all(r->out, buf_str(&s->out)) : -1;
    r->counts.records++;
    if (s->errors.n) {
        r->counts.bad++;
        fprintf(r->errors, "depositary read: " STR_FMT, STR_ARG(buf_str(&s->errors)));
    }
    shrink(&s->line);
    shrink(&s->out);
    return failure;
}

static void *write_answers(void *context) {
    ring *r = context;
    pthread_mutex_lock(&r->lock);
    for (;;) {
        slot *s = &r->slots[r->written % r->slot_count];
        bool more = r->written < r->filled;
        if ((!more && r->ended) || r->failure) break;
        if (!more || s->state != ANSWERED) {
            pthread_cond_wait(&r->changed, &r->lock);
            continue;
        }
        pthread_mutex_unlock(&r->lock);
        int failure = write_slot(r, s);
        pthread_mutex_lock(&r->lock);
        s->state = EMPTY;
        r->flight_bytes -= s->line_bytes;
        r->written++;
        if (failure && !r->failure) r->failure = failure;
        pthread_cond_broadcast(&r->changed);
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

static bool is_full(const ring *r) {
    size_t in_flight = r->filled - r->written;
    return in_flight == r->slot_count || (in_flight && r->flight_bytes > STREAM_FLIGHT_MAX);
}

/* Waits for the slot that is to be filled next; null when something failed. */
static slot *slot_to_fill(ring *r) {
    pthread_mutex_lock(&r->lock);
    while (is_full(r) && !r->failure) pthread_cond_wait(&r->changed, &r->lock);
    slot *s = r->failure ? NULL : &r->slots[r->filled % r->slot_count];
    pthread_mutex_unlock(&r->lock);
    return s;
}

static bool is_blank(str line) {
    return str_trim(line).n == 0;
}

static void fill(ring *r, line_reader *in) {
    int failure = 0;
    slot *s = slot_to_fill(r);
    while (s && next_line(in, &s->line, &s->whole, &failure)) {
        if (s->line.code != OK) {
            failure = -1;
            break;
        }
        if (is_blank(buf_str(&s->line))) continue;
        s->number = in->number;
        pthread_mutex_lock(&r->lock);
        s->state = FILLED;
        r->flight_bytes += s->line_bytes = s->line.n;
        r->filled++;
        pthread_cond_broadcast(&r->changed);
        pthread_mutex_unlock(&r->lock);
        s = slot_to_fill(r);
    }
    pthread_mutex_lock(&r->lock);
    r->ended = true;
    if (failure && !r->failure) {
        r->failure = failure;
        r->failed_reading = true;
    }
    pthread_cond_broadcast(&r->changed);
    pthread_mutex_unlock(&r->lock);
}

static code ring_result(const ring *r, fault *f) {
    if (!r->failure) return OK;
    if (r->failure == -1) return fault_set(f, NOMEM, NULL, "not enough memory for the stream");
    return fault_set(f, IO, r->failed_reading ? "standard input" : "standard output",
                     "cannot %s: %s", r->failed_reading ? "read" : "write", strerror(r->failure));
}

static void run_threads(ring *r, line_reader *in) {
    pthread_t jobs[STREAM_JOBS_MAX], writer;
    unsigned started = 0;
    bool writes = pthread_create(&writer, NULL, write_answers, r) == 0;
    while (writes && started < r->options->jobs &&
           pthread_create(&jobs[started], NULL, work, r) == 0)
        started++;
    if (started == 0) r->failure = -1;
    fill(r, in);
    for (unsigned i = 0; i < started; i++) pthread_join(jobs[i], NULL);
    if (writes) pthread_join(writer, NULL);
}

code stream_run(const stream_options *options, int in, int out, FILE *errors, stream_counts *counts,
                fault *f) {
    ring r = {.options = options, .out = out, .errors = errors, .slot_count = 2 * options->jobs};
    line_reader lines = {.fd = in, .chunk = malloc(CHUNK_BYTES)};
    code result;
    r.slots = calloc(r.slot_count, sizeof *r.slots);
    if (!r.slots || !lines.chunk) {
        result = fault_set(f, NOMEM, NULL, "not enough memory for the stream");
        goto done;
    }
    for (size_t i = 0; i < r.slot_count; i++) {
        buf_init(&r.slots[i].line, 0);
        buf_init(&r.slots[i].out, STREAM_ANSWER_MAX);
        buf_init(&r.slots[i].errors, 64 * 1024);
    }
    pthread_mutex_init(&r.lock, NULL);
    pthread_mutex_init(&r.large, NULL);
    pthread_cond_init(&r.changed, NULL);
    run_threads(&r, &lines);
    pthread_cond_destroy(&r.changed);
    pthread_mutex_destroy(&r.lock);
    pthread_mutex_destroy(&r.large);
    for (size_t i = 0; i < r.slot_count; i++) {
        buf_reset(&r.slots[i].line);
        buf_reset(&r.slots[i].out);
        buf_reset(&r.slots[i].errors);
    }
    result = ring_result(&r, f);
    *counts = r.counts;
done:
    free(r.slots);
    free(lines.chunk);
    return result;
}
