#ifndef LAW_TERMS_READ_H
#define LAW_TERMS_READ_H

#include "law/clause.h"
#include "law/terms.h"

/* Reads the final clauses of a treaty's text and proposes its terms, each with the sentence that
 * says it. A proposal is a draft for a person: what the text does not say is not proposed. */

typedef struct {
    clause_kind kind;
    str gives;              /* names of the fields it gave: "on count after" */
    size_t start, end;      /* bytes of the text: the sentence */
    str article, paragraph; /* "27", "1"; empty where the text has none */
} law_evidence;

/* What a clause says that terms have no form for: a condition, an end on a date. */
typedef struct {
    clause_kind kind;
    str says;          /* as written */
    size_t start, end; /* bytes of the text */
} law_unread;

typedef struct {
    law_terms terms;
    /* Said, and kept beside the terms. Texts with a null pointer and dates without text: unsaid. */
    struct {
        str place;
        law_date from, until;
    } signature;
    str reservations; /* "none", "allowed", "limited" (some are, some not) */
    str indefinite;   /* how it lasts without limit of time: "indefinite", "... after the term" */
    str deposited;    /* with whom instruments are deposited; terms.depositary rests on it ... */
    str archived;     /* ... or on who keeps the original, where nobody is designated */
    const str *depositaries; /* the states among them, where they are named one by one */
    size_t depositary_count;
    struct { /* the entry rests on the depositaries: they may be named in another clause */
        bool asked, besides; /* they, and `count` others */
        size_t unread;       /* what to take out of `unread` once they are known */
    } rests_on_depositaries;
    const law_evidence *evidence; /* in order of the text */
    size_t evidence_count;
    const law_unread *unread;
    size_t unread_count;
} law_proposal;

/* law_terms_propose - reads `text` in the language `l`. Pure: allocates from `a` only; what is in
 * *out is borrowed from `a`, from `text` and from `l`. A text without final clauses gives an empty
 * proposal and OK. INVALID: the text is too long. NOMEM. */
code law_terms_propose(arena *a, const clause_language *l, str text, law_proposal *out, fault *f);

/* law_proposal_print - one JSON object: terms, signature, reservations, evidence, unread. The text
 * is the one that was read. */
void law_proposal_print(jout *to, const law_proposal *p, str text);

#endif
