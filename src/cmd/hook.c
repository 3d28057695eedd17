#include "base/hash.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "exchange/post.h"
#include "exchange/webhook.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DATABASE, SECRET_FILE, WATCH, NOW, WAIT };

static const option options[] = {
    DESK_DB_OPTION,
    {"--secret-file", "FILE", "with add: the file of the key that signs; yours alone", NULL},
    {"--watch", NULL, "with run: go on until it is ended", NULL},
    {"--now", NULL, "with run: also those that wait for their next try", NULL},
    {"--wait", "SECONDS", "with run: before the first retry; doubled each time", "30"},
};

static volatile sig_atomic_t ending;

static void end_soon(int number) {
    (void)number;
    ending = 1;
}

typedef struct {
    const arguments *given;
    char *secret_path;
} asked;

static code add(change *c, void *context, fault *f) {
    asked *x = context;
    int64_t id;
    TRY(hook_add(c, str_of(x->given->words[1]), str_of(x->secret_path), &id, f));
    printf("hook %lld: told of every change from now on, when `depositary hook run` runs\n",
           (long long)id);
    return OK;
}

/* The path is kept whole: where `run` is started does not matter. */
static code add_checked(desk *k, asked *x, fault *f) {
    const char *path = x->given->values[SECRET_FILE];
    buf secret;
    if (x->given->word_count != 2) return fault_set(f, INVALID, "add", "give one address");
    if (!path) return fault_set(f, INVALID, "--secret-file", "is wanted with add");
    TRY(post_check(str_of(x->given->words[1]), f));
    buf_init(&secret, 0);
    code result = webhook_secret(path, &secret, f);
    if (secret.p) secret_wipe(secret.p, secret.capacity);
    buf_reset(&secret);
    if (result != OK) return result;
    x->secret_path = realpath(path, NULL);
    if (!x->secret_path) return fault_set(f, IO, path, "%s", strerror(errno));
    result = desk_change(k, "hook", add, x, f);
    free(x->secret_path);
    return result;
}

static code take_off(change *c, void *context, fault *f) {
    const asked *x = context;
    if (x->given->word_count < 2)
        return fault_set(f, INVALID, "remove", "give the numbers of hooks");
    for (int i = 1; i < x->given->word_count; i++) {
        int64_t id;
        TRY(desk_id(x->given->words[i], &id, f));
        TRY(hook_remove(c, id, f));
        printf("hook %lld: removed\n", (long long)id);
    }
    return OK;
}

static code list(desk *k, const arguments *given, fault *f) {
    hook *items;
    size_t n;
    (void)given;
    TRY(hook_each(k->a, k->d, &items, &n, f));
    for (size_t i = 0; i < n; i++) {
        const hook *h = &items[i];
        printf("%5lld  " STR_FMT "  told up to entry %lld, %lld waiting\n", (long long)h->id,
               STR_ARG(h->url), (long long)h->sent_entry, (long long)h->waiting);
        if (!h->failures) continue;
        char at[24];
        instant_format(h->retry_at, at);
        printf("       failed %lld times in a row, again at %s: ", (long long)h->failures, at);
        desk_print(stdout, h->last_error, 0);
        putchar('\n');
    }
    if (!n) puts("no hooks");
    return OK;
}

static void tell(int64_t hook_id, int64_t entry_id, const char *error) {
    if (*error)
        printf("hook %lld: entry %lld failed: %s\n", (long long)hook_id, (long long)entry_id,
               error);
    else
        printf("hook %lld: entry %lld delivered\n", (long long)hook_id, (long long)entry_id);
    fflush(stdout);
}

static code deliver(desk *k, const arguments *given, fault *f) {
    int64_t wait;
    webhook_round done = {0};
    size_t delivered = 0, failed = 0;
    bool watching = given->values[WATCH] != NULL;
    TRY(option_number("--wait", given->values[WAIT], 1, WEBHOOK_WAIT_MOST, &wait, f));
    struct sigaction soon = {.sa_handler = end_soon};
    if (watching) {
        sigaction(SIGTERM, &soon, NULL);
        sigaction(SIGINT, &soon, NULL);
    }
    do {
        TRY(webhook_deliver(k->a, k->d, wait, given->values[NOW] && !failed, tell, &done, f));
        delivered += done.delivered;
        failed += done.failed;
        if (watching && !ending) nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
    } while (watching && !ending);
    printf("%zu delivered, %zu failed\n", delivered, failed);
    return OK;
}

static code run(const arguments *given, fault *f) {
    desk k;
    asked x = {.given = given};
    const char *word = given->words[0];
    bool adding = strcmp(word, "add") == 0, running = strcmp(word, "run") == 0;
    if (strcmp(word, "list") == 0) return desk_show(given->values[DATABASE], list, given, f);
    if (strcmp(word, "remove") == 0)
        return desk_alter(given->values[DATABASE], "hook", take_off, &x, f);
    if (!adding && !running) return fault_set(f, INVALID, word, "must be add, list, remove or run");
    TRY(desk_open(&k, given->values[DATABASE], DB_WRITE, f));
    code result = adding ? add_checked(&k, &x, f) : deliver(&k, given, f);
    desk_close(&k);
    return result;
}

const command command_hook = {
    .name = "hook",
    .usage = "add ADDRESS --secret-file FILE | list | remove N... | run [options]",
    .summary = "tell programs elsewhere of every change, signed",
    .details =
        "Each entry of the log is sent as JSON, in order, with an HMAC-SHA256 of its time and\n"
        "bytes, until the receiver answers with 2xx; the next one only then. doc/webhooks.md\n"
        "says how a receiver checks it.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 1,
    .most_words = -1,
    .run = run,
};
