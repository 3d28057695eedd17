#include "page/list_csv.h"

#include "page/pages.h"
#include "page/sections.h"

#include <string.h>

/* Lists as data. */

enum { ROWS_A_CALL = 500, ROWS_MOST = 5000 };

/* A field that a spreadsheet would take for a formula is made text: titles come from strangers. */
void csv_field(buf *b, arena *a, str s) {
    bool formula = s.n && memchr("=+-@\t\r", s.p[0], 6);
    if (formula) {
        str safe = str_format(a, "'" STR_FMT, STR_ARG(s));
        if (safe.p) s = safe;
    }
    buf_put_csv(b, s);
    buf_put_char(b, ',');
}

static str codes_of(arena *a, const record_row *row) {
    buf b;
    buf_init(&b, 0);
    for (size_t i = 0; i < row->party_count; i++) {
        const record_party *p = &row->parties[i];
        if (p->role == ROLE_CONCERNED) continue;
        if (b.n) buf_put_z(&b, "; ");
        buf_put(&b, p->actor.code.n ? p->actor.code : p->actor.name);
    }
    if (row->more_parties) buf_put_z(&b, "; ...");
    str copy = str_copy(a, buf_str(&b));
    buf_reset(&b);
    return copy.p ? copy : S("");
}

static str sectors_of(arena *a, sector_set set) {
    buf b;
    buf_init(&b, 0);
    for (sector s = 0; s < SECTOR_COUNT; s++) {
        if (!(set & (sector_set)1 << s)) continue;
        if (b.n) buf_put_z(&b, "; ");
        buf_put_z(&b, sector_name(s));
    }
    str copy = str_copy(a, buf_str(&b));
    buf_reset(&b);
    return copy.p ? copy : S("");
}

static void csv_record(buf *b, arena *a, const record_row *row) {
    html_int(b, row->id);
    buf_put_char(b, ',');
    csv_field(b, a, str_of(record_name(row->family)));
    csv_field(b, a, str_of(row->kind == KIND_NONE ? "" : kind_name(row->kind)));
    csv_field(b, a, str_of(row->act == ACT_NONE ? "" : act_name(row->act)));
    csv_field(b, a, str_of(modality_name(row->modality)));
    csv_field(b, a, row->label);
    csv_field(b, a, row->date);
    csv_field(b, a, codes_of(a, row));
    csv_field(b, a, sectors_of(a, row->sectors));
    csv_field(b, a, row->status);
    csv_field(b, a, row->due);
    buf_put_csv(b, record_address(a, row->family, row->id, row->label));
    buf_put_z(b, "\r\n");
}

void csv_download(request *q, response *r, str name) {
    r->type = "text/csv; charset=utf-8";
    r->disposition =
        str_format(q->arena, "attachment; filename=\"" STR_FMT ".csv\"", STR_ARG(name));
}

static void csv_start(request *q, response *r, str name) {
    csv_download(q, r, name);
    buf_put_z(&r->body, "id,record,kind,act,modality,title,date,parties,sectors,status,due,"
                        "address\r\n");
}

code page_record_csv(request *q, response *r, fault *f) {
    int64_t id;
    record_row row;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(record_find(q->arena, q->worker, id, q->today, &row, f));
    csv_start(q, r, str_format(q->arena, "record-%lld", (long long)id));
    csv_record(&r->body, q->arena, &row);
    return OK;
}

static code list_named(request *q, response *r, const record_filter *filter, str name, fault *f) {
    record_page page = {.next = request_value(q, "after")};
    size_t total = 0;
    csv_start(q, r, name);
    do {
        TRY(record_browse(q->arena, q->worker, filter, page.next, ROWS_A_CALL, &page, f));
        for (size_t i = 0; i < page.count; i++) csv_record(&r->body, q->arena, &page.items[i]);
        total += page.count;
        if (total >= ROWS_MOST && page.next.n)
            return fault_set(f, INVALID, "format",
                             "more than %d records: narrow the list, or use `depositary export`",
                             ROWS_MOST);
    } while (page.next.n);
    return OK;
}

code list_csv(request *q, response *r, const record_filter *filter, fault *f) {
    return list_named(q, r, filter, S("depositary"), f);
}

code page_body_csv(request *q, response *r, fault *f) {
    record_filter filter = RECORD_ANY;
    actor_ref body;
    TRY(record_id_of(request_path_value(q, 0), &filter.state, f));
    TRY(actor_ref_find(q->arena, q->worker, filter.state, &body, f));
    filter.on = q->today;
    return list_named(q, r, &filter, str_format(q->arena, "body-%lld", (long long)body.id), f);
}

void part_list_downloads(view *v, record family) {
    static const char *const shared[] = {"state", "other", "kind",   "sector",
                                         "year",  "q",     "status", "on"};
    const request *q = v->request;
    buf *b = v->out;
    MARK(b, "<p class=\"meta\">Download this list: <a href=\"?");
    for (size_t i = 0; i < q->query.count; i++) {
        const field *x = &q->query.items[i];
        if (!x->value.n || str_eq(x->name, S("after"))) continue;
        html_path(b, x->name);
        MARK(b, "=");
        html_path(b, x->value);
        MARK(b, "&amp;");
    }
    MARK(b, "format=csv\">CSV</a>, <a href=\"/api/records?record=");
    buf_put_z(b, record_name(family));
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        str value = request_value(q, shared[i]);
        if (!value.n) continue;
        MARK(b, "&amp;");
        buf_put_z(b, shared[i]);
        MARK(b, "=");
        html_path(b, value);
    }
    MARK(b, "\">JSON</a></p>\n");
}
