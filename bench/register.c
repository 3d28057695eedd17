#include "store/register.h"
#include "base/buf.h"
#include "store/commitment.h"
#include "store/instrument.h"
#include "store/record_spec.h"
#include "store/source.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* register FILE: a register of 100,000 instruments, a million acts, 100,000 commitments and 20,000
 * engagements, told by 20,000 documents; the same each time. It is written as the program writes:
 * one change a document, with evidence, index, status and log. A few states act in most of it, as
 * in the world: the heaviest pair has some two thousand records.
 * REGISTER_SOURCES makes a smaller one; five instruments and five promises come of each. */

enum { STATES = 190, TOPICS = 40, WORDS = 4000, OF_EACH = 5 };

static fault failed;

static void must(code c, const char *what) {
    if (c == OK) return;
    fprintf(stderr, "register: %s: %s %s\n", what, failed.place, failed.message);
    exit(1);
}

static uint64_t state = 88172645463325252ULL;

static uint32_t draw(uint32_t below) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return (uint32_t)((state >> 16) % below);
}

/* Some are drawn far more often than others. */
static uint32_t draw_skewed(uint32_t below) {
    double u = draw(1 << 20) / (double)(1 << 20);
    return (uint32_t)(pow(u, 2.2) * below);
}

static const struct {
    const char *words;
    sector s;
} topics[TOPICS] = {{"trade and economic cooperation", SECTOR_TRADE},
                    {"the promotion and protection of investments", SECTOR_INVESTMENT},
                    {"the avoidance of double taxation", SECTOR_FINANCE},
                    {"industrial cooperation", SECTOR_INDUSTRY},
                    {"plant quarantine", SECTOR_AGRICULTURE},
                    {"veterinary matters", SECTOR_AGRICULTURE},
                    {"the peaceful use of nuclear energy", SECTOR_ENERGY},
                    {"the supply of natural gas", SECTOR_ENERGY},
                    {"geology and mineral resources", SECTOR_MINING},
                    {"air services", SECTOR_TRANSPORT},
                    {"international road transport", SECTOR_TRANSPORT},
                    {"merchant shipping", SECTOR_TRANSPORT},
                    {"mutual assistance in customs matters", SECTOR_CUSTOMS},
                    {"the exchange of customs data", SECTOR_CUSTOMS},
                    {"information technology", SECTOR_DIGITAL},
                    {"postal services", SECTOR_DIGITAL},
                    {"scientific and technical cooperation", SECTOR_SCIENCE},
                    {"the recognition of diplomas", SECTOR_EDUCATION},
                    {"student exchange", SECTOR_EDUCATION},
                    {"public health", SECTOR_HEALTH},
                    {"medicines and medical devices", SECTOR_HEALTH},
                    {"the protection of the environment", SECTOR_ENVIRONMENT},
                    {"transboundary waters", SECTOR_ENVIRONMENT},
                    {"the prevention of disasters", SECTOR_DISASTER},
                    {"culture and the arts", SECTOR_CULTURE},
                    {"the protection of cultural property", SECTOR_CULTURE},
                    {"tourism", SECTOR_TOURISM},
                    {"labour migration", SECTOR_LABOUR},
                    {"social security", SECTOR_LABOUR},
                    {"the abolition of visas", SECTOR_MIGRATION},
                    {"the readmission of persons", SECTOR_MIGRATION},
                    {"extradition", SECTOR_JUSTICE},
                    {"legal assistance in criminal matters", SECTOR_JUSTICE},
                    {"the fight against organised crime", SECTOR_SECURITY},
                    {"military technical cooperation", SECTOR_DEFENCE},
                    {"parliamentary contacts", SECTOR_PARLIAMENT},
                    {"standards and metrology", SECTOR_STANDARDS},
                    {"the use of outer space", SECTOR_SPACE},
                    {"the exchange of news", SECTOR_MEDIA},
                    {"humanitarian relief", SECTOR_HUMANITARIAN}};

typedef struct {
    db *d;
    int64_t ids[STATES];
    str codes[STATES], names[STATES];
    char words[WORDS][12]; /* what fills the documents: made up, some common and most rare */
    size_t acts, instruments;
} world;

static void words_make(world *w) {
    static const char *const parts[] = {"ba",  "co", "dri", "en", "fol", "gar", "hes", "il",
                                        "mon", "ne", "pra", "ru", "sil", "tar", "ul",  "vek"};
    for (size_t i = 0; i < WORDS; i++)
        snprintf(w->words[i], sizeof w->words[i], "%s%s%s", parts[i % 16], parts[i / 16 % 16],
                 parts[(i / 256 + i) % 16]);
}

static void states_read(world *w, arena *a) {
    size_t n = 0;
    query *q = db_query(w->d,
                        "SELECT id, code, name FROM actor WHERE kind = 'state' AND exists_to = '' "
                        "ORDER BY (id * 7919) % 4801 LIMIT 190",
                        &failed);
    while (query_row(q)) {
        w->ids[n] = column_int(q, 0);
        w->codes[n] = column_copy(a, q, 1);
        w->names[n++] = column_copy(a, q, 2);
    }
    must(query_end(q), "states");
    if (n < STATES) exit(1);
}

/* A sentence of the document: where it stands, for evidence. */
static span put_sentence(buf *b, str s) {
    span at = {b->n, b->n + s.n};
    buf_put(b, s);
    buf_put_z(b, " ");
    return at;
}

static void put_filling(world *w, buf *b, size_t count) {
    for (size_t i = 0; i < count; i++) {
        buf_put_z(b, i ? " " : "The ");
        buf_put_z(b, w->words[draw_skewed(WORDS)]);
    }
    buf_put_z(b, ".\n");
}

static str day_text(arena *a, day on) {
    char text[16];
    day_format(on, text);
    return str_copy(a, str_of(text));
}

typedef struct {
    record_spec spec;
    span at;
    uint32_t first, second; /* its states, as numbers of the world */
    uint32_t count;         /* of parties */
    day on;
} told;

static void spec_begin(told *t, arena *a, world *w, record family, kind k, day on) {
    spec_init(&t->spec);
    t->on = on;
    t->spec.family = family;
    t->spec.kind = k;
    t->spec.date = day_text(a, on);
    t->spec.states = arena_array(a, 200, sizeof *t->spec.states);
    t->first = draw_skewed(STATES);
    do t->second = draw_skewed(STATES);
    while (t->second == t->first);
    t->spec.states[0] = w->codes[t->first];
    t->spec.states[1] = w->codes[t->second];
    t->spec.state_count = t->count = 2;
}

/* Nine in ten are of two states, most others of a region; one in a hundred is of the whole world.
 */
static void instrument_tell(world *w, arena *a, buf *text, told *t) {
    static const kind kinds[] = {KIND_AGREEMENT, KIND_MEMORANDUM, KIND_PROTOCOL, KIND_TREATY};
    static const char *const names[] = {"Agreement", "Memorandum of understanding", "Protocol",
                                        "Treaty"};
    uint32_t form = draw_skewed(4), topic = draw_skewed(TOPICS), size = draw(100);
    spec_begin(t, a, w, RECORD_INSTRUMENT, kinds[form], day_of(1950, 1, 1) + (day)draw(27000));
    t->spec.act = ACT_SIGNED;
    t->spec.sectors = (sector_set)1 << topics[topic].s;
    if (size >= 90) {
        t->count = size < 99 ? 11 + draw(15) : 120 + draw(70);
        for (uint32_t i = 0; i < t->count; i++)
            t->spec.states[i] = w->codes[(t->first + i) % STATES];
        t->spec.state_count = t->count;
        t->spec.title = str_format(a, "%s on %s, %s %s", t->count > 99 ? "Convention" : "Agreement",
                                   topics[topic].words, w->words[draw(WORDS)], t->spec.date.p);
        t->spec.terms =
            str_format(a,
                       "{\"entry\":{\"on\":\"consents\",\"count\":%u,\"after\":\"P3M\"},\"join\":{"
                       "\"after\":\"P3M\"},\"withdraw\":{\"notice\":\"P12M\"}}",
                       t->count / 3 + 1);
    } else {
        t->spec.title = str_format(a, "%s between " STR_FMT " and " STR_FMT " on %s", names[form],
                                   STR_ARG(w->names[t->first]), STR_ARG(w->names[t->second]),
                                   topics[topic].words);
        t->spec.terms = draw(2) ? S("{\"entry\":{\"on\":\"notifications\",\"after\":\"P30D\"}}")
                                : S("{\"entry\":{\"on\":\"consents\",\"count\":2},\"duration\":{"
                                    "\"term\":\"P5Y\",\"renew\":\"P5Y\",\"notice\":\"P6M\"}}");
    }
    t->at = put_sentence(text, str_format(a, "The sides signed the " STR_FMT " in %s.",
                                          STR_ARG(t->spec.title), w->words[draw(WORDS)]));
}

static void commitment_tell(world *w, arena *a, buf *text, told *t) {
    static const kind kinds[] = {KIND_COOPERATE, KIND_DELIVER, KIND_ESTABLISH, KIND_NEGOTIATE};
    static const char *const verbs[] = {"deepen", "deliver a plan for", "set up a centre for",
                                        "negotiate an agreement on"};
    uint32_t form = draw(4), topic = draw_skewed(TOPICS);
    spec_begin(t, a, w, RECORD_COMMITMENT, kinds[form], day_of(1990, 1, 1) + (day)draw(12700));
    t->spec.modality = MODALITY_PLANNED;
    t->spec.sectors = (sector_set)1 << topics[topic].s;
    t->spec.content = str_format(a, "%s %s, with the %s %s", verbs[form], topics[topic].words,
                                 w->words[draw(WORDS)], w->words[draw_skewed(WORDS)]);
    if (draw(3)) t->spec.due = day_text(a, t->on + 200 + (day)draw(1500));
    t->at = put_sentence(text, str_format(a, STR_FMT " and " STR_FMT " agreed to " STR_FMT ".",
                                          STR_ARG(w->names[t->first]), STR_ARG(w->names[t->second]),
                                          STR_ARG(t->spec.content)));
}

static void engagement_tell(world *w, arena *a, buf *text, told *t) {
    static const kind kinds[] = {KIND_TALKS, KIND_VISIT, KIND_COMMISSION, KIND_FORUM};
    static const char *const names[] = {"Talks", "Visit", "Session of the joint commission",
                                        "Business forum"};
    uint32_t form = draw(4);
    spec_begin(t, a, w, RECORD_ENGAGEMENT, kinds[form], day_of(1990, 1, 1) + (day)draw(12700));
    t->spec.title = str_format(a, "%s of " STR_FMT " and " STR_FMT, names[form],
                               STR_ARG(w->names[t->first]), STR_ARG(w->names[t->second]));
    t->at = put_sentence(text, str_format(a, STR_FMT " took place in %s.", STR_ARG(t->spec.title),
                                          w->words[draw(WORDS)]));
}

static void act_write(world *w, change *c, int64_t id, uint32_t party, str what, day on) {
    int64_t made;
    new_act act = {.party = w->ids[party], .act = what, .on = day_text(c->a, on)};
    must(act_put(c, id, &act, &made, &failed), "act");
    w->acts++;
}

static void acts_write(world *w, change *c, int64_t id, const told *t) {
    w->instruments++;
    for (uint32_t i = 0; i < t->count; i++) {
        uint32_t party = t->count > 2 ? (t->first + i) % STATES : i ? t->second : t->first;
        day on = t->on + (day)draw(t->count > 2 ? 700 : 1);
        act_write(w, c, id, party, S("sign"), on);
        on += 30 + (day)draw(2000);
        bool notes = str_find(t->spec.terms, S("notifications"), 0) != SIZE_MAX;
        act_write(w, c, id, party, notes ? S("notify") : S("ratify"), on);
        if (t->count > 2 && draw(100) < 3) act_write(w, c, id, party, S("withdraw"), on + 4000);
    }
    must(status_rebuild(c->d, c->a, id, &failed), "status");
}

static void record_write(world *w, change *c, int64_t source, const told *t) {
    int64_t id, unused;
    must(record_make(c, &t->spec, &id, &failed), "record");
    must(evidence_put(c, id, source, t->at, 0, 0, &failed), "evidence");
    must(claims_put(c, id, source, &t->spec, &t->spec, &failed), "claims");
    if (t->spec.family == RECORD_INSTRUMENT) acts_write(w, c, id, t);
    if (t->spec.family == RECORD_COMMITMENT && draw(3) == 0) {
        static const char *const scores[] = {"completed", "limited", "substantial", "dropped"};
        new_progress p = {.on = day_text(c->a, t->on + 100 + (day)draw(900)),
                          .score = str_of(scores[draw_skewed(4)]),
                          .note = S("as the commission heard"),
                          .source_id = source};
        must(progress_add(c, id, &p, &unused, &failed), "progress");
    }
    must(record_index(c->d, c->a, id, &failed), "index");
}

static void document_write(world *w, arena *a, size_t number) {
    enum { TOLD = 2 * OF_EACH + 1 };
    told all[TOLD];
    size_t n = 0;
    change c;
    buf text;
    source_added added;
    buf_init(&text, 0);
    must(change_begin(&c, w->d, a, "accept", S("bench"), &failed), "begin");
    engagement_tell(w, a, &text, &all[n++]);
    for (int i = 0; i < OF_EACH; i++) {
        put_filling(w, &text, 20 + draw(30));
        instrument_tell(w, a, &text, &all[n++]);
        put_filling(w, &text, 20 + draw(30));
        commitment_tell(w, a, &text, &all[n++]);
    }
    str body = buf_str(&text);
    new_source s = {
        .bytes = body,
        .text = body,
        .form = S("text"),
        .title = str_format(a, "Communiqué %zu: " STR_FMT, number + 1, STR_ARG(all[0].spec.title)),
        .publisher = S("Ministry of Foreign Affairs"),
        .address = str_format(a, "https://ministry.example/%zu", number + 1),
        .published = all[0].spec.date};
    must(source_add(&c, &s, NULL, 0, &added, &failed), "source");
    for (size_t i = 0; i < n; i++) record_write(w, &c, added.id, &all[i]);
    must(change_commit(&c, &failed), "commit");
    buf_reset(&text);
}

int main(int count, char **words) {
    static world w;
    const char *wanted = getenv("REGISTER_SOURCES");
    size_t sources = wanted ? strtoul(wanted, NULL, 10) : 20000;
    arena *names = arena_new((size_t)1 << 20), *a = arena_new((size_t)64 << 20);
    if (count != 2 || !names || !a) return 1;
    must(register_open(words[1], &w.d, &failed), "register");
    words_make(&w);
    states_read(&w, names);
    for (size_t i = 0; i < sources; i++) {
        document_write(&w, a, i);
        arena_reset(a);
    }
    printf("register: %zu documents, %zu instruments, %zu acts\n", sources, w.instruments, w.acts);
    arena_free(a);
    arena_free(names);
    db_close(w.d);
    return 0;
}
