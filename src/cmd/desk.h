#ifndef CMD_DESK_H
#define CMD_DESK_H

#include "base/date.h"
#include "cmd/command.h"
#include "store/actor.h"
#include "store/change.h"

#include <stdio.h>

/* What the commands on the register share: where it is, an arena, a change around a function. */

typedef struct {
    arena *a;
    db *d;
} desk;

/* desk_open - the register at --db, $DEPOSITARY_DB or ./depositary.db. DB_CREATE makes it. */
code desk_open(desk *out, const char *given_path, db_mode mode, fault *f);
void desk_close(desk *k);

/* desk_change - runs `work` inside a change named `action`; commits what succeeds. */
code desk_change(desk *k, const char *action, code (*work)(change *c, void *context, fault *f),
                 void *context, fault *f);

/* desk_show - `work` on the register at `given_path`, which it reads in one snapshot. */
code desk_show(const char *given_path, code (*work)(desk *k, const arguments *given, fault *f),
               const arguments *given, fault *f);

/* desk_alter - desk_change on a register that is there, opened for it alone. */
code desk_alter(const char *given_path, const char *action,
                code (*work)(change *c, void *context, fault *f), void *context, fault *f);

/* desk_today - the day of the clock, or of $DEPOSITARY_TODAY (tests). */
day desk_today(void);

/* desk_day, desk_actor - what was given with an option; null leaves *out. Their fault is that of
 * day_parse and actor_lookup, in the option's name. */
code desk_day(const char *option_name, const char *word, day *out, fault *f);
code desk_actor(arena *a, db *d, const char *option_name, const char *word, actor_ref *out,
                fault *f);

/* desk_id - a whole number above 0; INVALID names the word. */
code desk_id(const char *word, int64_t *out, fault *f);

/* desk_share - a number from 0 to 1, given with the option; INVALID names it. */
code desk_share(const char *option_name, const char *word, double *out, fault *f);

/* Prints for people: text on one line, cut at `width` characters with an ellipsis; 0: whole. */
void desk_print(FILE *to, str s, size_t width);

#define DESK_DB_OPTION                                                                             \
    { "--db", "FILE", "the register (else $DEPOSITARY_DB, else depositary.db)", NULL }

#endif
