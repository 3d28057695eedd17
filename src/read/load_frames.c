#include "read/load.h"

/* Rows of frames, and of how sure a fact is. */

static const char *const side_names[] = {"subject", "object", "by", "with", "between",
                                         "of",      "to",     "in", "pair", "two"};

static code sides_of(row *r, str list, unsigned *out) {
    str side;
    *out = 0;
    while (str_next(&list, ',', &side)) {
        size_t i = 0;
        if (no_value(side)) continue;
        TRY(index_of(r, side_names, sizeof side_names / sizeof *side_names, side, &i));
        *out |= 1u << i;
    }
    return OK;
}

static code frame_words(row *r, frame *fr) {
    const str *w = r->fields;
    static const char *const voices[] = {"any", "active", "passive", "nominal"};
    size_t voice_index = 0;
    TRY(index_of(r, voices, 4, w[2], &voice_index));
    fr->voice = (voice)voice_index;
    str object = w[3], object_kind = {0};
    size_t colon = str_find(object, S(":"), 0);
    if (colon != SIZE_MAX) {
        object_kind = str_slice(object, colon + 1, object.n);
        object.n = colon;
    }
    fr->object_free = str_eq(object, S("-"));
    if (!str_eq(object, S("any"))) TRY(class_add(r, object, &fr->object));
    if (object_kind.n && !kind_of(object_kind, &fr->object_kind))
        return fault_set(r->f, INVALID, NULL, "no kind of object");
    if (!record_of(w[4], &fr->record)) return fault_set(r->f, INVALID, NULL, "no record");
    if (!str_eq(w[5], S("object")) && !kind_of(w[5], &fr->kind))
        return fault_set(r->f, INVALID, NULL, "no kind");
    if (!no_value(w[6]) && !act_of(w[6], &fr->act)) return fault_set(r->f, INVALID, NULL, "no act");
    modality m = MODALITY_DONE;
    if (!str_eq(w[7], S("verb")) && !modality_of(w[7], &m))
        return fault_set(r->f, INVALID, NULL, "no modality: done, planned or verb");
    fr->modality = str_eq(w[7], S("verb")) ? -1 : (int)m;
    return sides_of(r, w[8], &fr->sides);
}

/* frames.tsv: name, trigger, voice, object, record, kind, act, modality, sides, confidence (in
 * hundredths), example */
code frames_row(row *r) {
    language *l = r->l;
    frame fr = {0};
    int64_t hundredths;
    if (r->count != 11) return fault_set(r->f, INVALID, NULL, "a frame has 11 fields");
    TRY(class_add(r, r->fields[1], &fr.trigger));
    TRY(frame_words(r, &fr));
    if (!str_int(r->fields[9], &hundredths) || hundredths < 0 || hundredths > 100)
        return fault_set(r->f, INVALID, NULL, "the confidence is 0 to 100");
    fr.confidence = (double)hundredths / 100;
    fr.name = str_copy(l->arena, r->fields[0]);
    fr.example = str_copy(l->arena, r->fields[10]);
    frame *grown =
        arena_grow(l->arena, l->frames, l->frame_count, &l->frame_capacity, sizeof *l->frames);
    if (!grown) return NOMEM;
    l->frames = grown;
    l->frames[l->frame_count++] = fr;
    return OK;
}

/* confidence.tsv: what, word, weight (in hundredths) */
code confidence_row(row *r) {
    return confidence_take(&r->l->weights, r->fields[0], r->fields[1], r->fields[2], r->f);
}
