#ifndef READ_INFLECT_H
#define READ_INFLECT_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

/* Forms of verbs and nouns from a lemma, by the rules of inflect.tsv and irregular.tsv. Only the
 * loader uses it: matching sees ready forms. */

typedef struct {
    str s, past, participle, ing;
} verb_forms;

typedef struct inflections inflections;

inflections *inflections_new(arena *a); /* null without memory */

/* inflections_rule - a row of inflect.tsv: "verb", suffix, bytes to strip, s, past, participle,
 * ing; or "noun", suffix, bytes to strip, plural. The longest suffix that fits wins. */
code inflections_rule(inflections *r, const str *fields, size_t count, fault *f);

/* inflections_irregular - a row of irregular.tsv: lemma, s, past, participle, ing; or "noun",
 * singular, plural. */
code inflections_irregular(inflections *r, const str *fields, size_t count, fault *f);

/* In a phrase, the first word of a verb and the head of a noun change: its last word, or the one
 * before the first of the words "of", "on" ... named in inflect.tsv ("head" rows). */
code inflections_verb(inflections *r, arena *a, str lemma, verb_forms *out, fault *f);
code inflections_plural(inflections *r, arena *a, str noun, str *out, fault *f);

#endif
