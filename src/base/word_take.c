#include "base/word_take.h"

#include <stdio.h>

/* One word more than fits is left out: word_take_test has every list whole. */
typedef struct {
    char text[SECTOR_LIST_BYTES];
    size_t n;
    const char *waiting; /* the last is joined by "or" */
} list;

static void list_put(list *l, const char *before, const char *word) {
    if (!word) return;
    int n = snprintf(l->text + l->n, sizeof l->text - l->n, "%s%s", l->n ? before : "", word);
    if (n > 0 && l->n + (size_t)n < sizeof l->text) l->n += (size_t)n;
}

static void list_add(list *l, const char *word) {
    list_put(l, ", ", l->waiting);
    l->waiting = word;
}

static void list_end(list *l) {
    list_put(l, " or ", l->waiting);
}

static code refuse(const char *place, list *l, fault *f) {
    list_end(l);
    return fault_set(f, INVALID, place, "must be %s", l->text);
}

code record_take(const char *place, str word, record *out, fault *f) {
    list l = {.n = 0};
    if (record_of(word, out)) return OK;
    for (record r = 0; r < RECORD_COUNT; r++) list_add(&l, record_name(r));
    return refuse(place, &l, f);
}

code kind_take(const char *place, str word, record of, kind *out, fault *f) {
    list l = {.n = 0};
    kind k;
    if (kind_of(word, &k) && (of == RECORD_COUNT || k == KIND_NONE || kind_record(k) == of)) {
        *out = k;
        return OK;
    }
    for (k = KIND_NONE + 1; k < KIND_COUNT; k++)
        if (of == RECORD_COUNT || kind_record(k) == of) list_add(&l, kind_name(k));
    return refuse(place, &l, f);
}

code act_take(const char *place, str word, fact_act *out, fault *f) {
    list l = {.n = 0};
    if (act_of(word, out)) return OK;
    for (fact_act a = ACT_NONE + 1; a < ACT_COUNT; a++) list_add(&l, act_name(a));
    return refuse(place, &l, f);
}

code modality_take(const char *place, str word, modality *out, fault *f) {
    list l = {.n = 0};
    if (modality_of(word, out)) return OK;
    for (modality m = 0; m < MODALITY_COUNT; m++) list_add(&l, modality_name(m));
    return refuse(place, &l, f);
}

static void sectors_add(list *l) {
    for (sector s = 0; s < SECTOR_COUNT; s++) list_add(l, sector_name(s));
}

code sector_take(const char *place, str word, sector *out, fault *f) {
    list l = {.n = 0};
    if (sector_of(word, out)) return OK;
    sectors_add(&l);
    return refuse(place, &l, f);
}

void sector_list(char out[SECTOR_LIST_BYTES]) {
    list l = {.n = 0};
    sectors_add(&l);
    list_end(&l);
    snprintf(out, SECTOR_LIST_BYTES, "%s", l.text);
}
