/* read_bench: megabytes of text to facts as NDJSON on one core, documents made up here; beside it,
 * on the same documents in the same run, wink-nlp, which finds entities only (bench/wink.sh).
 * READ_BENCH_MB sets how much text (16). */
#include "base/fact_json.h"
#include "base/file.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t seed = 11;

static unsigned random_below(unsigned n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % n;
}

/* ---- Documents: sentences with places to fill: $S a state, $A its adjective, $T a topic, $D a
 * date, $P a person, $C a city, $N a number, $B a body. ---- */

static const char *const states[][2] = {
    {"Kazakhstan", "Kazakh"},  {"Portugal", "Portuguese"}, {"Vietnam", "Vietnamese"},
    {"Morocco", "Moroccan"},   {"Chile", "Chilean"},       {"Serbia", "Serbian"},
    {"Mongolia", "Mongolian"}, {"Kenya", "Kenyan"},        {"Indonesia", "Indonesian"},
    {"Türkiye", "Turkish"},    {"Bulgaria", "Bulgarian"},  {"Oman", "Omani"},
    {"Uzbekistan", "Uzbek"},   {"Ghana", "Ghanaian"},      {"New Zealand", "New Zealand"},
};
static const char *const topics[] = {
    "trade",
    "customs matters",
    "higher education",
    "renewable energy",
    "fisheries",
    "air services",
    "the digital economy",
    "public health",
    "extradition",
    "water management",
    "tourism",
    "vocational training",
    "halal standards",
    "space research",
    "rail transport",
};
static const char *const cities[] = {"Astana",  "Lisbon",  "Hanoi",  "Rabat",  "Santiago",
                                     "Nairobi", "Jakarta", "Ankara", "Muscat", "Accra"};
static const char *const persons[] = {"Mr Tolan",
                                      "Ms Beriya",
                                      "Dr Ostrem",
                                      "President Halvi",
                                      "Prime Minister Dunnor",
                                      "Foreign Minister Kesh"};
static const char *const bodies[] = {"the Chamber of Commerce",      "the National Railways",
                                     "the Ministry of Energy",       "the Institute of Metrology",
                                     "the Civil Aviation Authority", "the Northern University"};
static const char *const months[] = {"January", "March", "May", "June", "September", "November"};

static const char *const sentences[] = {
    "$P of $S arrived in $C on $D for an official visit at the invitation of the $A side. ",
    "During the visit the delegations of $S and $S held talks on $T and $T. ",
    "The sides signed a memorandum of understanding on cooperation in $T. ",
    "An agreement on $T between the Government of $S and the Government of $S was signed on $D. ",
    "In total, $N agreements and memoranda were concluded in the fields of $T, $T and $T. ",
    "\"We have known each other for a long time, and the road ahead is longer still,\" $P said. ",
    "The treaty on $T, which had been signed in $C, entered into force on $D. ",
    "The parliament of $S ratified the protocol amending the agreement on $T. ",
    "Both countries agreed to establish a joint working group on $T by the end of the year. ",
    "$S will supply $N locomotives to $S under a contract between $B and $B. ",
    "They reviewed the implementation of the roadmap for 2025-2027 and noted some delays. ",
    "The next session of the Intergovernmental Commission will be held in $C in $M. ",
    "A business forum brought together more than $N companies from $S and $S. ",
    "$P accepted an invitation to visit $S at a convenient time. ",
    "The weather in $C was mild, and crowds lined the avenue that leads to the old harbour. ",
    "The two leaders called for a peaceful settlement of the conflict through dialogue. ",
    "$S supports the candidature of $S for the Human Rights Council. ",
    "Trade between the two countries grew by $N per cent last year, according to officials. ",
    "The ministers exchanged views on regional issues of mutual interest. ",
    "It was noted that diplomatic relations between $S and $S were established in 1992. ",
    "$B and $B agreed to exchange experts and to hold $N seminars on $T. ",
    "Analysts say that the corridor could shorten the journey to the sea by several days. ",
};

#define ANY(list) list[random_below(sizeof list / sizeof *list)]

static void put_slot(buf *out, char slot) {
    switch (slot) {
    case 'S': buf_put_z(out, ANY(states)[0]); break;
    case 'A': buf_put_z(out, ANY(states)[1]); break;
    case 'T': buf_put_z(out, ANY(topics)); break;
    case 'C': buf_put_z(out, ANY(cities)); break;
    case 'P': buf_put_z(out, ANY(persons)); break;
    case 'B': buf_put_z(out, ANY(bodies)); break;
    case 'M': buf_printf(out, "%s %u", ANY(months), 2025 + random_below(3)); break;
    case 'N': buf_printf(out, "%u", 2 + random_below(60)); break;
    case 'D':
        buf_printf(out, "%u %s %u", 1 + random_below(28), ANY(months), 2015 + random_below(11));
        break;
    default: break;
    }
}

static void put_document(buf *out) {
    unsigned paragraphs = 4 + random_below(10);
    for (unsigned p = 0; p < paragraphs; p++) {
        for (unsigned k = 2 + random_below(4); k; k--)
            for (const char *s = ANY(sentences); *s; s++) {
                if (*s == '$')
                    put_slot(out, *++s);
                else
                    buf_put_char(out, *s);
            }
        buf_put(out, S("\n\n"));
    }
}

/* ---- Timing ---- */

static double seconds(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef struct {
    buf text;
    str *documents;
    size_t count, capacity;
} corpus;

static void make_corpus(arena *a, corpus *c, size_t bytes) {
    size_t *ends = NULL, capacity = 0;
    buf_init(&c->text, 0);
    while (c->text.n < bytes) {
        ends = arena_grow(a, ends, c->count, &capacity, sizeof *ends);
        put_document(&c->text);
        ends[c->count++] = c->text.n;
    }
    c->documents = arena_array(a, c->count, sizeof *c->documents);
    for (size_t i = 0; i < c->count; i++)
        c->documents[i] = str_slice(buf_str(&c->text), i ? ends[i - 1] : 0, ends[i]);
}

static size_t read_all(const corpus *c, const language *l, arena *a, buf *out) {
    size_t total = 0;
    for (size_t i = 0; i < c->count; i++) {
        fact *facts;
        size_t count;
        arena_reset(a);
        buf_clear(out);
        if (read_document(a, l, c->documents[i], S("2024-11-26"), &facts, &count, NULL) != OK)
            exit(1);
        for (size_t k = 0; k < count; k++) {
            jout j;
            jout_init(&j, out);
            fact_json(&j, &facts[k], c->documents[i], (str){NULL, 0});
            buf_put_char(out, '\n');
        }
        total += count;
    }
    return total;
}

/* For wink: the documents as a stream, in a file. */
static code write_stream(const corpus *c, const char *path) {
    buf b;
    buf_init(&b, 0);
    for (size_t i = 0; i < c->count; i++) {
        buf_printf(&b, "{\"id\":%zu,\"text\":", i);
        buf_put_json(&b, c->documents[i]);
        buf_put(&b, S("}\n"));
    }
    code result = file_write(path, buf_str(&b), NULL);
    buf_reset(&b);
    return result;
}

/* Its megabytes a second, with only entities switched on and as it comes; false where it cannot be
 * run. */
static bool wink_speed(const corpus *c, double *entities, double *whole) {
    char line[256] = "", path[] = "/tmp/read_bench_XXXXXX", *end;
    int fd = mkstemp(path);
    if (fd < 0 || write_stream(c, path) != OK) return false;
    setenv("READ_BENCH_FILE", path, 1);
    FILE *f = popen("sh bench/wink.sh \"$READ_BENCH_FILE\"", "r");
    bool any = f && fgets(line, sizeof line, f);
    if (f) pclose(f);
    remove(path);
    *entities = any ? strtod(line, &end) : 0;
    *whole = any ? strtod(end, NULL) : 0;
    return *entities > 0 && *whole > 0;
}

int main(void) {
    const char *wanted = getenv("READ_BENCH_MB");
    size_t megabytes = wanted ? strtoul(wanted, NULL, 10) : 16;
    arena *memory = arena_new((size_t)1 << 30), *a = arena_new((size_t)256 << 20);
    language *l;
    corpus c = {.count = 0};
    buf out;
    buf_init(&out, 0);
    make_corpus(memory, &c, megabytes * 1000000);
    double opened = seconds(CLOCK_MONOTONIC);
    if (language_open("en", &l, NULL) != OK) return 1;
    opened = seconds(CLOCK_MONOTONIC) - opened;
    double best = 1e9;
    size_t facts = 0;
    for (int round = 0; round < 3; round++) {
        double start = seconds(CLOCK_THREAD_CPUTIME_ID);
        facts = read_all(&c, l, a, &out);
        double took = seconds(CLOCK_THREAD_CPUTIME_ID) - start;
        if (took < best) best = took;
    }
    double speed = (double)c.text.n / best / 1e6;
    printf("read: language opened in %.1f ms; %zu documents, %.1f MB, %zu facts: %.1f MB/s on one "
           "core (bar: 30)\n",
           opened * 1e3, c.count, (double)c.text.n / 1e6, facts, speed);
    fflush(stdout);
    double entities, whole;
    if (wink_speed(&c, &entities, &whole))
        printf("read: wink-nlp on the same documents: as it comes %.2f MB/s, ratio %.1f; entities "
               "alone %.2f MB/s, ratio %.1f (bar: 10)\n",
               whole, speed / whole, entities, speed / entities);
    else
        puts("read: wink-nlp could not be run (needs node and npm, and the network once)");
    language_close(l);
    buf_reset(&out);
    buf_reset(&c.text);
    arena_free(a);
    arena_free(memory);
    return 0;
}
