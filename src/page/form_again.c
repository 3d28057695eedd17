#include "page/form_again.h"

#include "page/html.h"
#include "page/markup.h"

#include <stdlib.h>

/* One mechanism for every form: its page is written as ever, and what was typed and what is wrong
 * is put into it. So no form has to know that it may be refused. */

/* `cut` bytes at `at` give way to `text`. */
typedef struct {
    size_t at, cut, order;
    str text;
} edit;

typedef struct {
    size_t start, inside, end;
    str id; /* of the form; empty: none. Fields elsewhere may name it */
} extent;

typedef struct {
    tag tag;
    str id;
} container;

/* A field, and where it stands. */
typedef struct {
    bool found, boxed; /* boxed: a box to be ticked */
    tag tag;
    container in; /* the innermost that has an id */
} control;

enum { DEPTH_MOST = 64 };

typedef struct {
    arena *a;
    str html;
    const refusal *x;
    edit *edits;
    size_t edit_count, edit_capacity;
    extent *forms;
    size_t form_count, form_capacity;
    container within[DEPTH_MOST];
    size_t depth;
    str where, key; /* of the fault's place */
    size_t top;     /* where the content begins */
    control wrong, first, file;
    container around; /* of the first of the forms */
    container item;   /* what it is about */
    size_t seen;      /* fields that are seen */
} again;

static void put(again *g, size_t at, size_t cut, str text) {
    edit *grown = arena_grow(g->a, g->edits, g->edit_count, &g->edit_capacity, sizeof *grown);
    if (!grown || !text.p) return; /* the arena remembers */
    g->edits = grown;
    grown[g->edit_count] = (edit){at, cut, g->edit_count, text};
    g->edit_count++;
}

static str kept(again *g, buf *b) {
    str made = b->code == OK ? str_copy(g->a, buf_str(b)) : (str){0};
    buf_reset(b);
    return made;
}

static str escaped(again *g, str s) {
    buf b;
    buf_init(&b, 0);
    html_text(&b, s);
    return kept(g, &b);
}

static str value_of(const again *g, const tag *t, const char *name) {
    attribute x;
    return attribute_find(g->html, t, name, &x) ? x.value : S("");
}

/* The forms that send there, by themselves or by a button of theirs. */
static void forms_find(again *g) {
    str wanted = str_format(g->a, "action=\"" STR_FMT "\"", STR_ARG(escaped(g, g->x->action)));
    tag t, close;
    size_t hit = 0;
    for (size_t at = 0; wanted.p && tag_next(g->html, at, &t); at = t.end) {
        if (t.closes || !str_eq(t.name, S("form")) || !tag_close(g->html, t.end, "form", &close))
            continue;
        if (hit < t.start) hit = str_find(g->html, wanted, t.start);
        if (hit == SIZE_MAX) return;
        if (hit >= close.end) continue;
        extent *grown = arena_grow(g->a, g->forms, g->form_count, &g->form_capacity, sizeof *grown);
        if (!grown) return;
        g->forms = grown;
        grown[g->form_count++] = (extent){t.start, t.end, close.end, value_of(g, &t, "id")};
    }
}

static bool is_ours(const again *g, const tag *t) {
    str form = value_of(g, t, "form");
    for (size_t i = 0; i < g->form_count; i++) {
        const extent *e = &g->forms[i];
        if (form.n ? str_eq(form, e->id) : t->start >= e->start && t->end <= e->end) return true;
    }
    return false;
}

static bool contains(str name) {
    static const char *const names[] = {"main", "section", "details", "li"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_z(name, names[i])) return true;
    return false;
}

static container container_with_id(const again *g) {
    for (size_t i = g->depth; i > 0; i--)
        if (g->within[i - 1].id.n) return g->within[i - 1];
    return (container){0};
}

/* Whatever is folded around what is ours is opened. */
static void unfold(again *g) {
    for (size_t i = 0; i < g->depth; i++) {
        tag *t = &g->within[i].tag;
        attribute open;
        if (!str_eq(t->name, S("details")) || attribute_find(g->html, t, "open", &open)) continue;
        put(g, t->end - 1, 0, S(" open"));
        t->name = S("unfolded");
    }
}

/* Whether that field was sent with that value (as written). */
static bool was_given(again *g, str name, str written) {
    str value = markup_text(g->a, written);
    for (size_t i = 0; i < g->x->given->count; i++) {
        const field *one = &g->x->given->items[i];
        if (str_eq(one->name, name) && str_eq(one->value, value)) return true;
    }
    return false;
}

static void flag_set(again *g, const tag *t, const char *name, bool on) {
    attribute old;
    bool is = attribute_find(g->html, t, name, &old);
    if (is && !on) put(g, old.start, old.end - old.start, S(""));
    if (!is && on) put(g, t->end - 1, 0, str_format(g->a, " %s", name));
}

static void fill_select(again *g, const tag *t, str name) {
    tag close, one;
    bool known = false;
    if (!tag_close(g->html, t->end, "select", &close)) return;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t at = t->end; tag_next(g->html, at, &one) && one.start < close.start;
             at = one.end) {
            if (one.closes || !str_eq(one.name, S("option"))) continue;
            attribute value;
            size_t end = str_find(g->html, S("<"), one.end);
            bool has = attribute_find(g->html, &one, "value", &value);
            bool is = was_given(g, name, has ? value.value : str_slice(g->html, one.end, end));
            known |= is;
            if (pass && known) flag_set(g, &one, "selected", is);
        }
    }
}

static void fill(again *g, const tag *t, str name, bool boxed) {
    const char *name_z = str_z(g->a, name);
    const field *given = name_z ? form_find(g->x->given, name_z) : NULL;
    attribute old;
    if (boxed) {
        flag_set(g, t, "checked", was_given(g, name, value_of(g, t, "value")));
    } else if (!given || given->is_file) {
        return;
    } else if (str_eq(t->name, S("select"))) {
        fill_select(g, t, name);
    } else if (str_eq(t->name, S("textarea"))) {
        tag close;
        if (!tag_close(g->html, t->end, "textarea", &close)) return;
        put(g, t->end, close.start - t->end,
            S("\n")); /* the first line break is none of the text */
        put(g, close.start, 0, escaped(g, given->value));
    } else {
        if (attribute_find(g->html, t, "value", &old))
            put(g, old.start, old.end - old.start, S(""));
        if (given->value.n)
            put(g, t->end - 1, 0,
                str_format(g->a, " value=\"" STR_FMT "\"", STR_ARG(escaped(g, given->value))));
    }
}

static void field_take(again *g, const tag *t) {
    bool input = str_eq(t->name, S("input"));
    if (!input && !str_eq(t->name, S("select")) && !str_eq(t->name, S("textarea"))) return;
    str type = input ? value_of(g, t, "type") : S(""), name = value_of(g, t, "name");
    if (!name.n || str_eq(name, S("token"))) return;
    bool boxed = str_eq(type, S("checkbox")) || str_eq(type, S("radio"));
    attribute hidden;
    control here = {true, boxed, *t, container_with_id(g)};
    bool is_file = str_eq(type, S("file"));
    if (is_file) g->file = here;
    if (!is_file) fill(g, t, name, boxed);
    if (str_eq(type, S("hidden")) || attribute_find(g->html, t, "hidden", &hidden)) return;
    g->seen += !is_file && !boxed;
    if (!g->first.found && !boxed) g->first = here;
    bool fits = str_eq(name, g->where) && (!g->key.n || str_eq(value_of(g, t, "value"), g->key));
    if (fits && !g->wrong.found) g->wrong = here;
}

static void container_take(again *g, const tag *t) {
    if (!t->closes && g->depth < DEPTH_MOST)
        g->within[g->depth++] = (container){*t, value_of(g, t, "id")};
    else if (t->closes && g->depth)
        g->depth--;
    if (!t->closes && str_eq(t->name, S("main"))) g->top = t->end;
    if (!t->closes && g->x->item.n && attribute_is(g->html, t, "id", g->x->item))
        g->item = (container){*t, g->x->item};
}

static void walk(again *g) {
    tag t;
    attribute x;
    for (size_t at = 0; tag_next(g->html, at, &t); at = t.end) {
        if (contains(t.name)) container_take(g, &t);
        if (t.closes) continue;
        if (str_eq(t.name, S("title"))) put(g, t.end, 0, S("Error: "));
        if (str_eq(t.name, S("a")) && attribute_find(g->html, &t, "href", &x) &&
            str_starts(x.value, S("?")))
            put(g, (size_t)(x.value.p - g->html.p), 0, escaped(g, g->x->page));
        if (str_eq(t.name, S("form")) && !attribute_find(g->html, &t, "action", &x))
            put(g, t.end - 1, 0,
                str_format(g->a, " action=\"" STR_FMT "\"", STR_ARG(escaped(g, g->x->page))));
        if (!is_ours(g, &t)) continue;
        if (str_eq(t.name, S("form"))) {
            if (!g->around.id.n) g->around = container_with_id(g);
            unfold(g);
        }
        field_take(g, &t);
    }
}

/* "draft[12]" is the field draft of the value 12. */
static void place_read(again *g) {
    str place = str_of(g->x->wrong->place);
    size_t open = str_find(place, S("["), 0);
    g->where = place;
    if (open == SIZE_MAX || !str_ends(place, S("]"))) return;
    g->where = str_slice(place, 0, open);
    g->key = escaped(g, str_slice(place, open + 1, place.n - 1));
}

/* What stands in the <label> of a field, to where it explains itself: "Day" of "Day (EDTF)". */
static str label_of(again *g, str id) {
    str start = str_format(g->a, "<label for=\"" STR_FMT "\">", STR_ARG(id));
    size_t at = start.p ? str_find(g->html, start, 0) : SIZE_MAX;
    if (at == SIZE_MAX) return S("");
    size_t from = at + start.n, end = str_find(g->html, S("<"), from);
    str words = str_slice(g->html, from, end);
    for (size_t i = 0; i < words.n; i++)
        if (words.p[i] == '(' || words.p[i] == ':' || words.p[i] == ',')
            return str_trim(str_slice(words, 0, i));
    return words;
}

/* The message; where the field is not the place itself, with the place before it. */
static str message_of(again *g) {
    const fault *wrong = g->x->wrong;
    bool named = g->wrong.found && str_eq(value_of(g, &g->wrong.tag, "name"), g->where);
    buf b;
    buf_init(&b, 0);
    if (!named && *wrong->place && !g->key.n) {
        html_text(&b, str_of(wrong->place));
        MARK(&b, ": ");
    }
    html_text(&b, str_of(wrong->message));
    return kept(g, &b);
}

/* The id of a field; where it has none, it gets one. */
static str id_of(again *g, const control *c) {
    str id = value_of(g, &c->tag, "id");
    if (id.n) return id;
    id = str_format(g->a, "field-" STR_FMT, STR_ARG(value_of(g, &c->tag, "name")));
    put(g, c->tag.end - 1, 0, str_format(g->a, " id=\"" STR_FMT "\"", STR_ARG(id)));
    return id;
}

/* The message beside the field, or on top of what the box or button stands in. */
static void put_beside(again *g, str id, str message) {
    const control *c = &g->wrong;
    container in = c->found ? c->in : g->item.id.n ? g->item : g->around;
    bool boxed = !c->found || c->boxed;
    if (boxed && !str_eq(in.tag.name, S("li"))) return;
    put(g, boxed ? in.tag.end : c->tag.start, 0,
        str_format(g->a,
                   boxed ? "<p class=\"error\" id=\"" STR_FMT "-error\">" STR_FMT "</p>"
                         : "<span class=\"error\" id=\"" STR_FMT "-error\">" STR_FMT "</span>",
                   STR_ARG(id), STR_ARG(message)));
    if (!c->found) return;
    attribute by;
    bool described = attribute_find(g->html, &c->tag, "aria-describedby", &by);
    str text = str_format(g->a, " aria-describedby=\"" STR_FMT "%s" STR_FMT "-error\"",
                          STR_ARG(described ? by.value : S("")), described ? " " : "", STR_ARG(id));
    if (described)
        put(g, by.start, by.end - by.start, text);
    else
        put(g, c->tag.end - 1, 0, text);
    put(g, c->tag.end - 1, 0, S(" aria-invalid=\"true\""));
}

static void put_summary(again *g, str target, str label, str message) {
    buf b;
    buf_init(&b, 0);
    MARK(&b,
         "\n<div class=\"problem\" id=\"problem\" tabindex=\"-1\" autofocus><div role=\"alert\">"
         "<h2>There is a problem</h2>\n<ul><li>");
    if (target.n) MARK(&b, "<a href=\"#");
    buf_put(&b, target);
    if (target.n) MARK(&b, "\">");
    buf_put(&b, label);
    if (label.n) MARK(&b, ": ");
    buf_put(&b, message);
    if (target.n) MARK(&b, "</a>");
    MARK(&b, "</li>");
    const field *file = form_find(g->x->given, "file");
    if (g->file.found && file && file->is_file && file->file_name.n) {
        MARK(&b, "<li>The form cannot keep a file; choose it again: ");
        html_name(&b, file->file_name);
        MARK(&b, "</li>");
    }
    MARK(&b, "</ul></div></div>");
    put(g, g->top, 0, kept(g, &b));
}

/* What the form was sent with and this page has no field for. */
static void put_kept(again *g) {
    for (size_t i = 0; i < g->x->keep_count && g->x->keeps[i] && g->form_count; i++) {
        const field *one = form_find(g->x->given, g->x->keeps[i]);
        if (!one || !one->value.n || one->is_file) continue;
        put(g, g->forms[0].inside, 0,
            str_format(g->a, "<input type=\"hidden\" name=\"%s\" value=\"" STR_FMT "\">",
                       g->x->keeps[i], STR_ARG(escaped(g, one->value))));
    }
}

static int edit_order(const void *a, const void *b) {
    const edit *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static code apply(again *g, str *out, fault *f) {
    buf b;
    size_t from = 0;
    buf_init(&b, 0);
    if (g->edit_count) qsort(g->edits, g->edit_count, sizeof *g->edits, edit_order);
    for (size_t i = 0; i < g->edit_count; i++) {
        const edit *e = &g->edits[i];
        buf_put(&b, str_slice(g->html, from, e->at));
        buf_put(&b, e->text);
        from = e->at + e->cut > from ? e->at + e->cut : from;
    }
    buf_put(&b, str_slice(g->html, from, g->html.n));
    str made = kept(g, &b);
    if (!made.p || arena_failed(g->a)) return fault_set(f, NOMEM, NULL, "not enough memory");
    *out = made;
    return OK;
}

code form_again(arena *a, str html, const refusal *x, str *out, fault *f) {
    again g = {.a = a, .html = html, .x = x};
    place_read(&g);
    forms_find(&g);
    walk(&g);
    if (!g.wrong.found && g.first.found && g.seen == 1) g.wrong = g.first;
    str message = message_of(&g), target = g.around.id, label = S("");
    const control *at = g.wrong.found ? &g.wrong : &g.first;
    if (!g.wrong.found && g.item.id.n) {
        target = g.item.id;
    } else if (at->found && !(at->boxed && at->in.id.n)) {
        target = id_of(&g, at);
        if (g.wrong.found) label = label_of(&g, target);
    } else if (at->found) {
        target = at->in.id;
    }
    put_kept(&g);
    if (g.form_count || g.item.id.n) put_beside(&g, target, message);
    put_summary(&g, target, label, message);
    return apply(&g, out, f);
}
