#ifndef READ_FRAME_H
#define READ_FRAME_H

#include "read/draft.h"

/* What the files that assert something offer each other; indices are of reading.chunks. */

/* Facts that no frame tells (aid.c); true when the verb at `i` told one: "is supporting a study",
 * "has worked with X to train nurses", "will host the 16th BSAEV". */
bool aid_told(reading *r, size_t i);
/* Of "46 states, including A and B, signed": how many, else -1; all that are listed join the draft.
 */
int64_t signatories(reading *r, size_t i);
void states_listed(reading *r, draft *d, size_t i);
/* The day of what was told before a verb that says "also", else empty. */
str day_before(const reading *r, const draft *d, size_t i);
/* Tries the frames of a class at the trigger; true when one gave a draft. */
bool frames_try(reading *r, size_t i, uint16_t class, voice v);
/* misfit.c: whether a frame does not hold at the trigger, though its words stand there. */
bool misfits(reading *r, const frame *f, size_t i, voice v, size_t end);

/* promise.c: whether [i, end) is about a principle of the world at large. */
bool is_principle(reading *r, size_t i, size_t end);
/* A promise of the verb or noun at `i`; the stance where it is one to a principle. */
void commitment(reading *r, size_t i, actors who, kind what, size_t end, double confidence);
void principle(reading *r, size_t i, actors who, size_t end);
/* "agreed on joint ventures in farming": a promise whose content is a noun. */
void promised_noun(reading *r, size_t i, actors who);
/* "reaffirmed that disputes should be settled": true when it gave a stance. */
bool what_should_be(reading *r, size_t i);
/* "provides a framework for A to extradite": true when it gave a promise. */
bool framework_for(reading *r, size_t i);
/* Whether the text is itself the word of all its sides: a joint statement. */
bool speaks_jointly(const reading *r);
/* "resolved to have closer cooperation" */
void promised_having(reading *r, size_t i);
/* Whether the next verb has the same object and tells it. */
bool joint_verb(reading *r, size_t i);
/* Whether the subject is a body that the sides set up. */
bool is_joint_body(reading *r, int32_t subject);
/* Whether a number of things is the object. */
bool gives_number(reading *r, size_t i);
/* Whether ties are the object: "build a lasting partnership". */
bool makes_ties(reading *r, size_t i);
/* Whether what is given is the object: "increase aid". */
bool gives_aid(reading *r, size_t i);
/* Whether nobody is named with whom it is done. */
bool is_alone(reading *r, size_t i);

/* principals.c: "During his stay in X he met the Minister of Finance": whose minister is not told,
 * so of where he is. */
actors where_they_are(const reading *r, actors who);
/* "met with A, B and C": talks with each of them; `k` is the first, number `told` its draft. */
void principals(reading *r, const frame *f, size_t i, size_t k, size_t told, size_t end);
/* "Held meetings with A, B and C"; `k` is the event. */
void principals_of_event(reading *r, const frame *f, size_t i, size_t k, size_t told, size_t end);
/* "Attended meetings with the Presidents of A, B and C" by `by`: true when it gave drafts. */
bool meetings_with(reading *r, size_t i, actors by);
/* "Met his counterparts from A, B and C": true when it gave drafts. */
bool counterparts_from(reading *r, const frame *f, size_t i, size_t end);

/* "I will address students": how one spends a day, no promise. */
bool is_programme(const reading *r, size_t i, const chunk *subject, kind what);
/* "Had already made 2 million dollars available": true when it gave a delivery. */
bool gave_money(reading *r, size_t i);
/* Drops what the lead-in of a list told beside its items. */
void spend_lead(reading *r, record what);

/* stance.c: whether [i, end) is about others than `by` and the two, or about the world at large. */
bool is_international(reading *r, size_t i, size_t end, actors by);
/* "are convinced that there is no military solution": true when it gave a stance. */
bool view_held(reading *r, size_t i);
/* "endorsed the following principles:": what the verb at `i` makes of the items of its list, and
 * the item at hand; true when it gave a stance. */
void stance_lead(reading *r, size_t i);
bool stance_item(reading *r, const sentence *s);
/* "agreed that X is": the verb of what is agreed to be so; 0: none. */
size_t agreed_clause(reading *r, size_t i);
/* "X must withdraw, the minister said": true when it gave a stance. */
bool said_to_be_needed(reading *r, size_t i);
/* need.c: "there is a need for", "will not accept": true when it gave a stance or a promise. */
bool stance_without_verb(reading *r, size_t i);
/* given.c: "aid of A amounted to": what was given already; true when it gave a delivery. */
bool given_told(reading *r, size_t i);
/* provides.c: "the MoU will enable A to share data": true when it gave a promise. */
bool enabled_to(reading *r, size_t i);
/* undertaking.c: "should" that is a promise of both is made one. */
void undertakings_link(reading *r);
/* "there should be further talks": true when it gave a promise. */
bool there_should_be(reading *r, size_t i);
/* beside.c: who else stands around an event in its sentence: the owner, the doer of the verb, the
 * place. */
actors around(reading *r, size_t i);
/* "Discussions with X regarding a draft memorandum": what they are about is being negotiated; true
 * when told. */
bool about_document(reading *r, size_t i);
/* "A ceremony in X for the exchange of notes": what is signed there. */
void ceremony_for(reading *r, size_t i);

/* stay.c: "is expected in Rome": a visit that no word names; true when it gave one. */
bool stay_abroad(reading *r, size_t i);
/* "While in Rome, A met", "welcomed A to Rome": visits beside what the verb tells. */
void stay_meanwhile(reading *r, size_t i);
void welcomed_to(reading *r, size_t i);
/* "Hosted X in Rome": whether the place is of who does the verb at `i`. */
bool hosts_at_home(reading *r, size_t i, size_t end);
/* "Will travel to A, B and C": a visit to each; `number` is the draft of the verb at `i`. */
void visits_part(reading *r, size_t number, size_t i, size_t end);
/* "My visit to A, B and C": likewise, told by the noun at `i`. */
void visits_each(reading *r, size_t number, size_t i, size_t end);
/* Whether the verb at `k` tells who came on the visit at `i`, whether that visit is hoped for. */
bool led_by(const reading *r, size_t i, size_t k);
bool is_hoped_for(const reading *r, size_t i);
/* label.c: "Visas: a scheme for students": a result under a heading, told without a verb. */
void labelled_result(reading *r, const sentence *s);
/* "Statement of the President of A and the Prime Minister of B": the text itself. */
void statement_of(reading *r);

/* membership.c: candidates and new members told by a noun; one draft for each state of a draft. */
bool membership_of_noun(reading *r, size_t i);
void memberships_part(reading *r, size_t number);

/* group.c: "agreements, memoranda and two protocols": documents in a row, each a bare plural, are
 * one group. The last of the row that starts at `k` (`k`: none); whether [first, last] is such a
 * row; makes the last draft, of the first of them, that of all (always true). */
size_t group_row_end(const reading *r, size_t k, size_t end);
bool is_group_row(const reading *r, size_t first, size_t last);
bool group_row(reading *r, size_t first, size_t last);

/* "They included an extradition treaty": the group of documents that the sentence before told;
 * null: the pronoun is for something else. */
const draft *group_before(reading *r, const chunk *pronoun);

/* sameday.c: gives the one day of which a document tells to what happened then and has no date. */
void days_share(reading *r, draft **all, size_t n);

/* listed.c: whether the sentence is a line of a list of documents, which it then tells; and the
 * sentence before such a list. */
bool listed_document(reading *r, const sentence *s);
void listed_open(reading *r, const sentence *s);

/* parties.c: the bodies that are the sides of a draft, told around the trigger at `i` and its
 * object (SIZE_MAX: none); of a document that is the text itself, those who issue it. */
void parties_of_clause(reading *r, draft *d, size_t i, size_t object);
void parties_of_issue(reading *r, draft *d);
/* "two agreements, one with A and the other with B": a draft of its own for each. */
void parties_of_each(reading *r, size_t number);

#endif
