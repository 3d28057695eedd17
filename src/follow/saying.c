/* Journeys and denials, from words and what stands near them. */
#include "follow/saying.h"

enum {
    JOURNEY_REACH = 16, /* words from "visit" to where it goes */
    OWNER_REACH = 8,    /* from "visit of" to the name */
    NOT_REACH = 4,      /* from "not" to its verb */
    NO_REACH = 16,      /* from "no" to its verb: "no session of the joint commission was held" */
    ROLE_PRIME = 2,
    ROLE_MINISTER = 4
};

typedef struct {
    const follow_words *words;
    str text;
    const follow_token *t;
    size_t n;
} sentence;

static bool is(const sentence *s, follow_class class, size_t at) {
    return follow_phrase_is(s->words, class, s->t, s->n, at, NULL);
}

static bool word_is(const sentence *s, size_t at, const char *word) {
    return at < s->n && !s->t[at].number && str_eq_z(s->t[at].word, word);
}

static bool is_name(const sentence *s, size_t at, follow_name *out) {
    return at < s->n && follow_name_at(follow_names_of(s->words), s->text, s->t, s->n, at, out);
}

/* A country or town at `at`, or after "the". */
static bool is_place(const sentence *s, size_t at, follow_name *out) {
    if (word_is(s, at, "the")) at++;
    return is_name(s, at, out) && out->place;
}

/* The first name within reach, before the clause ends. */
static bool name_after(const sentence *s, size_t at, size_t reach, follow_name *out) {
    for (size_t k = at; k < s->n && k < at + reach; k++) {
        if (k > at && (s->t[k].gap || word_is(s, k, "to"))) return false;
        if (is_name(s, k, out)) return true;
    }
    return false;
}

static void put(str *to, str actor) {
    if (to->n == 0) *to = actor;
}

/* "visit [of the Emir of Qatar] [to Slovenia]", "visited Slovenia", "invited him to Minsk". */
static void journey_read(const sentence *s, size_t at, double type, follow_saying *out) {
    follow_name name;
    if (type < 3 && is_place(s, at + 1, &name) && !s->t[at + 1].gap) put(&out->host, name.code);
    for (size_t k = at + 1; k < s->n && k < at + JOURNEY_REACH && !s->t[k].gap; k++) {
        if (type == 3 && follow_word_is(s->words, LEX_TRAVEL, s->t[k].word, NULL)) return;
        bool leads = word_is(s, k, "to") || word_is(s, k, "in") || word_is(s, k, "into");
        if (leads && is_place(s, k + 1, &name)) {
            put(&out->host, name.code);
            return;
        }
        bool owner = word_is(s, k, "of") || word_is(s, k, "by") || word_is(s, k, "from");
        if (owner && type != 2 && k <= at + 2 && name_after(s, k + 1, OWNER_REACH, &name))
            put(type == 3 ? &out->host : &out->guest, name.code);
    }
}

/* "Doha will host the visit", "was received [in Doha] by the Emir of Qatar". */
static void host_read(const sentence *s, size_t at, follow_saying *out) {
    follow_name name;
    bool passive = at > 0 && (word_is(s, at - 1, "was") || word_is(s, at - 1, "were") ||
                              word_is(s, at - 1, "been") || word_is(s, at - 1, "be"));
    passive = passive || word_is(s, at + 1, "by");
    for (size_t k = at + 1; passive && k < s->n && k < at + OWNER_REACH && !s->t[k].gap; k++) {
        bool found = word_is(s, k, "by") ? name_after(s, k + 1, OWNER_REACH, &name)
                                         : word_is(s, k, "in") && is_place(s, k + 1, &name);
        if (!found) continue;
        put(&out->host, name.code);
        return;
    }
    for (size_t k = at; !passive && k-- > 0 && k + OWNER_REACH > at && !s->t[k + 1].gap;) {
        if (!is_name(s, k, &name) || !name.place) continue;
        put(&out->host, name.code);
        return;
    }
}

/* The office at `at`, as a bit: a prime minister is no minister, a deputy is not what he stands
 * in for. */
static uint32_t role_at(const sentence *s, size_t at) {
    double role;
    if (s->t[at].number || !follow_word_is(s->words, LEX_ROLE, s->t[at].word, &role)) return 0;
    bool deputy = at > 0 && (word_is(s, at - 1, "deputy") || word_is(s, at - 1, "vice"));
    bool second = role == ROLE_MINISTER && at > 0 && word_is(s, at - 1, "prime");
    if (second) return 0;
    return 1u << (deputy ? ROLE_MINISTER : (unsigned)role);
}

/* Who travels: after "visit of", else the last one invited, else who is named first. */
static uint32_t traveller_role(const sentence *s, size_t journey) {
    size_t from = 0;
    bool accepted = false, invited = false;
    for (size_t k = journey + 1; k < s->n && k <= journey + 2; k++) {
        if (!word_is(s, k, "of") && !word_is(s, k, "by")) continue;
        for (size_t j = k + 1; j < s->n && j < k + OWNER_REACH && !s->t[j].gap; j++)
            if (role_at(s, j)) return role_at(s, j);
    }
    for (size_t k = 0; k < journey; k++) {
        if (s->t[k].gap) from = k;
        accepted = accepted || word_is(s, k, "accepted") || word_is(s, k, "accept");
        invited = invited || word_is(s, k, "invited") || word_is(s, k, "invites");
    }
    uint32_t last = 0;
    for (size_t k = from; k < journey; k++) {
        uint32_t role = role_at(s, k);
        if (role && (accepted || !invited)) return role;
        if (role) last = role;
    }
    return last;
}

static bool negated(const sentence *s, size_t at, bool *future) {
    double kind;
    *future = false;
    for (size_t back = 1; back <= NO_REACH && back <= at && !s->t[at - back + 1].gap; back++) {
        size_t k = at - back;
        *future = *future || is(s, LEX_FUTURE, k);
        if (!follow_phrase_is(s->words, LEX_NEGATION, s->t, s->n, k, &kind)) continue;
        if (kind == 1 && back <= NOT_REACH && !word_is(s, k + 1, "only")) return true;
        if (kind == 3 && back <= 2) return true;
        bool other = word_is(s, k + 1, "longer") || word_is(s, k + 1, "later") ||
                     word_is(s, k + 1, "less") || word_is(s, k + 1, "doubt");
        if (kind == 2 && !other) return true;
    }
    return false;
}

/* "to sign", "to have opened", "will meet": not come about by that. */
static bool ahead(const sentence *s, size_t at) {
    for (size_t back = 1; back <= 3 && back <= at && !s->t[at - back + 1].gap; back++)
        if (word_is(s, at - back, "to") || is(s, LEX_FUTURE, at - back)) return true;
    return false;
}

static void outcome_read(const sentence *s, size_t at, follow_saying *out) {
    double past;
    bool future;
    if (is(s, LEX_MOVED, at)) out->denies = out->moved = true;
    if (is(s, LEX_DROPPED, at)) out->denies = true;
    if (s->t[at].number || !follow_word_is(s->words, LEX_HAPPENS, s->t[at].word, &past)) return;
    if (negated(s, at, &future)) {
        out->denies = true;
        out->never = out->never || future;
    } else if (past == 1 && !ahead(s, at)) {
        out->affirms = true;
    }
}

void follow_saying_read(const follow_words *words, str text, const follow_token *t, size_t n,
                        follow_saying *out) {
    const sentence s = {words, text, t, n};
    follow_name name;
    double value;
    *out = (follow_saying){0};
    for (size_t i = 0; i < n; i++) {
        outcome_read(&s, i, out);
        if (t[i].number) continue;
        if (follow_word_is(words, LEX_TRAVEL, t[i].word, &value)) {
            journey_read(&s, i, value, out);
            for (size_t back = 1; value == 3 && back <= 3 && back <= i; back++)
                out->come = out->come || word_is(&s, i - back, "at");
            if (out->roles == 0) out->roles = traveller_role(&s, i);
        }
        if (follow_word_is(words, LEX_HOSTS, t[i].word, NULL)) host_read(&s, i, out);
        if (follow_word_is(words, LEX_THING, t[i].word, &value)) out->things |= 1u << (int)value;
        bool leads = word_is(&s, i, "in") || word_is(&s, i, "to");
        if (leads && is_place(&s, i + 1, &name)) put(&out->held_in, name.code);
    }
}
