#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "base/fault.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A subcommand is a row: its file defines `const command command_NAME`, and src/main.c lists it.
 * Help, dispatch and the refusal of unknown options come from here. */

typedef struct {
    const char *name;     /* "--on" */
    const char *argument; /* "DAY"; null: a flag */
    const char *help;     /* one line */
    const char *fallback; /* the value when not given; null: none */
} option;

/* What was given. values[i] belongs to options[i]: null (not given, no fallback), "" for a flag,
 * else the last value. */
typedef struct {
    const char *values[24];
    const char **words; /* what is not an option, in order; after "--" everything */
    int word_count;
} arguments;

typedef struct {
    const char *name;
    const char *usage;   /* what follows the name: "FILE... [options]" */
    const char *summary; /* one line for the list of commands */
    const char *details; /* paragraphs for --help; may be null */
    const option *options;
    size_t option_count;         /* at most 24 */
    int least_words, most_words; /* -1: any number */
    /* Runs with what was given; returns OK or fills the fault. Standard output is the command's. */
    code (*run)(const arguments *given, fault *f);
} command;

extern const command *const command_table[];
extern const size_t command_count;

/* option_number - a whole number from `least` to `most`, given with the option. INVALID says so. */
code option_number(const char *option_name, const char *word, int64_t least, int64_t most,
                   int64_t *out, fault *f);

/* command_main - the whole program: finds the row, parses, runs, prints a fault on standard error
 * as "depositary COMMAND: PLACE: message", returns the exit status (fault_exit_status). */
int command_main(int argc, char **argv);

#endif
