/* The brief of a pair outside the server: one file of HTML, or paper. */
#include "cmd/brief.h"

#include "base/asset.h"
#include "base/file.h"
#include "cmd/desk.h"
#include "page/page_site.h"
#include "store/actor.h"
#include "store/register.h"

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static code address_find(arena *a, page_site *k, const char *first, const char *second, str *out,
                         fault *f) {
    db *d;
    actor_ref x, y;
    TRY(pool_reader(k->pool, &d, f));
    code result = actor_lookup(a, d, str_of(first), &x, f);
    if (result == OK) result = actor_lookup(a, d, str_of(second), &y, f);
    pool_return(k->pool, d);
    if (result != OK) return result;
    if (!x.code.n || !y.code.n)
        return fault_set(f, INVALID, "a pair", "two states or organisations are wanted");
    *out = str_format(a, "/pair/" STR_FMT "/" STR_FMT "/brief", STR_ARG(x.code), STR_ARG(y.code));
    return out->p ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
}

/* The page with the style sheet in the place of the link to it. */
static code page_alone(str page, buf *out, fault *f) {
    str sheet = asset_find("web/style.css");
    size_t link = str_find(page, S("<link rel=\"stylesheet\""), 0);
    size_t end = link == SIZE_MAX ? SIZE_MAX : str_find(page, S(">"), link);
    if (!sheet.p || end == SIZE_MAX) return fault_set(f, IO, "style.css", "the page has no style");
    buf_put(out, str_slice(page, 0, link));
    buf_put_z(out, "<style>\n");
    buf_put(out, sheet);
    buf_put_z(out, "</style>");
    buf_put(out, str_slice(page, end + 1, page.n));
    return out->code == OK ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
}

static code page_make(page_site *k, arena *a, const char *first, const char *second,
                      const char *day_text, buf *out, fault *f) {
    request q = {.arena = a, .method = METHOD_GET, .host = S("localhost"), .trusted = true};
    response r;
    q.today = desk_today();
    TRY(desk_day("--on", day_text, &q.today, f));
    TRY(address_find(a, k, first, second, &q.target, f));
    site_answer(&k->site, &q, &r);
    code result = r.status == 200 ? page_alone(buf_str(&r.body), out, f)
                                  : fault_set(f, r.status == 404 ? NOTFOUND : INVALID, "the brief",
                                              "could not be made; `depositary pair` tells why");
    response_reset(&r);
    return result;
}

static const char *chromium_find(void) {
    static const char *const places[] = {"/usr/bin/chromium", "/usr/bin/chromium-browser",
                                         "/usr/bin/google-chrome"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (access(places[i], X_OK) == 0) return places[i];
    return NULL;
}

static code chromium_run(const char *program, const char *page, const char *pdf, fault *f) {
    char to[4096], from[64];
    int status;
    pid_t child;
    if (snprintf(to, sizeof to, "--print-to-pdf=%s", pdf) >= (int)sizeof to)
        return fault_set(f, INVALID, "--pdf", "the path is too long");
    snprintf(from, sizeof from, "file://%s", page);
    /* Its sandbox does not work for the superuser; the page is our own and has no script. */
    char *argv[] = {(char *)(uintptr_t)program,
                    (char[]){"--headless"},
                    (char[]){"--disable-gpu"},
                    (char[]){"--no-pdf-header-footer"},
                    to,
                    from,
                    geteuid() == 0 ? (char[]){"--no-sandbox"} : NULL,
                    NULL};
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", 1 /* O_WRONLY */, 0);
    int failed = posix_spawn(&child, program, &quiet, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&quiet);
    if (failed) return fault_set(f, IO, program, "cannot be run: %s", strerror(failed));
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0 ||
        access(pdf, R_OK) != 0)
        return fault_set(f, IO, pdf, "%s could not write it", program);
    return OK;
}

static code print_pdf(str page, const char *pdf, fault *f) {
    const char *program = chromium_find();
    char path[] = "/tmp/depositary-brief-XXXXXX.html";
    if (!program)
        return fault_set(f, NOTFOUND, "--pdf",
                         "needs Chromium (Debian: apt install chromium); --brief writes HTML that "
                         "any browser prints");
    int at = mkstemps(path, 5);
    FILE *out = at < 0 ? NULL : fdopen(at, "w");
    if (!out) return fault_set(f, IO, path, "%s", "cannot be written");
    bool good = fwrite(page.p, 1, page.n, out) == page.n;
    good = fclose(out) == 0 && good;
    code result =
        good ? chromium_run(program, path, pdf, f) : fault_set(f, IO, path, "cannot be written");
    unlink(path);
    return result;
}

code brief_print(const char *register_file, const char *first, const char *second, const char *on,
                 const char *pdf, fault *f) {
    page_site *k;
    buf page;
    TRY(page_site_open(register_path(register_file), NULL, 0, &k, f));
    buf_init(&page, 0);
    arena *a = arena_new(k->site.arena_bytes);
    code result = a ? page_make(k, a, first, second, on, &page, f)
                    : fault_set(f, NOMEM, NULL, "not enough memory");
    if (result == OK && pdf) result = print_pdf(buf_str(&page), pdf, f);
    if (result == OK && !pdf && fwrite(page.p, 1, page.n, stdout) != page.n)
        result = fault_set(f, IO, "standard output", "cannot be written");
    buf_reset(&page);
    arena_free(a);
    page_site_close(k);
    return result;
}
