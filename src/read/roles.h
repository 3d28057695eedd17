#ifndef READ_ROLES_H
#define READ_ROLES_H

/* What words can be, in any language: the data gives the words, the code knows these names. */

/* clang-format off */

/* Grammatical roles of words and marks (words.tsv). */
typedef enum {
    ROLE_NONE, ROLE_DET, ROLE_POSS, ROLE_OWN, ROLE_OF, ROLE_TO, ROLE_WITH, ROLE_BETWEEN,
    ROLE_BY, ROLE_FOR, ROLE_IN, ROLE_FROM, ROLE_UNDER, ROLE_ON, ROLE_PREP, ROLE_AND, ROLE_OR,
    ROLE_BUT, ROLE_THAT, ROLE_REL, ROLE_SUB, ROLE_IF, ROLE_WILL, ROLE_WOULD, ROLE_MAY,
    ROLE_SHOULD, ROLE_BE, ROLE_HAVE, ROLE_DO, ROLE_NOT, ROLE_ADV, ROLE_ADJ, ROLE_WE, ROLE_THEY,
    ROLE_HE, ROLE_IT, ROLE_BOTH, ROLE_NUMBER, ROLE_COMMA, ROLE_SEMI, ROLE_COLON, ROLE_STOP,
    ROLE_QUOTE, ROLE_OPEN, ROLE_CLOSE, ROLE_DASH, ROLE_HYPHEN, ROLE_BULLET, ROLE_MONEY,
    ROLE_TITLE, ROLE_PARTICLE, ROLE_ABBREVIATION, ROLE_HEREAFTER, ROLE_MINUTE, ROLE_COUNT
} role;

/* Calendar words (words.tsv, role "month" ...). */
typedef enum {
    CAL_NONE, CAL_MONTH, CAL_WEEKDAY, CAL_TODAY, CAL_YESTERDAY, CAL_TOMORROW, CAL_THIS,
    CAL_LAST, CAL_NEXT, CAL_YEAR, CAL_MONTHS, CAL_WEEK, CAL_SEASON, CAL_QUARTER, CAL_ORDINAL,
    CAL_DAY, CAL_COUNT
} calendar;

enum {
    FORM_BASE = 1, FORM_S = 2, FORM_PAST = 4, FORM_PART = 8, FORM_ING = 16
};

/* What a governor does to the verb or clause that depends on it (verbs.tsv, nouns.tsv). */
typedef enum effect {
    EFFECT_NONE, EFFECT_COMMIT, EFFECT_PLAN, EFFECT_CARRY, EFFECT_BLOCK, EFFECT_SAY,
    EFFECT_COUNT
} effect;

/* Classes that the code itself asks for; the rest come from the data. */
enum {
    CLASS_NONE, CLASS_DOC, CLASS_EVENT, CLASS_OFFICE, CLASS_AGENCY, CLASS_SIDE, CLASS_COMPANY,
    CLASS_GENERIC, CLASS_ORG, CLASS_ACTOR, CLASS_TOPIC, CLASS_BILATERAL, CLASS_PROVIDES,
    CLASS_FOREIGN, CLASS_PRINCIPLE, CLASS_PRIVATE, CLASS_KNOWN
};

/* clang-format on */

#endif
