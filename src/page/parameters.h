#ifndef PAGE_PARAMETERS_H
#define PAGE_PARAMETERS_H

/* Parameters that a form, a list of pages and the data interface have in common: for the rows of
 * their tables. */

#define PARAM(n, h)                                                                                \
    { .name = (n), .help = (h) }
#define PARAM_AS(t, n, h)                                                                          \
    { .name = (n), .help = (h), .type = PARAMETER_##t }

#define SOURCE_SAYS PARAM_AS(INT, "source", "the source that says so")

#define OF_STATE  PARAM("state", "a state: code or name")
#define OF_OTHER  PARAM("other", "and another one")
#define OF_KIND   PARAM("kind", "kind of record")
#define OF_SECTOR PARAM("sector", "a sector")
#define OF_YEAR   PARAM_AS(INT, "year", "a year")

#define PROMISE_WHOSE                                                                              \
    OF_STATE, OF_OTHER, PARAM("pair", "two codes with a comma between"),                           \
        PARAM("owner", "the body that owns it"), OF_SECTOR
#define PROMISE_UNDER  PARAM_AS(INT, "under", "part of that record")
#define PROMISE_CHOICE PROMISE_WHOSE, OF_KIND
#define PROMISE_FILTERS                                                                            \
    PROMISE_CHOICE,                                                                                \
        PARAM("is", "where it stands: open, due, late, done, ..., kept, pending, over"),           \
        PARAM("silent", "1: no source tells what came of it"),                                     \
        PARAM_AS(INT, "year", "of the promise"), PROMISE_UNDER,                                    \
        PARAM_AS(INT, "at", "announced at that encounter")

#define ACT_WORDS                                                                                  \
    PARAM("party", "code or name; empty: all together"),                                           \
        PARAM("act", "a word of the law: sign, ratify, ..."), PARAM("on", "the day, EDTF"),        \
        PARAM("effect", "a stated day of effect, EDTF"),                                           \
        PARAM("by", "the instrument that supersedes it: number, ref or title"),                    \
        PARAM("note", "in words"), SOURCE_SAYS

#define MINUTES_DOCUMENT                                                                           \
    PARAM("text", "their text"), PARAM_AS(FILE, "file", "or their file"),                          \
        PARAM("published", "the day they were published, EDTF"),                                   \
        PARAM("address", "where they can be read"), PARAM("publisher", "who published them"),      \
        PARAM("title", "their title")

#define SESSIONS_OF PARAM("sessions", "words of its name, any, or empty: none")

#define ROADMAP_TABLE                                                                              \
    PARAM("table", "lines with tabs, |, commas or semicolons between; the first names the "        \
                   "columns")

#define PROMISE_WORDS                                                                              \
    PARAM("owners", "agencies, companies, \"person: NAME\"; semicolons between"),                  \
        PARAM("beneficiaries", "to whom it was promised, semicolons between"),                     \
        PARAM("content", "what is promised"), PARAM("due_words", "how the source words the day"),  \
        PARAM("measure_target", "the number to be reached"),                                       \
        PARAM("measure_unit", "its unit: USD, tractors"),                                          \
        PARAM("measure_baseline", "where it began"), PARAM("pillar", "of its roadmap"),            \
        PARAM("weight", "its share beside the other actions"),                                     \
        PARAM("parent", "what it is a part of: a record's ref, or record-12"),                     \
        PARAM("sessions", "any, or the body before whose sessions what stands under it reports")

#define PROGRESS_WORDS                                                                             \
    PARAM("on", "the day it speaks of, EDTF"),                                                     \
        PARAM("score", "not_started, limited, substantial, completed, dropped"),                   \
        PARAM("reporter", "who reports: a state or body"),                                         \
        PARAM("value", "the promised number as it stood then"), PARAM("note", "in words"),         \
        SOURCE_SAYS, PARAM("sentence", "its words there")

#define PLAN_WORDS                                                                                 \
    PARAM("due", "EDTF, or words; empty: no day"), PARAM("reason", "why"), SOURCE_SAYS

#endif
