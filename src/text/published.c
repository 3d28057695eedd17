#include "text/published.h"

#include "base/date.h"
#include "base/jnode.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static str make_day(arena *a, int64_t year, int64_t month, int64_t day_of_month) {
    if (year < 1900 || year > 2999 || month < 1 || month > 12 || day_of_month < 1 ||
        day_of_month > 31 || !day_exists((int)year, (int)month, (int)day_of_month))
        return S("");
    str made = str_format(a, "%04d-%02d-%02d", (int)year, (int)month, (int)day_of_month);
    return made.p ? made : S("");
}

static int64_t number(str digits) {
    int64_t v = 0;
    return digits.n <= 9 && str_int(digits, &v) ? v : -1;
}

/* 1 to 12 by the first three letters; 0: no month. */
static int month_of(str word) {
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (word.n < 3) return 0;
    for (int m = 0; m < 12; m++)
        if (str_eq_nocase(str_slice(word, 0, 3), (str){names + 3 * m, 3})) return m + 1;
    return 0;
}

/* The next run of digits or of letters; false at the end. */
static bool next_run(str *rest, str *run) {
    size_t i = 0;
    while (i < rest->n && !is_digit(rest->p[i]) && !is_letter(rest->p[i])) i++;
    if (i == rest->n) return false;
    size_t from = i;
    bool digits = is_digit(rest->p[i]);
    while (i < rest->n && (digits ? is_digit(rest->p[i]) : is_letter(rest->p[i]))) i++;
    *run = str_slice(*rest, from, i);
    *rest = str_slice(*rest, i, rest->n);
    return true;
}

str published_day(arena *a, str written) {
    str rest = str_trim(written), run;
    int64_t numbers[3];
    int count = 0, month = 0, month_at = 0;
    while (count < 3 && next_run(&rest, &run)) {
        if (is_digit(run.p[0])) {
            if (count == 0 && run.n == 8)
                return make_day(a, number(str_slice(run, 0, 4)), number(str_slice(run, 4, 6)),
                                number(str_slice(run, 6, 8)));
            numbers[count++] = number(run);
        } else if (!month && (month = month_of(run))) {
            month_at = count;
        }
        if (month && count == 2) break;
    }
    if (month && count == 2 && month_at <= 1) return make_day(a, numbers[1], month, numbers[0]);
    if (!month && count == 3) return make_day(a, numbers[0], numbers[1], numbers[2]);
    return S("");
}

static str find(arena *a, const jnode *node) {
    if (node->type == JNODE_STRING && str_eq(node->key, S("datePublished")))
        return published_day(a, node->string);
    if (node->type != JNODE_ARRAY && node->type != JNODE_OBJECT) return S("");
    /* At most as deep as jnode_parse lets it be. */
    for (const jnode *child = node->first; child; child = child->next) {
        str found = find(a, child);
        if (found.n) return found;
    }
    return S("");
}

str published_json(arena *a, str block) {
    const jnode *root;
    if (jnode_parse(a, block, &root, NULL) != OK) return S("");
    return find(a, root);
}
