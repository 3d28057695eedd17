#include "page/write.h"

#include "page/page_site.h"

static code run(db *d, request *q, const char *action,
                code (*work)(change *c, void *context, fault *f), void *context, fault *f) {
    change c;
    TRY(change_begin(&c, d, q->arena, action, q->session.who, f));
    code result = work(&c, context, f);
    if (result == OK) return change_commit(&c, f);
    change_rollback(&c);
    return result;
}

code page_change(request *q, response *r, const char *action,
                 code (*work)(change *c, void *context, fault *f), void *context, str location,
                 fault *f) {
    page_site *k = page_site_of(q);
    db *d = pool_writer(k->pool);
    code result = run(d, q, action, work, context, f);
    pool_writer_return(k->pool);
    if (result == OK) respond_see_other(r, location);
    return result;
}

code page_answer(request *q, response *r, code (*page)(request *, response *, void *, fault *),
                 void *context, fault *f) {
    page_site *k = page_site_of(q);
    db *d;
    TRY(pool_reader(k->pool, &d, f));
    q->worker = d;
    code result = page(q, r, context, f);
    q->worker = NULL;
    pool_return(k->pool, d);
    return result;
}
