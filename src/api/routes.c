#include "api/api.h"

#include "base/jout.h"
#include "http/site.h"
#include "page/parameters.h"

#include <string.h>

#define AFTER PARAM("after", "where the list goes on: `next` of the answer before")
#define ON    PARAM_AS(DAY, "on", "the day of statuses; today where not given")
#define LIMIT PARAM_AS(INT, "limit", "1 to 500; 100 where not given")

const route api_rows[] = {
    {METHOD_GET,
     "/api/records",
     MAY_READ,
     api_records,
     "records, newest date first",
     {{.name = "record",
       .help = "instrument, engagement, commitment, position, membership, relation"},
      OF_STATE,
      OF_OTHER,
      OF_KIND,
      OF_SECTOR,
      OF_YEAR,
      {.name = "q", .help = "words"},
      {.name = "status", .help = "legal status of instruments"},
      ON,
      LIMIT,
      AFTER}},
    {METHOD_GET,
     "/api/record/{id}",
     MAY_READ,
     api_record,
     "a record with its evidence and what each source claims",
     {ON}},
    {METHOD_GET,
     "/api/body/{id}",
     MAY_READ,
     api_body,
     "a ministry, agency, company, organisation or person: its names, its state, its records",
     {{.name = "limit", .help = "1 to 500; 100 where not given", .type = PARAMETER_INT}, AFTER}},
    {METHOD_GET,
     "/api/instrument/{id}/status",
     MAY_READ,
     api_status,
     "who is bound, from when to when, and why",
     {{.name = "on", .help = "only what holds on that day", .type = PARAMETER_DAY}}},
    {METHOD_GET,
     "/api/instrument/{id}/acts",
     MAY_READ,
     api_acts,
     "what was done under it, with what the law engine passed over, and its terms",
     {{0}}},
    {METHOD_POST, "/api/instrument/{id}/act", MAY_WRITE, api_act_add, "record an act", {ACT_WORDS}},
    {METHOD_POST, "/api/act/{id}/remove", MAY_WRITE, api_act_remove, "take an act off", {{0}}},
    {METHOD_POST,
     "/api/instrument/{id}/terms",
     MAY_WRITE,
     api_terms,
     "save final clauses",
     {{.name = "terms", .help = "JSON; empty: none"},
      {.name = "text", .help = "the text they were read from: kept, its clauses as evidence"},
      {.name = "address", .help = "where that text can be read"}}},
    {METHOD_POST,
     "/api/terms",
     MAY_WRITE,
     api_terms_propose,
     "propose final clauses from a treaty's text; nothing is saved",
     {{.name = "text", .help = "the text"}}},
    {METHOD_GET,
     "/api/promises",
     MAY_READ,
     api_promises,
     "promises and where each stands, due ones first",
     {PROMISE_FILTERS, LIMIT, AFTER}},
    {METHOD_GET,
     "/api/commitment/{id}",
     MAY_READ,
     api_commitment,
     "a promise: where it stands and why, its plans from the first on, its reports",
     {{0}}},
    {METHOD_POST,
     "/api/commitment/{id}/edit",
     MAY_WRITE,
     api_promise_edit,
     "set who owns a promise, its number, its place in a roadmap; what is not given stays",
     {PROMISE_WORDS}},
    {METHOD_POST,
     "/api/commitment/{id}/progress",
     MAY_WRITE,
     api_progress,
     "report progress on a promise; without a source it is kept and not counted",
     {PROGRESS_WORDS}},
    {METHOD_POST,
     "/api/commitment/{id}/plan",
     MAY_WRITE,
     api_plan,
     "plan a promise anew; the first plan stays beside it",
     {PLAN_WORDS}},
    {METHOD_POST,
     "/api/record/{id}/roadmap",
     MAY_WRITE,
     api_roadmap,
     "add actions to a roadmap from a table: all lines or none",
     {ROADMAP_TABLE, {.name = "preview", .help = "1: only tell how each line is understood"}}},
    {METHOD_POST,
     "/api/engagement/{id}/minutes",
     MAY_WRITE,
     api_minutes,
     "add the minutes of a session: a source of it, read into drafts and offered reports",
     {MINUTES_DOCUMENT}},
    {METHOD_GET,
     "/api/offers",
     MAY_READ,
     api_offers,
     "reports that minutes offer: those that wait, or all of a session or a promise",
     {{.name = "session", .help = "of that session's minutes", .type = PARAMETER_INT},
      {.name = "promise", .help = "on that promise", .type = PARAMETER_INT}}},
    {METHOD_POST,
     "/api/report/{id}/accept",
     MAY_WRITE,
     api_report_accept,
     "accept a report that minutes offer; its sentence is its evidence",
     {{0}}},
    {METHOD_POST,
     "/api/report/{id}/refuse",
     MAY_WRITE,
     api_report_refuse,
     "refuse a report that minutes offer",
     {{0}}},
    {METHOD_GET,
     "/api/reports",
     MAY_READ,
     api_reports,
     "reports that are due before a session of a commission, or were not made at the last",
     {PROMISE_WHOSE,
      PROMISE_UNDER,
      {.name = "missing", .help = "1: those not made at the last session"}}},
    {METHOD_POST,
     "/api/record/{id}/sessions",
     MAY_WRITE,
     api_sessions,
     "reports on what stands under a record are due before the sessions of a body",
     {SESSIONS_OF}},
    {METHOD_POST,
     "/api/pair/{a}/{b}/sessions",
     MAY_WRITE,
     api_pair_sessions,
     "reports on what two states promised are due before the sessions of a body",
     {SESSIONS_OF}},
    {METHOD_GET,
     "/api/proposals",
     MAY_READ,
     api_proposals,
     "links that wait for a person: which deed may carry out which promise, and why",
     {{.name = "record", .help = "only those of one record", .type = PARAMETER_INT}, AFTER}},
    {METHOD_POST,
     "/api/link/{id}/confirm",
     MAY_WRITE,
     api_link_confirm,
     "confirm a proposed link",
     {{0}}},
    {METHOD_POST,
     "/api/link/{id}/refuse",
     MAY_WRITE,
     api_link_refuse,
     "refuse a proposed link; it is not proposed again",
     {{0}}},
    {METHOD_GET,
     "/api/search",
     MAY_READ,
     api_search,
     "full text over everything",
     {{.name = "q", .help = "words, \"a phrase\", -without"},
      {.name = "in", .help = "one kind of thing: a record's name, actor, source"},
      AFTER}},
    {METHOD_GET,
     "/api/source/{id}",
     MAY_READ,
     api_source,
     "a document and what rests on it",
     {{0}}},
    {METHOD_GET,
     "/api/openapi.json",
     MAY_READ,
     api_openapi,
     "this interface, as OpenAPI 3.1",
     {{0}}},
};
const size_t api_row_count = sizeof api_rows / sizeof *api_rows;

static void write_parameter(jout *j, str name, const char *place, const char *help,
                            parameter_type type) {
    jout_open(j, '{');
    jout_pair_str(j, "name", name);
    jout_pair_str(j, "in", str_of(place));
    jout_pair_bool(j, "required", place[0] == 'p');
    if (help) jout_pair_str(j, "description", str_of(help));
    jout_key(j, "schema");
    jout_open(j, '{');
    jout_pair_str(j, "type", type == PARAMETER_INT ? S("integer") : S("string"));
    if (type == PARAMETER_DAY) jout_pair_str(j, "format", S("date"));
    jout_close(j, '}');
    jout_close(j, '}');
}

/* What a form has is in the body of a POST. */
static void write_parameters(jout *j, const route *row) {
    str rest = str_of(row->path), part;
    jout_key(j, "parameters");
    jout_open(j, '[');
    while (str_next(&rest, '/', &part))
        if (part.n > 2 && part.p[0] == '{')
            write_parameter(j, str_slice(part, 1, part.n - 1), "path", NULL, PARAMETER_INT);
    for (size_t i = 0; row->method != METHOD_POST && i < PARAMETERS_MOST; i++) {
        const parameter *p = &row->parameters[i];
        if (!p->name) break;
        write_parameter(j, str_of(p->name), "query", p->help, p->type);
    }
    jout_close(j, ']');
}

static void write_body(jout *j, const route *row) {
    if (row->method != METHOD_POST) return;
    static const char *const levels[] = {"requestBody", "content",
                                         "application/x-www-form-urlencoded", "schema"};
    for (size_t i = 0; i < 4; i++) {
        jout_key(j, levels[i]);
        jout_open(j, '{');
    }
    jout_pair_str(j, "type", S("object"));
    jout_key(j, "properties");
    jout_open(j, '{');
    for (size_t i = 0; i < PARAMETERS_MOST && row->parameters[i].name; i++) {
        const parameter *p = &row->parameters[i];
        jout_key(j, p->name);
        jout_open(j, '{');
        jout_pair_str(j, "type", p->type == PARAMETER_INT ? S("integer") : S("string"));
        jout_pair_str(j, "description", str_of(p->help));
        jout_close(j, '}');
    }
    jout_key(j, "token");
    jout_open(j, '{');
    jout_pair_str(j, "type", S("string"));
    jout_pair_str(j, "description", S("as the forms of the pages have it"));
    jout_close(j, '}');
    for (size_t i = 0; i < 5; i++) jout_close(j, '}');
}

static void write_answer(jout *j, const char *status, const char *what) {
    jout_key(j, status);
    jout_open(j, '{');
    jout_pair_str(j, "description", str_of(what));
    jout_key(j, "content");
    jout_open(j, '{');
    jout_key(j, "application/json");
    jout_open(j, '{');
    jout_close(j, '}');
    jout_close(j, '}');
    jout_close(j, '}');
}

static void write_operation(jout *j, const route *row) {
    jout_key(j, row->method == METHOD_POST ? "post" : "get");
    jout_open(j, '{');
    jout_pair_str(j, "summary", str_of(row->help));
    write_parameters(j, row);
    write_body(j, row);
    jout_key(j, "responses");
    jout_open(j, '{');
    write_answer(j, "200", row->help);
    write_answer(j, "400", "a parameter is wrong: error.place names it");
    if (row->permission == MAY_WRITE)
        write_answer(j, "403",
                     "it came from another site, or without the cookie and token of a page");
    write_answer(j, "404", "it is not there");
    jout_close(j, '}');
    jout_close(j, '}');
}

/* The methods of one path stand together; rows of one path need not. */
static void write_path(jout *j, size_t at) {
    for (size_t i = 0; i < at; i++)
        if (strcmp(api_rows[i].path, api_rows[at].path) == 0) return;
    jout_key(j, api_rows[at].path);
    jout_open(j, '{');
    for (size_t i = at; i < api_row_count; i++)
        if (strcmp(api_rows[i].path, api_rows[at].path) == 0) write_operation(j, &api_rows[i]);
    jout_close(j, '}');
}

code api_openapi(request *q, response *r, fault *f) {
    (void)q, (void)f;
    jout j;
    r->type = "application/json";
    jout_init(&j, &r->body);
    jout_open(&j, '{');
    jout_pair_str(&j, "openapi", S("3.1.0"));
    jout_key(&j, "info");
    jout_open(&j, '{');
    jout_pair_str(&j, "title", S("depositary"));
    jout_pair_str(&j, "description", S("What states agree, and whether they keep it."));
    jout_pair_str(&j, "version", S(DEPOSITARY_VERSION));
    jout_close(&j, '}');
    jout_key(&j, "paths");
    jout_open(&j, '{');
    for (size_t i = 0; i < api_row_count; i++) write_path(&j, i);
    jout_close(&j, '}');
    jout_close(&j, '}');
    buf_put_char(&r->body, '\n');
    return OK;
}
