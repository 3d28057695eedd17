#include "page/roadmap.h"

code section_roadmap(view *v, int64_t parent_id, fault *f) {
    due_row *rows;
    size_t n;
    TRY(commitment_children(v->arena, v->db, parent_id, &rows, &n, f));
    if (!n) return OK;
    MARK(v->out, "<section id=\"roadmap\"><h2>Promises made under it</h2>\n");
    TRY(part_due_list(v, rows, n, f));
    MARK(v->out, "</section>\n");
    return OK;
}
