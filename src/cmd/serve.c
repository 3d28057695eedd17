#include "api/api.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "http/server.h"
#include "page/page_site.h"
#include "store/register.h"

#include <stdio.h>

enum { LISTEN, DB_FILE };

static const option options[] = {
    [LISTEN] = {"--listen", "ADDRESS:PORT", "where to listen; port 0: any free one",
                "127.0.0.1:8080"},
    [DB_FILE] = DESK_DB_OPTION,
};

static void announce(void *context, const char *address) {
    printf("%s is open at %s (Ctrl-C ends it)\n", (const char *)context, address);
    fflush(stdout);
}

static code run(const arguments *given, fault *f) {
    const route_table api = {api_rows, api_row_count};
    const char *path = register_path(given->values[DB_FILE]);
    page_site *k;
    TRY(page_site_open(path, &api, 1, &k, f));
    const server_options how = {.listen = given->values[LISTEN],
                                .connections_most = 512,
                                .head_seconds = 20,
                                .body_seconds = 60,
                                .send_seconds = 120,
                                .ready = announce,
                                .context = (void *)(uintptr_t)path};
    code result = server_run(&k->site, &how, f);
    page_site_close(k);
    return result;
}

const command command_serve = {
    .name = "serve",
    .usage = "[--listen ADDRESS:PORT] [--db FILE]",
    .summary = "the register in the browser",
    .details = "Listens on the loopback only: this version has no accounts, so that whoever can\n"
               "reach it may change the register. Web pages of others cannot, though they run in\n"
               "the same browser: a change needs a token of the page, and the right Host and\n"
               "Origin. SIGTERM and SIGINT end it once running requests are answered.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run,
};
