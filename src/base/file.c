#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static code system_fault(const char *path, const char *what, fault *f) {
    code c = errno == ENOENT ? NOTFOUND : errno == EACCES || errno == EPERM ? DENIED : IO;
    return fault_set(f, c, path, "cannot %s: %s", what, strerror(errno));
}

code file_read(const char *path, size_t limit_bytes, buf *out, fault *f) {
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return system_fault(path, "open it", f);
    size_t before = out->n;
    code result = OK;
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
        result = fault_set(f, INVALID, path, "it is a directory, not a file");
    while (result == OK) {
        char *p = buf_reserve(out, 1 << 16);
        if (!p) {
            result = fault_set(f, NOMEM, path, "not enough memory to read it");
            break;
        }
        ssize_t n = read(fd, p, 1 << 16);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) result = system_fault(path, "read it", f);
        if (n <= 0) break;
        out->n += (size_t)n;
        if (out->n - before > limit_bytes)
            result = fault_set(f, INVALID, path, "it is larger than the %zu bytes that are read",
                               limit_bytes);
    }
    if (result != OK) out->n = before;
    if (!standard) close(fd);
    return result;
}

static code write_all(int fd, str bytes) {
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return IO;
        bytes.p += n;
        bytes.n -= (size_t)n;
    }
    return OK;
}

code file_write(const char *path, str bytes, fault *f) {
    char temporary[4096];
    int n = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    if (n < 0 || (size_t)n >= sizeof temporary)
        return fault_set(f, INVALID, path, "the path is too long");
    int fd = mkstemp(temporary);
    if (fd < 0) return system_fault(path, "write beside it", f);
    code result = OK;
    if (write_all(fd, bytes) != OK || fchmod(fd, 0644) != 0 || fsync(fd) != 0)
        result = system_fault(path, "write it", f);
    if (close(fd) != 0 && result == OK) result = system_fault(path, "write it", f);
    if (result == OK && rename(temporary, path) != 0) result = system_fault(path, "replace it", f);
    if (result != OK) unlink(temporary);
    return result;
}
