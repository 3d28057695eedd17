#include "store/pool.h"

#include "store/course.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct spare spare;
struct spare {
    db *d;
    spare *next;
};

struct pool {
    char *path;
    pthread_mutex_t lock, writer_lock;
    db *writer;
    spare *idle, *empty; /* `empty`: cells without a connection, to be used again */
};

code pool_open(const char *path, pool **out, fault *f) {
    db *writer;
    TRY(db_open(path, DB_WRITE, &writer, f));
    code filled = course_open(writer, f);
    if (filled != OK) {
        db_close(writer);
        return filled;
    }
    pool *p = calloc(1, sizeof *p);
    if (p) p->path = strdup(path);
    if (!p || !p->path) {
        free(p);
        db_close(writer);
        return fault_set(f, NOMEM, path, "not enough memory");
    }
    p->writer = writer;
    pthread_mutex_init(&p->lock, NULL);
    pthread_mutex_init(&p->writer_lock, NULL);
    *out = p;
    return OK;
}

static void cells_free(spare *s) {
    while (s) {
        spare *next = s->next;
        db_close(s->d);
        free(s);
        s = next;
    }
}

void pool_close(pool *p) {
    if (!p) return;
    cells_free(p->idle);
    cells_free(p->empty);
    db_close(p->writer);
    pthread_mutex_destroy(&p->lock);
    pthread_mutex_destroy(&p->writer_lock);
    free(p->path);
    free(p);
}

/* The connection used last is warm: last in, first out. */
static db *idle_take(pool *p) {
    pthread_mutex_lock(&p->lock);
    spare *s = p->idle;
    db *d = NULL;
    if (s) {
        p->idle = s->next;
        d = s->d;
        s->d = NULL;
        s->next = p->empty;
        p->empty = s;
    }
    pthread_mutex_unlock(&p->lock);
    return d;
}

code pool_reader(pool *p, db **out, fault *f) {
    db *d = idle_take(p);
    if (!d) TRY(db_open(p->path, DB_READ, &d, f));
    code result = db_begin_read(d, f);
    if (result == OK)
        *out = d;
    else
        db_close(d);
    return result;
}

void pool_return(pool *p, db *d) {
    if (!d) return;
    db_end(d);
    pthread_mutex_lock(&p->lock);
    spare *s = p->empty;
    if (s)
        p->empty = s->next;
    else
        s = calloc(1, sizeof *s);
    if (s) {
        *s = (spare){d, p->idle};
        p->idle = s;
    }
    pthread_mutex_unlock(&p->lock);
    if (!s) db_close(d);
}

db *pool_writer(pool *p) {
    pthread_mutex_lock(&p->writer_lock);
    return p->writer;
}

void pool_writer_return(pool *p) {
    if (db_writing(p->writer)) db_rollback(p->writer);
    pthread_mutex_unlock(&p->writer_lock);
}
