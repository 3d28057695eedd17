#include "api/api.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "page/page_site.h"
#include "store/register.h"

#include <stdio.h>

enum { DB_FILE, METHOD, FORM, FORM_FILE, FORM_TYPE, HEADERS, ON };

static const option options[] = {
    [DB_FILE] = DESK_DB_OPTION,
    [METHOD] = {"--method", "NAME", "GET, HEAD or POST", "GET"},
    [FORM] = {"--form", "FIELDS", "the body of a POST: a=1&b=two+words", NULL},
    [FORM_FILE] = {"--form-file", "FILE", "the same from a file (- is standard input)", NULL},
    [FORM_TYPE] = {"--form-type", "TYPE", "its Content-Type", "application/x-www-form-urlencoded"},
    [HEADERS] = {"--headers", NULL, "print status and headers first", NULL},
    [ON] = {"--today", "DAY", "the day that counts as today", NULL},
};

static void print_header(void *context, const char *name, str value) {
    fprintf(context, "%s: %.*s\n", name, STR_ARG(value));
}

static code method_named(const char *name, method *out, fault *f) {
    str s = str_of(name);
    if (str_eq_nocase(s, S("GET")))
        *out = METHOD_GET;
    else if (str_eq_nocase(s, S("HEAD")))
        *out = METHOD_HEAD;
    else if (str_eq_nocase(s, S("POST")))
        *out = METHOD_POST;
    else
        return fault_set(f, INVALID, "--method", "GET, HEAD or POST is wanted, not %s", name);
    return OK;
}

static code read_form(const arguments *given, size_t limit, buf *form, fault *f) {
    if (given->values[FORM]) buf_put_z(form, given->values[FORM]);
    if (given->values[FORM_FILE]) TRY(file_read(given->values[FORM_FILE], limit, form, f));
    return OK;
}

/* The answer's code is the command's: a page that is not found ends with the status of NOTFOUND,
 * and its text is printed all the same. */
static code outcome(int status, const char *path, fault *f) {
    if (status < 400) return OK;
    code c = status == 404                    ? NOTFOUND
             : status == 403 || status == 405 ? DENIED
             : status == 409                  ? CONFLICT
             : status < 500                   ? INVALID
                                              : DB;
    return fault_set(f, c, path, "the answer is an error, status %d", status);
}

static code run_with(const arguments *given, page_site *k, arena *a, const buf *form, fault *f) {
    request q = {.arena = a,
                 .target = str_of(given->words[0]),
                 .body = buf_str(form),
                 .content_type = str_of(given->values[FORM_TYPE]),
                 .host = S("localhost"),
                 .trusted = true,
                 .today = day_today()};
    TRY(method_named(given->values[METHOD], &q.method, f));
    TRY(desk_day("--today", given->values[ON], &q.today, f));
    response r;
    site_answer(&k->site, &q, &r);
    if (given->values[HEADERS]) {
        printf("Status: %d\n", r.status);
        site_headers(&r, print_header, stdout);
        putchar('\n');
    }
    if (q.method != METHOD_HEAD && r.body.n) fwrite(r.body.p, 1, r.body.n, stdout);
    code result = outcome(r.status, given->words[0], f);
    response_reset(&r);
    return result;
}

static code run(const arguments *given, fault *f) {
    const route_table api = {api_rows, api_row_count};
    page_site *k;
    buf form;
    TRY(page_site_open(register_path(given->values[DB_FILE]), &api, 1, &k, f));
    buf_init(&form, 0);
    arena *a = arena_new(k->site.arena_bytes);
    code result = a ? read_form(given, k->site.upload_bytes, &form, f)
                    : fault_set(f, NOMEM, NULL, "not enough memory");
    if (result == OK) result = run_with(given, k, a, &form, f);
    buf_reset(&form);
    arena_free(a);
    page_site_close(k);
    return result;
}

const command command_get = {
    .name = "get",
    .usage = "PATH [options]",
    .summary = "a page or an answer of the data interface, without a server",
    .details =
        "PATH is an address of the site: /pair/BLR/PAK, \"/search?q=customs\", /api/records.\n"
        "/help lists them all. An answer that is an error is printed too; the exit status\n"
        "tells.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 1,
    .most_words = 1,
    .run = run,
};
