/* Where messages go: a mail folder, or the system's own mail program. */
#include "exchange/mail.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static code system_fault(const char *path, const char *what, fault *f) {
    code c = errno == ENOENT ? NOTFOUND : errno == EACCES || errno == EPERM ? DENIED : IO;
    return fault_set(f, c, path, "cannot %s: %s", what, strerror(errno));
}

static bool write_all(int fd, str bytes) {
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.p += n;
        bytes.n -= (size_t)n;
    }
    return true;
}

code mbox_append(const char *path, str bytes, fault *f) {
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) return system_fault(path, "open it", f);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    struct stat before;
    code result = OK;
    if (fcntl(fd, F_SETLKW, &lock) != 0 || fstat(fd, &before) != 0)
        result = system_fault(path, "lock it", f);
    if (result == OK && !S_ISREG(before.st_mode))
        result = fault_set(f, INVALID, path, "it is no file");
    if (result == OK && (!write_all(fd, bytes) || fsync(fd) != 0)) {
        result = system_fault(path, "write it", f);
        if (ftruncate(fd, before.st_size) != 0)
            result = fault_set(f, IO, path, "a message may stand there in part");
    }
    close(fd);
    return result;
}

static int64_t clock_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* What the program does not read in time, or at all, it need not read: its exit status tells. */
static void feed(int fd, str bytes, int64_t until) {
    fcntl(fd, F_SETFL, O_NONBLOCK);
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n > 0) {
            bytes.p += n;
            bytes.n -= (size_t)n;
            continue;
        }
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno != EAGAIN) return;
        int64_t left = until - clock_ms();
        struct pollfd p = {.fd = fd, .events = POLLOUT};
        if (left <= 0 || poll(&p, 1, (int)left) == 0) return;
    }
}

static code await(const char *path, pid_t child, int64_t until, fault *f) {
    int status;
    pid_t got;
    while ((got = waitpid(child, &status, WNOHANG)) == 0 && clock_ms() < until)
        nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
    if (got == 0) {
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
        return fault_set(f, IO, path, "it did not end in time, and was stopped");
    }
    if (got < 0) return system_fault(path, "wait for it", f);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return OK;
    if (WIFEXITED(status))
        return fault_set(f, IO, path, "it did not take the message: exit status %d",
                         WEXITSTATUS(status));
    return fault_set(f, IO, path, "it was ended by signal %d", WTERMSIG(status));
}

static code start(const char *path, char *const *words, int in, int other, pid_t *child, fault *f) {
    extern char **environ;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t how;
    sigset_t usual;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_addclose(&actions, other);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE); /* ignored here, not there */
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigdefault(&how, &usual);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGDEF);
    errno = posix_spawn(child, path, &actions, &how, words, environ);
    bool started = errno == 0;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&how);
    return started ? OK : system_fault(path, "start it", f);
}

code sendmail_run(const char *path, const mail *m, str message, int seconds, fault *f) {
    char addresses[MAIL_TO_MOST + 1][256];
    char *words[MAIL_TO_MOST + 6];
    size_t n = 0;
    int ends[2];
    pid_t child;
    int64_t until = clock_ms() + (int64_t)seconds * 1000;
    TRY(mail_address_check("from", m->from, f));
    for (size_t i = 0; i <= m->to_count && i <= MAIL_TO_MOST; i++) {
        str a = i ? m->to[i - 1] : m->from;
        TRY(mail_address_check("to", a, f));
        memcpy(addresses[i], a.p, a.n);
        addresses[i][a.n] = '\0';
    }
    static char dash_i[] = "-i", dash_f[] = "-f", dashes[] = "--";
    words[n++] = (char *)(uintptr_t)path;
    words[n++] = dash_i;
    words[n++] = dash_f;
    words[n++] = addresses[0];
    words[n++] = dashes;
    for (size_t i = 1; i <= m->to_count; i++) words[n++] = addresses[i];
    words[n] = NULL;
    if (pipe2(ends, O_CLOEXEC) != 0) return system_fault(path, "start it", f);
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGPIPE, &ignore, &before);
    code result = start(path, words, ends[0], ends[1], &child, f);
    close(ends[0]);
    if (result == OK) feed(ends[1], message, until);
    close(ends[1]);
    if (result == OK) result = await(path, child, until, f);
    sigaction(SIGPIPE, &before, NULL);
    return result;
}
