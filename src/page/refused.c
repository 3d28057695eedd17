#include "page/refused.h"

#include "page/form_again.h"
#include "page/page_site.h"
#include "page/pages.h"

#include "store/draft.h"
#include "store/minutes.h"

/* Where the forms stand. A {name} is what the address or the form has under that name; {source} of
 * a draft and {promise} of a report that minutes offer are looked up. The first row of which all
 * is known counts. */
static const struct {
    const char *sent, *page;
    const char *keeps[3]; /* what was sent from another page and has no field on this one */
} forms[] = {
    {"/add", "/add", {0}},
    {"/undo", "/source/{source}", {0}},
    {"/undo", "/instrument/{instrument}", {0}},
    {"/undo", "/proposals", {0}},
    {"/draft/{id}/accept", "/source/{source}", {0}},
    {"/draft/{id}/reject", "/source/{source}", {0}},
    {"/draft/{id}/split", "/source/{source}", {0}},
    {"/draft/{id}/edit", "/source/{source}?edit={id}", {0}},
    {"/source/{id}/accept", "/source/{id}", {0}},
    {"/source/{id}/reject", "/source/{id}", {0}},
    {"/source/{id}/fact", "/source/{id}", {0}},
    {"/instrument/{id}/act", "/instrument/{id}", {0}},
    {"/instrument/{id}/act/remove", "/instrument/{id}", {0}},
    {"/instrument/{id}/terms", "/instrument/{id}/terms", {"keep", "address", "text"}},
    {"/instrument/{id}/terms/propose", "/instrument/{id}/terms", {0}},
    {"/engagement/{id}/minutes", "/engagement/{id}", {0}},
    {"/report/{id}/accept", "/commitment/{promise}", {0}},
    {"/report/{id}/refuse", "/commitment/{promise}", {0}},
    {"/link/{id}/confirm", "/record/{record}", {0}},
    {"/link/{id}/confirm", "/proposals", {0}},
    {"/link/{id}/refuse", "/record/{record}", {0}},
    {"/link/{id}/refuse", "/proposals", {0}},
    {"/record/{id}/edit", "/record/{id}/edit", {0}},
    {"/record/{id}/sessions", "/record/{id}", {0}},
    {"/record/{id}/roadmap", "/record/{id}", {0}},
    {"/pair/{a}/{b}/sessions", "/pair/{a}/{b}", {0}},
    {"/commitment/{id}/edit", "/commitment/{id}", {0}},
    {"/commitment/{id}/progress", "/commitment/{id}", {0}},
    {"/commitment/{id}/plan", "/commitment/{id}", {0}},
};
enum { FORMS = sizeof forms / sizeof *forms, REDIRECTS_MOST = 3 };

const char *page_of_form(const char *route_path) {
    for (size_t i = 0; i < FORMS; i++)
        if (str_eq_z(str_of(forms[i].sent), route_path)) return forms[i].page;
    return NULL;
}

/* What the {name} of a route's path stands for; empty: it has none. */
static str in_path(const request *q, str name) {
    str rest = str_of(q->route->path), part;
    size_t n = 0;
    while (str_next(&rest, '/', &part)) {
        if (!str_starts(part, S("{"))) continue;
        if (str_eq(str_slice(part, 1, part.n - 1), name)) return request_path_value(q, n);
        n++;
    }
    return S("");
}

static str looked_up(request *q, db *d, str name) {
    int64_t id, found = 0;
    fault quiet = {.code = OK};
    draft_row draft;
    offer_row offer;
    str path = str_of(q->route->path);
    if (!str_int(request_path_value(q, 0), &id)) return S("");
    if (str_eq(name, S("source")) && str_starts(path, S("/draft/")) &&
        draft_find(q->arena, d, id, &draft, &quiet) == OK)
        found = draft.source_id;
    if (str_eq(name, S("promise")) && offer_find(q->arena, d, id, &offer, &quiet) == OK)
        found = offer.promise.id;
    return found ? str_format(q->arena, "%lld", (long long)found) : S("");
}

static str named(request *q, db *d, str name) {
    str value = in_path(q, name);
    const char *name_z = str_z(q->arena, name);
    if (!value.n && name_z) value = request_value(q, name_z);
    return value.n ? value : looked_up(q, d, name);
}

/* The pattern with every {name} filled in; empty: one of them is not known. */
static str filled(request *q, db *d, const char *pattern) {
    buf b;
    str rest = str_of(pattern), made = S("");
    bool known = true;
    buf_init(&b, 0);
    while (known && rest.n) {
        size_t open = str_find(rest, S("{"), 0), close = str_find(rest, S("}"), 0);
        buf_put(&b, str_slice(rest, 0, open));
        if (open == SIZE_MAX) break;
        str value = named(q, d, str_slice(rest, open + 1, close));
        known = value.n > 0;
        buf_put_url(&b, value);
        rest = str_slice(rest, close + 1, rest.n);
    }
    if (known) made = str_copy(q->arena, buf_str(&b));
    buf_reset(&b);
    return made.p ? made : S("");
}

/* Asks for a page as if it had been asked for, and goes on to where it leads. */
static code page_ask(request *as, response *r, str target, fault *f) {
    str allow;
    for (size_t i = 0; i < REDIRECTS_MOST; i++) {
        target = str_slice(target, 0, str_find(target, S("#"), 0));
        size_t mark = str_find(target, S("?"), 0);
        *as = (request){.arena = as->arena,
                        .method = METHOD_GET,
                        .target = target,
                        .session = as->session,
                        .worker = as->worker,
                        .site = as->site,
                        .today = as->today,
                        .number = as->number};
        TRY(url_decode(as->arena, str_slice(target, 0, mark), &as->path, f));
        if (mark != SIZE_MAX)
            TRY(form_parse_query(as->arena, str_slice(target, mark + 1, target.n), &as->query, f));
        TRY(route_find(as->site->tables, as->site->table_count, as, &allow, f));
        TRY(as->route->answer(as, r, f));
        if (!r->location.n) return r->body.code == OK ? OK : fault_set(f, NOMEM, NULL, "too large");
        target = r->location;
        r->location = S("");
        response_clear(r);
    }
    return fault_set(f, NOTFOUND, NULL, "the page leads on and on");
}

/* A list of drafts has each under its number. */
static str item_of(request *q, const fault *wrong) {
    str place = str_of(wrong->place), number = S("");
    if (str_starts(str_of(q->route->path), S("/draft/"))) number = request_path_value(q, 0);
    if (str_starts(place, S("draft[")) && str_ends(place, S("]")))
        number = str_slice(place, 6, place.n - 1);
    str item = number.n ? str_format(q->arena, "d" STR_FMT, STR_ARG(number)) : S("");
    return item.p ? item : S("");
}

static code write(request *q, response *r, db *d, const fault *wrong, fault *f) {
    request as = *q;
    str target = S(""), again;
    size_t row = 0;
    for (size_t i = 0; i < FORMS && !target.n; i++) {
        if (!str_eq_z(str_of(forms[i].sent), q->route->path)) continue;
        target = filled(q, d, forms[i].page);
        row = i;
    }
    if (!target.n) return fault_set(f, NOTFOUND, NULL, "it stands on no page");
    as.worker = d;
    TRY(page_ask(&as, r, target, f));
    const refusal x = {.action = q->path,
                       .page = as.path,
                       .given = &q->form,
                       .keeps = forms[row].keeps,
                       .keep_count = 3,
                       .item = item_of(q, wrong),
                       .wrong = wrong};
    TRY(form_again(q->arena, buf_str(&r->body), &x, &again, f));
    buf_clear(&r->body);
    buf_put(&r->body, again);
    return r->body.code == OK ? OK : fault_set(f, NOMEM, NULL, "too large");
}

static bool is_theirs(code c) {
    return c == INVALID || c == CONFLICT || c == NOTFOUND;
}

bool page_refused(request *q, response *r, const fault *wrong) {
    page_site *k = page_site_of(q);
    fault quiet = {.code = OK};
    db *d;
    if (q->method != METHOD_POST || !q->route || !is_theirs(wrong->code) || !k) return false;
    if (!page_of_form(q->route->path) || pool_reader(k->pool, &d, &quiet) != OK) return false;
    int was = r->status;
    const char *type = r->type;
    code result = write(q, r, d, wrong, &quiet);
    pool_return(k->pool, d);
    r->location = S("");
    r->cache = CACHE_NONE;
    r->status = result == OK && wrong->code == INVALID ? 422 : was;
    if (result == OK) return true;
    response_clear(r);
    r->type = type;
    return false;
}
