#include "page/list_csv.h"
#include "page/pages.h"
#include "page/sections.h"

#include "store/instrument.h"

/* The parties of an instrument as of a day, for a spreadsheet. */

static void put_day(buf *b, arena *a, day d) {
    char text[16] = "";
    if (d != DAY_NONE && d != DAY_OPEN) day_format(d, text);
    csv_field(b, a, str_of(text));
}

code page_parties_csv(request *q, response *r, fault *f) {
    int64_t id;
    day on;
    instrument i;
    party_line *lines;
    size_t n;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(request_day(q, "on", q->today, &on, f));
    TRY(instrument_find(q->arena, q->worker, id, on, &i, f));
    TRY(instrument_party_lines(q->arena, q->worker, id, on, &lines, &n, f));
    csv_download(q, r, str_format(q->arena, "parties-%lld", (long long)id));
    buf *b = &r->body;
    buf_put_z(b, "party,code,status,since,signed,consent,consent_on,in_force,withdrew,why\r\n");
    for (size_t k = 0; k < n; k++) {
        const party_line *p = &lines[k];
        csv_field(b, q->arena, p->party.name);
        csv_field(b, q->arena, p->party.code);
        csv_field(b, q->arena, p->now.status);
        put_day(b, q->arena, p->now.status.n ? p->now.from : DAY_NONE);
        csv_field(b, q->arena, p->signed_on);
        csv_field(b, q->arena, p->consent);
        csv_field(b, q->arena, p->consent_on);
        put_day(b, q->arena, p->in_force);
        csv_field(b, q->arena, p->withdrawn_on);
        buf_put_csv(b, p->now.why);
        buf_put_z(b, "\r\n");
    }
    return OK;
}
