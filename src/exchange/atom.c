#include "exchange/atom.h"

/* XML cannot carry most control characters, escaped or not. */
static void put_xml(buf *b, str s) {
    size_t from = 0;
    for (size_t i = 0; i <= s.n; i++) {
        bool bad = i < s.n && (unsigned char)s.p[i] < 32 && s.p[i] != '\n' && s.p[i] != '\t';
        if (i < s.n && !bad) continue;
        buf_put_html(b, str_slice(s, from, i));
        from = i + 1;
    }
}

static void put_id(buf *b, const char *register_name, int64_t entry) {
    /* The register's name is 64 bits of a hash: the first half of a UUID of version 8, whose
     * second half is the entry's number. */
    buf_printf(b, "<id>urn:uuid:%.8s-%.4s-8%.3s-8000-%012llx</id>", register_name,
               register_name + 8, register_name + 12, (unsigned long long)entry);
}

static str words(str action) {
    static const char *const known[][2] = {
        {"accept", "Drafts were accepted"},     {"reject", "Drafts were rejected"},
        {"add", "A document was added"},        {"edit", "A record was corrected"},
        {"import", "Records were imported"},    {"link", "Links were decided on"},
        {"progress", "Progress was reported"},  {"plan", "A plan was changed"},
        {"act", "An act was recorded"},         {"terms", "Final clauses were recorded"},
        {"withdraw", "A record was withdrawn"}, {"undo", "A decision was taken back"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq_z(action, known[i][0])) return str_of(known[i][1]);
    return action;
}

static void put_link(buf *b, str site, const entry_row *e) {
    bool leads = str_eq(e->subject, S("record")) || str_eq(e->subject, S("source"));
    buf_put(b, S("<link rel=\"alternate\" type=\"text/html\" href=\""));
    put_xml(b, site);
    if (leads && e->subject_id) {
        buf_put_char(b, '/');
        put_xml(b, e->subject);
        buf_put_char(b, '/');
        buf_put_int(b, e->subject_id);
    } else {
        buf_put(b, S("/log#entry-"));
        buf_put_int(b, e->id);
    }
    buf_put(b, S("\"/>"));
}

static void put_entry(buf *b, const char *register_name, str site, const entry_row *e) {
    buf_put(b, S("<entry>"));
    put_id(b, register_name, e->id);
    buf_put(b, S("<title>"));
    put_xml(b, words(e->action));
    if (e->subject_id) {
        buf_put(b, S(": "));
        put_xml(b, e->subject);
        buf_put_char(b, ' ');
        buf_put_int(b, e->subject_id);
    }
    buf_put(b, S("</title><updated>"));
    put_xml(b, e->at);
    buf_put(b, S("</updated><author><name>"));
    put_xml(b, e->who.n ? e->who : S("unknown"));
    buf_put(b, S("</name></author>"));
    put_link(b, site, e);
    buf_put(b, S("<summary>"));
    put_xml(b, e->note.n ? e->note : words(e->action));
    if (e->undone) buf_put(b, S(" (taken back since)"));
    buf_put(b, S("</summary></entry>\n"));
}

static void put_head(buf *b, str title, str updated) {
    buf_put(b, S("<title>"));
    put_xml(b, title);
    buf_put(b, S("</title><updated>"));
    put_xml(b, updated.n ? updated : S("1970-01-01T00:00:00Z"));
    buf_put(b, S("</updated><generator>depositary</generator><author><name>depositary</name>"
                 "</author>"));
}

static void put_feed(buf *b) {
    buf_put(b, S("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                 "<feed xmlns=\"http://www.w3.org/2005/Atom\">"));
}

void atom_write(buf *b, str title, const char *register_name, str site, str path,
                const entry_page *entries) {
    put_feed(b);
    put_id(b, register_name, 0);
    put_head(b, title, entries->count ? entries->items[0].at : S(""));
    buf_put(b, S("<link rel=\"self\" type=\"application/atom+xml\" href=\""));
    put_xml(b, site);
    put_xml(b, path);
    buf_put(b, S("\"/><link rel=\"alternate\" type=\"text/html\" href=\""));
    put_xml(b, site);
    buf_put(b, S("/log\"/>\n"));
    for (size_t i = 0; i < entries->count; i++)
        put_entry(b, register_name, site, &entries->items[i]);
    buf_put(b, S("</feed>\n"));
}

/* An event's UID is a name of the register's own: a URI of it (RFC 4151) is its id. */
static void put_tag(buf *b, const char *register_name, str uid) {
    buf_put(b, S("<id>tag:"));
    buf_put_z(b, register_name);
    buf_put(b, S(".depositary,2024:"));
    size_t at = str_find(uid, S("@"), 0);
    put_xml(b, str_slice(uid, 0, at == SIZE_MAX ? uid.n : at));
    buf_put(b, S("</id>"));
}

static void put_event(buf *b, const char *register_name, str site, const feed_event *e) {
    char on[16];
    day_format(e->last, on);
    buf_put(b, S("<entry>"));
    put_tag(b, register_name, e->uid);
    buf_put(b, S("<title>"));
    buf_put_z(b, on);
    buf_put(b, S(": "));
    put_xml(b, e->title);
    buf_put(b, S("</title><updated>"));
    put_xml(b, e->changed_at);
    buf_put(b, S("</updated><link rel=\"alternate\" type=\"text/html\" href=\""));
    put_xml(b, site);
    put_xml(b, e->address);
    buf_put(b, S("\"/><summary>"));
    put_xml(b, e->reason);
    buf_put(b, S("</summary></entry>\n"));
}

void atom_write_due(buf *b, str title, const char *register_name, str site,
                    const feed_event *events, size_t count) {
    str newest = S("");
    for (size_t i = 0; i < count; i++)
        if (str_cmp(events[i].changed_at, newest) > 0) newest = events[i].changed_at;
    put_feed(b);
    put_tag(b, register_name, S("due"));
    put_head(b, title, newest);
    buf_put(b, S("<link rel=\"alternate\" type=\"text/html\" href=\""));
    put_xml(b, site);
    buf_put(b, S("/due\"/>\n"));
    for (size_t i = 0; i < count; i++) put_event(b, register_name, site, &events[i]);
    buf_put(b, S("</feed>\n"));
}
