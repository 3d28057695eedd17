#ifndef STORE_DRAFT_H
#define STORE_DRAFT_H

#include "base/fact.h"
#include "store/record.h"

/* Facts as read, waiting for a person; and the person's decisions. */

typedef enum { DRAFT_WAITING, DRAFT_ACCEPTED, DRAFT_REJECTED, DRAFT_STATE_COUNT } draft_state;

const char *draft_state_name(draft_state s);
bool draft_state_of(str name, draft_state *out);

typedef struct {
    int64_t id, source_id;
    fact fact; /* as corrected, else as read */
    bool edited;
    draft_state state;
    bool same;         /* it seems to be the record target_id */
    int64_t target_id; /* 0: none */
    str target_label;
    int64_t record_id; /* what it became or joined; 0: none */
    str quote;         /* the text of its best evidence */
} draft_row;

code draft_find(arena *a, db *d, int64_t id, draft_row *out, fault *f);

/* draft_list - of a source (0: all), in a state (DRAFT_STATE_COUNT: all), in order of the text. */
code draft_list(arena *a, db *d, int64_t source_id, draft_state state, draft_row **out,
                size_t *count, fault *f);

/* draft_edit - merges a JSON object into the fact: record, kind, act, modality, states, parties,
 * sectors, count, date, title (null empties a field). INVALID: the place names the field.
 * CONFLICT: already decided. */
code draft_edit(change *c, int64_t id, str patch, fault *f);

/* What accepting did. */
typedef struct {
    int64_t record_id;
    bool joined; /* it was in the register already and got this source as evidence */
} accepted;

/* draft_accept - makes the record, or joins the one it is: `target` -1: find out; 0: make a new
 * one; else that record. The record's evidence, claims, parties, links and acts are kept in the
 * same change. CONFLICT: already decided; target of another family. NOTFOUND. */
code draft_accept(change *c, int64_t id, int64_t target, accepted *out, fault *f);

/* draft_accept_all - every waiting draft of a source (0: of all sources) with at least that
 * confidence, in order of the text. */
code draft_accept_all(change *c, int64_t source_id, double confidence, size_t *count, fault *f);

code draft_reject(change *c, int64_t id, fault *f);

/* draft_accept_chosen, draft_reject_chosen - all of these, or none. Here and in draft_accept_all
 * the place of INVALID, NOTFOUND and CONFLICT is "draft[7]": the first that cannot be decided so.
 */
code draft_accept_chosen(change *c, const int64_t *ids, size_t count, fault *f);
code draft_reject_chosen(change *c, const int64_t *ids, size_t count, fault *f);

/* draft_queue - a fact that a person found in a source, as a draft that waits. INVALID: no words of
 * the text. CONFLICT: it is a draft already. NOTFOUND.
 * draft_split - the same draft once more, for two facts that were read as one. CONFLICT: decided.
 * draft_next_source - the first source after `after` with drafts that wait, from the start again
 * where there is none; 0: nothing waits. */
code draft_queue(change *c, int64_t source_id, const fact *one, int64_t *id, fault *f);
code draft_split(change *c, int64_t id, int64_t *copy, fault *f);
code draft_next_source(db *d, int64_t after, int64_t *out, fault *f);
code draft_reject_all(change *c, int64_t source_id, size_t *count, fault *f);

/* draft_decide - the state alone, noted for undo; the functions above do the rest. */
code draft_decide(change *c, const draft_row *row, draft_state to, int64_t record_id, fault *f);

/* Several decisions by one person are one entry of the log, and one undo. */

#endif
