#include "base/words.h"

#include <assert.h>

static const char *const records[RECORD_COUNT] = {"instrument", "engagement", "commitment",
                                                  "position",   "membership", "relation"};

static const struct {
    const char *name;
    record record;
} kinds[KIND_COUNT] = {
    [KIND_NONE] = {"", RECORD_COUNT},
    [KIND_TREATY] = {"treaty", RECORD_INSTRUMENT},
    [KIND_AGREEMENT] = {"agreement", RECORD_INSTRUMENT},
    [KIND_MEMORANDUM] = {"memorandum", RECORD_INSTRUMENT},
    [KIND_PROTOCOL] = {"protocol", RECORD_INSTRUMENT},
    [KIND_PROGRAMME] = {"programme", RECORD_INSTRUMENT},
    [KIND_ROADMAP] = {"roadmap", RECORD_INSTRUMENT},
    [KIND_STATEMENT] = {"statement", RECORD_INSTRUMENT},
    [KIND_CONTRACT] = {"contract", RECORD_INSTRUMENT},
    [KIND_LETTER] = {"letter", RECORD_INSTRUMENT},
    [KIND_MIXED] = {"mixed", RECORD_INSTRUMENT},
    [KIND_VISIT] = {"visit", RECORD_ENGAGEMENT},
    [KIND_TALKS] = {"talks", RECORD_ENGAGEMENT},
    [KIND_CALL] = {"call", RECORD_ENGAGEMENT},
    [KIND_FORUM] = {"forum", RECORD_ENGAGEMENT},
    [KIND_COMMISSION] = {"commission", RECORD_ENGAGEMENT},
    [KIND_CEREMONY] = {"ceremony", RECORD_ENGAGEMENT},
    [KIND_SUMMIT] = {"summit", RECORD_ENGAGEMENT},
    [KIND_INVITATION] = {"invitation", RECORD_ENGAGEMENT},
    [KIND_COOPERATE] = {"cooperate", RECORD_COMMITMENT},
    [KIND_ESTABLISH] = {"establish", RECORD_COMMITMENT},
    [KIND_DELIVER] = {"deliver", RECORD_COMMITMENT},
    [KIND_NEGOTIATE] = {"negotiate", RECORD_COMMITMENT},
    [KIND_OTHER] = {"other", RECORD_COMMITMENT},
    [KIND_CALLS_FOR] = {"calls_for", RECORD_POSITION},
    [KIND_SUPPORTS] = {"supports", RECORD_POSITION},
    [KIND_WELCOMES] = {"welcomes", RECORD_POSITION},
    [KIND_CONDEMNS] = {"condemns", RECORD_POSITION},
    [KIND_JOINED] = {"joined", RECORD_MEMBERSHIP},
    [KIND_CANDIDATE] = {"candidate", RECORD_MEMBERSHIP},
    [KIND_LEFT] = {"left", RECORD_MEMBERSHIP},
    [KIND_ESTABLISHED] = {"established", RECORD_RELATION},
    [KIND_ANNIVERSARY] = {"anniversary", RECORD_RELATION},
    [KIND_UPGRADED] = {"upgraded", RECORD_RELATION},
    [KIND_SUSPENDED] = {"suspended", RECORD_RELATION},
};

static const char *const acts[ACT_COUNT] = {"",         "signed",     "initialled", "exchanged",
                                            "ratified", "approved",   "in_force",   "extended",
                                            "amended",  "terminated", "negotiated", "existing"};

static const char *const modalities[MODALITY_COUNT] = {"done", "planned"};

static const char *const sectors[SECTOR_COUNT] = {
    "trade",     "investment", "finance",   "industry", "agriculture", "energy",      "mining",
    "transport", "customs",    "digital",   "science",  "education",   "health",      "environment",
    "disaster",  "culture",    "tourism",   "labour",   "migration",   "justice",     "security",
    "defence",   "parliament", "standards", "space",    "media",       "humanitarian"};

const char *record_name(record r) {
    return records[r];
}

const char *kind_name(kind k) {
    return kinds[k].name;
}

const char *act_name(fact_act a) {
    return acts[a];
}

const char *modality_name(modality m) {
    return modalities[m];
}

const char *sector_name(sector s) {
    return sectors[s];
}

static bool index_of(str name, const char *const *names, unsigned count, unsigned *out) {
    for (unsigned i = 0; i < count; i++) {
        if (!str_eq_z(name, names[i])) continue;
        *out = i;
        return true;
    }
    return false;
}

bool record_of(str name, record *out) {
    unsigned i;
    if (!index_of(name, records, RECORD_COUNT, &i)) return false;
    *out = (record)i;
    return true;
}

bool kind_of(str name, kind *out) {
    for (unsigned i = 0; i < KIND_COUNT; i++) {
        if (!str_eq_z(name, kinds[i].name)) continue;
        *out = (kind)i;
        return true;
    }
    return false;
}

bool act_of(str name, fact_act *out) {
    unsigned i;
    if (!index_of(name, acts, ACT_COUNT, &i)) return false;
    *out = (fact_act)i;
    return true;
}

bool modality_of(str name, modality *out) {
    unsigned i;
    if (!index_of(name, modalities, MODALITY_COUNT, &i)) return false;
    *out = (modality)i;
    return true;
}

bool sector_of(str name, sector *out) {
    unsigned i;
    if (!index_of(name, sectors, SECTOR_COUNT, &i)) return false;
    *out = (sector)i;
    return true;
}

record kind_record(kind k) {
    assert(k != KIND_NONE);
    return kinds[k].record;
}

bool sectors_parse(str list, sector_set *out) {
    sector_set set = 0;
    for (size_t i = 0, from = 0; i <= list.n; i++) {
        if (i < list.n && list.p[i] != ',' && list.p[i] != ';') continue;
        str word = str_trim(str_slice(list, from, i));
        sector s;
        from = i + 1;
        if (word.n == 0) continue;
        if (!sector_of(word, &s)) return false;
        set |= (sector_set)1 << s;
    }
    *out = set;
    return true;
}
