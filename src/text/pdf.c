#include "text/pdf.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const pdf_limits pdf_limits_default = {
    .cpu_seconds = 20,
    .wall_seconds = 40,
    .memory_bytes = (size_t)1 << 30,
    .text_bytes = (size_t)50 << 20,
};

bool pdf_is(str bytes) {
    return str_find(str_slice(bytes, 0, 1024), S("%PDF-"), 0) != SIZE_MAX;
}

static void limit(unsigned what, size_t value) {
    struct rlimit r = {value, value};
    setrlimit(what, &r);
}

/* The child between fork and exec: only calls that are safe there (signal-safety(7)). */
static _Noreturn void become_pdftotext(int in, int out, int errors, const pdf_limits *limits) {
    static const char *const places[] = {"/usr/bin/pdftotext", "/usr/local/bin/pdftotext"};
    static const char *const words[] = {"pdftotext", "-enc", "UTF-8", "-eol", "unix",
                                        "--",        "-",    "-",     NULL};
    static const char *const environment[] = {"LC_ALL=C.UTF-8", NULL};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    setpgid(0, 0);
    /* Without the right to make namespaces this fails, and the child keeps its network; it has no
     * use for it. */
    (void)!unshare(CLONE_NEWUSER | CLONE_NEWNET);
    if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(errors, 2) < 0 || chdir("/") < 0) _exit(126);
    close_range(3, ~0u, 0);
    limit(RLIMIT_CPU, limits->cpu_seconds);
    limit(RLIMIT_AS, limits->memory_bytes);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 32);
    for (int s = 1; s < 32; s++) signal(s, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        execve(places[i], (char *const *)(uintptr_t)words, (char *const *)(uintptr_t)environment);
    _exit(127);
}

/* An anonymous file of the bytes, at its start; -1 on failure. */
static int memory_file(str bytes) {
    int fd = memfd_create("document", MFD_CLOEXEC);
    if (fd < 0) return -1;
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return close(fd), -1;
        bytes.p += n;
        bytes.n -= (size_t)n;
    }
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static int64_t now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

typedef enum { ENDED, TIMED_OUT, TOO_MUCH, NO_MEMORY } ending;

/* What is there to read now; false at the end of the stream. Past the limit the rest is dropped. */
static bool drain(int fd, buf *out, bool *full) {
    char chunk[65536];
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n < 0) return errno == EINTR || errno == EAGAIN;
    if (n == 0) return false;
    *full |= out->n + (size_t)n > out->limit;
    if (!*full) buf_put(out, (str){chunk, (size_t)n});
    return true;
}

/* Until both pipes are at their end, the time is up, or there is more text than is taken. */
static ending collect(int out_fd, int error_fd, unsigned seconds, buf *text, buf *errors) {
    int64_t deadline = now_ms() + (int64_t)seconds * 1000;
    struct pollfd fds[2] = {{.fd = out_fd, .events = POLLIN}, {.fd = error_fd, .events = POLLIN}};
    bool too_much = false, errors_full = false;
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        int64_t left = deadline - now_ms();
        if (left <= 0) return TIMED_OUT;
        int ready = poll(fds, 2, (int)left);
        if (ready == 0) return TIMED_OUT;
        if (ready < 0) continue;
        if (fds[0].revents && !drain(out_fd, text, &too_much)) fds[0].fd = -1;
        if (fds[1].revents && !drain(error_fd, errors, &errors_full)) fds[1].fd = -1;
        if (too_much) return TOO_MUCH;
        if (text->code != OK) return NO_MEMORY;
    }
    return ENDED;
}

static code judge(ending how, int status, const pdf_limits *limits, str errors, fault *f) {
    if (how == NO_MEMORY) return fault_set(f, NOMEM, NULL, "not enough memory for its text");
    if (how == TOO_MUCH)
        return fault_set(f, INVALID, NULL, "the PDF unpacks to more than %zu MB of text",
                         limits->text_bytes >> 20);
    if (how == TIMED_OUT)
        return fault_set(f, INVALID, NULL,
                         "the PDF takes more than %u seconds to read: it was given up",
                         limits->wall_seconds);
    if (WIFSIGNALED(status)) {
        if (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)
            return fault_set(f, INVALID, NULL,
                             "the PDF takes more than %u seconds of work: it was given up",
                             limits->cpu_seconds);
        return fault_set(
            f, INVALID, NULL,
            "the PDF cannot be read: it is damaged or needs more than %zu MB of memory",
            limits->memory_bytes >> 20);
    }
    int code_number = WEXITSTATUS(status);
    if (code_number == 127)
        return fault_set(f, IO, NULL, "pdftotext is not installed (Debian: poppler-utils)");
    if (str_find(errors, S("assword"), 0) != SIZE_MAX)
        return fault_set(f, INVALID, NULL, "the PDF is locked by a password: save it without one");
    if (code_number == 3)
        return fault_set(f, INVALID, NULL, "the PDF does not permit taking text from it");
    if (code_number != 0)
        return fault_set(f, INVALID, NULL, "the PDF is damaged, cut off, or none at all");
    return OK;
}

static code start(str bytes, const pdf_limits *limits, pid_t *child, int *out, int *errors,
                  fault *f) {
    int out_pipe[2] = {-1, -1}, error_pipe[2] = {-1, -1};
    int in = memory_file(bytes);
    pid_t pid = -1;
    if (in >= 0 && pipe2(out_pipe, O_CLOEXEC) == 0 && pipe2(error_pipe, O_CLOEXEC) == 0)
        pid = fork();
    if (pid == 0) become_pdftotext(in, out_pipe[1], error_pipe[1], limits);
    int reason = errno;
    const int ours[] = {in, out_pipe[1], error_pipe[1]};
    for (size_t i = 0; i < 3; i++)
        if (ours[i] >= 0) close(ours[i]);
    if (pid < 0) {
        if (out_pipe[0] >= 0) close(out_pipe[0]);
        if (error_pipe[0] >= 0) close(error_pipe[0]);
        return fault_set(f, IO, NULL, "cannot start pdftotext: %s", strerror(reason));
    }
    *child = pid;
    *out = out_pipe[0];
    *errors = error_pipe[0];
    return OK;
}

code pdf_text(arena *a, str bytes, const pdf_limits *limits, str *out, fault *f) {
    if (!pdf_is(bytes)) return fault_set(f, INVALID, NULL, "it is no PDF: no %%PDF at its start");
    pid_t child = -1;
    int out_fd = -1, error_fd = -1, status = 0;
    TRY(start(bytes, limits, &child, &out_fd, &error_fd, f));
    buf text, errors;
    buf_init(&text, limits->text_bytes);
    buf_init(&errors, 4096);
    ending how = collect(out_fd, error_fd, limits->wall_seconds, &text, &errors);
    if (how != ENDED) kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    close(out_fd);
    close(error_fd);
    code result = judge(how, status, limits, buf_str(&errors), f);
    str prose = {NULL, 0};
    if (result == OK) result = pdf_prose(a, buf_str(&text), &prose, f);
    if (result == OK && prose.n == 0)
        result = fault_set(f, INVALID, NULL,
                           "the PDF holds no text (pictures of pages?): recognise its text first");
    if (result == OK) *out = prose;
    buf_reset(&text);
    buf_reset(&errors);
    return result;
}
