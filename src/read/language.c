#include "read/language.h"

#include "read/item.h"

#include "base/asset.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANGUAGE_LIMIT_BYTES = 64 * 1024 * 1024, FILE_LIMIT_BYTES = 8 * 1024 * 1024 };

/* In order: forms before the words that need them. Names come last: what the language's own
 * names.tsv says of a word goes before the gazetteer. */
static const char *const files[] = {"inflect.tsv", "irregular.tsv", "words.tsv",   "verbs.tsv",
                                    "sectors.tsv", "nouns.tsv",     "sectors.tsv", "names.tsv",
                                    "frames.tsv",  "confidence.tsv"};
static const char *const gazetteer[] = {"data/gazetteer/states.tsv",
                                        "data/gazetteer/organisations.tsv"};

static const char *const known_classes[CLASS_KNOWN] = {
    [CLASS_NONE] = "-",
    [CLASS_DOC] = "doc",
    [CLASS_EVENT] = "event",
    [CLASS_OFFICE] = "office",
    [CLASS_AGENCY] = "agency",
    [CLASS_SIDE] = "side",
    [CLASS_COMPANY] = "company",
    [CLASS_GENERIC] = "generic",
    [CLASS_ORG] = "org",
    [CLASS_ACTOR] = "actor",
    [CLASS_TOPIC] = "topic",
    [CLASS_BILATERAL] = "bilateral",
    [CLASS_PROVIDES] = "provide_for",
    [CLASS_FOREIGN] = "foreign",
    [CLASS_PRINCIPLE] = "principle",
    [CLASS_PRIVATE] = "private",
    [CLASS_WELCOME] = "welcome",
    [CLASS_HOLD] = "hold",
    [CLASS_CONCERN] = "concern",
    [CLASS_BELIEF] = "belief",
    [CLASS_CALL] = "call_for",
    [CLASS_ARRIVE] = "arrive",
    [CLASS_ATTEND] = "attend",
    [CLASS_MEET] = "meet",
    [CLASS_SPEECH] = "speech",
    [CLASS_BEGIN] = "begin",
    [CLASS_LIGHT] = "light",
    [CLASS_EXTEND] = "extend",
    [CLASS_TOGETHER] = "together",
    [CLASS_CANDIDACY] = "candidacy",
    [CLASS_MEMBER] = "member",
    [CLASS_ADMIT] = "admit",
    [CLASS_ASPECT] = "aspect",
    [CLASS_APPROVE] = "approve",
    [CLASS_SIGNING] = "signing",
    [CLASS_TERMINATE] = "terminate",
    [CLASS_CALL_OFF] = "call_off",
    [CLASS_VIEW] = "view",
    [CLASS_RECOGNISE] = "recognise",
    [CLASS_SIGN] = "sign",
    [CLASS_SUPPORT] = "support_n",
    [CLASS_NEGOTIATING] = "negotiating",
    [CLASS_NEGOTIATION] = "negotiation",
    [CLASS_WEAK] = "weak",
    [CLASS_COMMIT] = "commit",
    [CLASS_ACCESSION] = "accession",
    [CLASS_OPEN] = "open",
    [CLASS_SUPPORTING] = "support",
    [CLASS_ANNIVERSARY] = "anniversary",
    [CLASS_BECOME] = "become",
    [CLASS_CONSULT] = "consult",
    [CLASS_SEVER] = "sever",
    [CLASS_LEAVING] = "leaving",
    [CLASS_HOST] = "host",
    [CLASS_CHANCE] = "chance",
    [CLASS_PEOPLE] = "people",
    [CLASS_NEED] = "need",
    [CLASS_NEEDED] = "needed",
    [CLASS_REGARD] = "regard",
    [CLASS_SEE] = "see",
    [CLASS_AMOUNT] = "amount",
    [CLASS_ENABLE] = "enable",
    [CLASS_RESULTS] = "results",
    [CLASS_RATIFY] = "ratify",
    [CLASS_ADHERENCE] = "adherence",
    [CLASS_KEENNESS] = "keenness",
    [CLASS_STRESS] = "stress",
    [CLASS_REACH] = "reach",
    [CLASS_RECEIVE] = "receive",
    [CLASS_THANK] = "thank",
    [CLASS_ASK] = "ask",
    [CLASS_ANNOUNCE] = "announce",
    [CLASS_PAPER] = "paper",
    [CLASS_JOIN] = "join",
    [CLASS_QUIT] = "quit",
    [CLASS_ACCEPT] = "accept",
    [CLASS_PARTY] = "party_to",
    [CLASS_HAVING] = "having",
    [CLASS_EXPLORE] = "explore",
    [CLASS_RATIFICATION] = "ratification",
    [CLASS_APPROVAL] = "approval",
};

static int by_trigger(const void *a, const void *b) {
    const frame *x = a, *y = b;
    if (x->trigger != y->trigger) return x->trigger < y->trigger ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order; /* qsort alone is not stable */
}

static code frames_seal(language *l) {
    for (size_t i = 0; i < l->frame_count; i++) l->frames[i].order = i;
    qsort(l->frames, l->frame_count, sizeof *l->frames, by_trigger);
    l->frame_first = arena_array(l->arena, l->class_count + 1, sizeof *l->frame_first);
    if (!l->frame_first) return NOMEM;
    l->numbers = arena_array(l->arena, l->actor_count, sizeof *l->numbers);
    if (!l->numbers) return NOMEM;
    for (size_t i = 0; i < l->actor_count; i++) l->numbers[i] = (uint16_t)i;
    uint32_t at = 0;
    for (size_t c = 0; c <= l->class_count; c++) {
        while (at < l->frame_count && l->frames[at].trigger < c) at++;
        l->frame_first[c] = at;
    }
    return OK;
}

static bool mention_begins(const entry *e) {
    return e->class == CLASS_OFFICE || e->class == CLASS_AGENCY || e->class == CLASS_SIDE ||
           e->role == ROLE_TITLE || e->role == ROLE_WE || e->role == ROLE_THEY ||
           e->role == ROLE_HE || e->role == ROLE_BOTH;
}

/* A word that the lexicon does not know, or knows as a common word: a name may be made of it. */
static bool makes_names(const entry *e) {
    if (e->noun && e->class != CLASS_NONE) return false;
    return !e->role || e->role == ROLE_ADJ || e->role == ROLE_TITLE || e->role == ROLE_PARTICLE ||
           e->role == ROLE_WILL || e->role == ROLE_ABBREVIATION || e->role == ROLE_MAY;
}

static void entries_seal(language *l) {
    for (uint32_t i = 0; i <= lexicon_count(l->lexicon); i++) {
        entry *e = &l->entries[i]; /* the first is that of words not known */
        e->class = l->nouns[e->noun].class;
        unsigned traits = (e->calendar ? ITEM_DATED : 0) | (e->sectors ? ITEM_SECTORS : 0) |
                          (e->actor ? ITEM_ACTOR : 0) | (mention_begins(e) ? ITEM_MENTION : 0) |
                          (makes_names(e) ? ITEM_NAMING : 0);
        e->traits = (uint16_t)traits;
    }
}

/* A file of the language: from the folder when one is given, else from the binary. Absent files
 * give an empty text. */
static code file_bytes(const char *folder, const char *path, buf *bytes, str *out, fault *f) {
    if (!folder) {
        *out = asset_find(path);
        return OK;
    }
    fault missing = {0};
    buf_clear(bytes);
    code c = file_read(path, FILE_LIMIT_BYTES, bytes, &missing);
    if (c != OK && c != NOTFOUND) return fault_set(f, c, path, "%s", missing.message);
    *out = c == OK ? buf_str(bytes) : (str){NULL, 0};
    return OK;
}

static code language_load(language *l, const char *name, fault *f) {
    inflections *forms = inflections_new(l->arena);
    const char *folder = strchr(name, '/') ? name : NULL;
    size_t loaded = 0;
    buf bytes;
    code c = forms ? OK : NOMEM;
    buf_init(&bytes, 0);
    for (size_t i = 0; c == OK && i < sizeof files / sizeof *files; i++) {
        char path[1024];
        str text;
        snprintf(path, sizeof path, folder ? "%s/%s" : "lang/%s/%s", name, files[i]);
        c = file_bytes(folder, path, &bytes, &text, f);
        if (c != OK || !text.p) continue;
        c = load_rows(l, forms, path, text, f);
        loaded++;
    }
    for (size_t i = 0; c == OK && i < 2; i++)
        c = load_rows(l, forms, gazetteer[i], asset_find(gazetteer[i]), f);
    buf_reset(&bytes);
    if (c == OK && loaded == 0)
        c = fault_set(f, NOTFOUND, name,
                      "there is no such language: \"en\" or the path of a folder");
    if (c == OK) c = frames_seal(l);
    if (c == OK) entries_seal(l);
    if (c == OK) lexicon_seal(l->lexicon);
    if (c == NOMEM) return fault_set(f, NOMEM, name, "no memory for the language");
    return c;
}

static code language_init(language *l) {
    l->arena = arena_new(LANGUAGE_LIMIT_BYTES);
    l->lexicon = lexicon_new();
    if (!l->arena || !l->lexicon) return NOMEM;
    l->classes = arena_array(l->arena, 256, sizeof *l->classes);
    l->class_capacity = 256;
    l->entry_capacity = 16384;
    l->entries = arena_array(l->arena, l->entry_capacity, sizeof *l->entries);
    l->actor_capacity = l->verb_capacity = l->noun_capacity = 1024;
    l->actors = arena_array(l->arena, l->actor_capacity, sizeof *l->actors);
    l->verbs = arena_array(l->arena, l->verb_capacity, sizeof *l->verbs);
    l->nouns = arena_array(l->arena, l->noun_capacity, sizeof *l->nouns);
    if (!l->classes || !l->entries || !l->actors || !l->verbs || !l->nouns) return NOMEM;
    l->actor_count = l->verb_count = l->noun_count = 1; /* 0 is none */
    for (size_t i = 0; i < CLASS_KNOWN; i++) l->classes[i] = str_of(known_classes[i]);
    l->class_count = CLASS_KNOWN;
    return OK;
}

const frame *language_stance(const language *l, uint16_t class) {
    for (uint32_t k = l->frame_first[class]; class && k < l->frame_first[class + 1]; k++)
        if (l->frames[k].record == RECORD_POSITION) return &l->frames[k];
    return NULL;
}

code language_open(const char *code_or_folder, language **out, fault *f) {
    if (strlen(code_or_folder) > 900)
        return fault_set(f, NOTFOUND, "language", "the name of the language is too long");
    language *l = calloc(1, sizeof *l);
    if (!l) return fault_set(f, NOMEM, code_or_folder, "no memory for the language");
    code c = language_init(l);
    if (c == OK)
        c = language_load(l, code_or_folder, f);
    else
        fault_set(f, c, code_or_folder, "no memory for the language");
    if (c != OK) {
        language_close(l);
        return c;
    }
    *out = l;
    return OK;
}

void language_close(language *l) {
    if (!l) return;
    lexicon_free(l->lexicon);
    arena_free(l->arena);
    free(l);
}
