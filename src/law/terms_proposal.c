#include "law/terms_read.h"

/* A proposal as JSON. */

static void put_date(jout *to, const char *key, law_date d) {
    if (d.text.p) jout_pair_str(to, key, d.text);
}

static void put_place(jout *to, clause_kind kind, size_t start, size_t end) {
    jout_pair_str(to, "clause", str_of(clause_kind_name(kind)));
    jout_pair_int(to, "start", (int64_t)start);
    jout_pair_int(to, "end", (int64_t)end);
}

static void put_evidence(jout *to, const law_evidence *e, str text) {
    jout_open(to, '{');
    put_place(to, e->kind, e->start, e->end);
    jout_pair_str(to, "gives", e->gives);
    if (e->article.n > 0) jout_pair_str(to, "article", e->article);
    if (e->paragraph.n > 0) jout_pair_str(to, "paragraph", e->paragraph);
    jout_pair_str(to, "text", str_slice(text, e->start, e->end));
    jout_close(to, '}');
}

void law_proposal_print(jout *to, const law_proposal *p, str text) {
    jout_open(to, '{');
    jout_key(to, "terms");
    law_terms_print(to, &p->terms);
    if (p->signature.place.p || p->signature.from.text.p || p->signature.until.text.p) {
        jout_key(to, "signature");
        jout_open(to, '{');
        if (p->signature.place.p) jout_pair_str(to, "place", p->signature.place);
        put_date(to, "from", p->signature.from);
        put_date(to, "until", p->signature.until);
        jout_close(to, '}');
    }
    if (p->reservations.p) jout_pair_str(to, "reservations", p->reservations);
    if (p->indefinite.p) jout_pair_str(to, "lasts", p->indefinite);
    jout_key(to, "evidence");
    jout_open(to, '[');
    for (size_t i = 0; i < p->evidence_count; i++) put_evidence(to, p->evidence + i, text);
    jout_close(to, ']');
    if (p->unread_count > 0) {
        jout_key(to, "unread");
        jout_open(to, '[');
        for (size_t i = 0; i < p->unread_count; i++) {
            jout_open(to, '{');
            put_place(to, p->unread[i].kind, p->unread[i].start, p->unread[i].end);
            jout_pair_str(to, "says", p->unread[i].says);
            jout_close(to, '}');
        }
        jout_close(to, ']');
    }
    jout_close(to, '}');
}
