#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/str.h"

/* The words that the whole program shares: what a document can say (doc/reading.md), and their
 * spellings, the same in C, SQL, JSON and addresses. */

typedef enum {
    RECORD_INSTRUMENT,
    RECORD_ENGAGEMENT,
    RECORD_COMMITMENT,
    RECORD_POSITION,
    RECORD_MEMBERSHIP,
    RECORD_RELATION,
    RECORD_COUNT
} record;

typedef enum {
    KIND_NONE,
    /* instrument */
    KIND_TREATY,
    KIND_AGREEMENT,
    KIND_MEMORANDUM,
    KIND_PROTOCOL,
    KIND_PROGRAMME,
    KIND_ROADMAP,
    KIND_STATEMENT,
    KIND_CONTRACT,
    KIND_LETTER,
    KIND_MIXED,
    /* engagement */
    KIND_VISIT,
    KIND_TALKS,
    KIND_CALL,
    KIND_FORUM,
    KIND_COMMISSION,
    KIND_CEREMONY,
    KIND_SUMMIT,
    KIND_INVITATION,
    /* commitment */
    KIND_COOPERATE,
    KIND_ESTABLISH,
    KIND_DELIVER,
    KIND_NEGOTIATE,
    KIND_OTHER,
    /* position */
    KIND_CALLS_FOR,
    KIND_SUPPORTS,
    KIND_WELCOMES,
    KIND_CONDEMNS,
    /* membership */
    KIND_JOINED,
    KIND_CANDIDATE,
    KIND_LEFT,
    /* relation */
    KIND_ESTABLISHED,
    KIND_ANNIVERSARY,
    KIND_UPGRADED,
    KIND_SUSPENDED,
    KIND_COUNT
} kind;

typedef enum {
    ACT_NONE,
    ACT_SIGNED,
    ACT_INITIALLED,
    ACT_EXCHANGED,
    ACT_RATIFIED,
    ACT_APPROVED,
    ACT_IN_FORCE,
    ACT_EXTENDED,
    ACT_AMENDED,
    ACT_TERMINATED,
    ACT_NEGOTIATED,
    ACT_EXISTING,
    ACT_COUNT
} fact_act;

typedef enum { MODALITY_DONE, MODALITY_PLANNED, MODALITY_COUNT } modality;

typedef enum {
    SECTOR_TRADE,
    SECTOR_INVESTMENT,
    SECTOR_FINANCE,
    SECTOR_INDUSTRY,
    SECTOR_AGRICULTURE,
    SECTOR_ENERGY,
    SECTOR_MINING,
    SECTOR_TRANSPORT,
    SECTOR_CUSTOMS,
    SECTOR_DIGITAL,
    SECTOR_SCIENCE,
    SECTOR_EDUCATION,
    SECTOR_HEALTH,
    SECTOR_ENVIRONMENT,
    SECTOR_DISASTER,
    SECTOR_CULTURE,
    SECTOR_TOURISM,
    SECTOR_LABOUR,
    SECTOR_MIGRATION,
    SECTOR_JUSTICE,
    SECTOR_SECURITY,
    SECTOR_DEFENCE,
    SECTOR_PARLIAMENT,
    SECTOR_STANDARDS,
    SECTOR_SPACE,
    SECTOR_MEDIA,
    SECTOR_HUMANITARIAN,
    SECTOR_COUNT
} sector;

typedef uint32_t sector_set; /* bit 1 << sector */

const char *record_name(record r);
const char *kind_name(kind k);    /* KIND_NONE: "" */
const char *act_name(fact_act a); /* ACT_NONE: "" */
const char *modality_name(modality m);
const char *sector_name(sector s);

/* The reverse; false when the word is not one of them. The empty word is KIND_NONE and ACT_NONE. */
bool record_of(str name, record *out);
bool kind_of(str name, kind *out);
bool act_of(str name, fact_act *out);
bool modality_of(str name, modality *out);
bool sector_of(str name, sector *out);

record kind_record(kind k); /* the record that a kind belongs to; KIND_NONE is asserted against */

/* sectors_parse - "trade, health" to a set (comma or semicolon between). False on an unknown word.
 */
bool sectors_parse(str list, sector_set *out);

#endif
