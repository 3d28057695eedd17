#include "cmd/command.h"

#include "base/str.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void list_commands(FILE *to) {
    fputs("depositary - the register of what states agree, and whether they keep it\n\n"
          "usage: depositary COMMAND [options]\n\n",
          to);
    for (size_t i = 0; i < command_count; i++)
        fprintf(to, "  %-9s %s\n", command_table[i]->name, command_table[i]->summary);
    fputs("\n`depositary COMMAND --help` says more about one of them.\n", to);
}

static void describe(const command *c) {
    printf("usage: depositary %s%s%s\n\n%s.\n", c->name, *c->usage ? " " : "", c->usage,
           c->summary);
    if (c->details) printf("\n%s\n", c->details);
    puts("\noptions:");
    for (size_t i = 0; i < c->option_count; i++) {
        const option *o = &c->options[i];
        int n = printf("  %s%s%s", o->name, o->argument ? " " : "", o->argument ? o->argument : "");
        printf("%*s %s", n < 24 ? 24 - n : 1, "", o->help);
        if (o->fallback && *o->fallback) printf(" (default %s)", o->fallback);
        putchar('\n');
    }
    printf("  %-22s %s\n", "--help", "this text");
}

static const option *option_find(const command *c, str name, size_t *at) {
    for (size_t i = 0; i < c->option_count; i++) {
        if (!str_eq_z(name, c->options[i].name)) continue;
        *at = i;
        return &c->options[i];
    }
    return NULL;
}

/* One option at argv[*i]; "--on=D" and "--on D" are the same. */
static code option_take(const command *c, int argc, char **argv, int *i, arguments *given,
                        fault *f) {
    str whole = str_of(argv[*i]), name = whole;
    const char *value = strchr(argv[*i], '=');
    if (value) name.n = (size_t)(value++ - argv[*i]);
    size_t at;
    const option *o = option_find(c, name, &at);
    if (!o)
        return fault_set(f, INVALID, argv[*i], "unknown option; `depositary %s --help` lists them",
                         c->name);
    if (!o->argument) {
        if (value) return fault_set(f, INVALID, o->name, "this option takes no value");
        given->values[at] = "";
        return OK;
    }
    if (!value) {
        if (*i + 1 >= argc) return fault_set(f, INVALID, o->name, "%s is missing", o->argument);
        value = argv[++*i];
    }
    given->values[at] = value;
    return OK;
}

static code parse(const command *c, int argc, char **argv, arguments *given, fault *f) {
    for (size_t i = 0; i < c->option_count; i++) given->values[i] = c->options[i].fallback;
    bool only_words = false;
    for (int i = 0; i < argc; i++) {
        if (!only_words && strcmp(argv[i], "--") == 0)
            only_words = true;
        else if (!only_words && argv[i][0] == '-' && argv[i][1])
            TRY(option_take(c, argc, argv, &i, given, f));
        else
            given->words[given->word_count++] = argv[i];
    }
    if (given->word_count < c->least_words)
        return fault_set(f, INVALID, NULL, "something is missing; usage: depositary %s %s", c->name,
                         c->usage);
    if (c->most_words >= 0 && given->word_count > c->most_words)
        return fault_set(f, INVALID, given->words[c->most_words],
                         "one word too many; usage: depositary %s%s%s", c->name,
                         *c->usage ? " " : "", c->usage);
    return OK;
}

code option_number(const char *option_name, const char *word, int64_t least, int64_t most,
                   int64_t *out, fault *f) {
    int64_t n;
    if (!str_int(str_of(word), &n) || n < least || n > most)
        return fault_set(f, INVALID, option_name, "must be a number from %lld to %lld, not '%s'",
                         (long long)least, (long long)most, word);
    *out = n;
    return OK;
}

static const command *command_find(const char *name) {
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(command_table[i]->name, name) == 0) return command_table[i];
    return NULL;
}

static bool asks_for_help(int argc, char **argv) {
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) return true;
    return false;
}

/* Whether standard output is a pipe whose reader has seen enough (`| head`): no error of ours. */
static bool reader_left(void) {
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, 0) == 1 && (out.revents & POLLERR);
}

static code run(const command *c, int argc, char **argv, fault *f) {
    arguments given = {.words = calloc((size_t)argc + 1, sizeof *given.words)};
    if (!given.words) return fault_set(f, NOMEM, NULL, "not enough memory");
    code result = parse(c, argc, argv, &given, f);
    if (result == OK) result = c->run(&given, f);
    free(given.words);
    if ((fflush(stdout) != 0 || ferror(stdout)) && result == OK && !reader_left())
        result = fault_set(f, IO, "standard output", "cannot write: %s", strerror(errno));
    return result;
}

static int unknown(const char *name) {
    fprintf(stderr, "depositary: %s: unknown command; `depositary help` lists them\n", name);
    return fault_exit_status(INVALID);
}

int command_main(int argc, char **argv) {
    signal(SIGPIPE, SIG_IGN); /* a reader that left is an error of write(), reported as one */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file past its limit */
    if (argc < 2) {
        list_commands(stderr);
        return fault_exit_status(INVALID);
    }
    if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 ||
        strcmp(argv[1], "-h") == 0) {
        const command *about = argc > 2 ? command_find(argv[2]) : NULL;
        if (argc > 2 && !about) return unknown(argv[2]);
        if (about)
            describe(about);
        else
            list_commands(stdout);
        return 0;
    }
    const command *c = command_find(argv[1]);
    if (!c) return unknown(argv[1]);
    if (asks_for_help(argc - 2, argv + 2)) {
        describe(c);
        return 0;
    }
    fault f = {.code = OK};
    code result = run(c, argc - 2, argv + 2, &f);
    if (result != OK)
        fprintf(stderr, "depositary %s: %s%s%s\n", c->name, f.place, *f.place ? ": " : "",
                *f.message ? f.message : fault_text(result));
    return fault_exit_status(result);
}
