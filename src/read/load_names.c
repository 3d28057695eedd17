#include "read/load.h"

#include <string.h>

#include "base/utf8.h"

/* Rows of names: states, organisations, and how a language calls them. */

static bool upper_first(str s) {
    uint32_t c;
    utf8_decode(s, 0, &c);
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x410 && c <= 0x42F);
}

static bool all_upper(str s) {
    size_t upper = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= 'a' && s.p[i] <= 'z') return false;
        if ((unsigned char)s.p[i] >= 128) return false;
        upper += s.p[i] >= 'A' && s.p[i] <= 'Z';
    }
    return upper >= 2;
}

static code names_add(row *r, uint16_t number, name_role as, str list) {
    str name;
    while (list.n && str_next(&list, ';', &name)) {
        name = str_trim(name);
        if (name.n == 0) continue;
        bool weak = name.p[name.n - 1] == '?';
        if (weak) name.n--;
        entry *e;
        TRY(entry_at(r, name, &e));
        if (e->actor && !(e->weak && !weak)) continue; /* the first, or the one that is not weak */
        e->actor = number;
        e->name_role = (uint8_t)as;
        e->weak = weak;
        e->capital = upper_first(name);
        e->capitals = all_upper(name);
    }
    return OK;
}

static code actor_add(row *r, str code_name, str name, bool organisation, bool side,
                      uint16_t *number) {
    language *l = r->l;
    for (size_t i = 1; i < l->actor_count; i++) {
        if (!str_eq(l->actors[i].code, code_name)) continue;
        *number = (uint16_t)i;
        l->actors[i].organisation |= organisation;
        return OK;
    }
    actor *grown =
        arena_grow(l->arena, l->actors, l->actor_count, &l->actor_capacity, sizeof *l->actors);
    if (!grown || l->actor_count >= UINT16_MAX) return NOMEM;
    l->actors = grown;
    l->actors[l->actor_count] = (actor){.code = str_copy(l->arena, code_name),
                                        .name = str_copy(l->arena, name),
                                        .organisation = organisation,
                                        .side = side};
    *number = (uint16_t)l->actor_count++;
    return OK;
}

/* data/gazetteer/states.tsv */
code states_row(row *r) {
    uint16_t n;
    if (str_eq(r->fields[0], S("code"))) return OK;
    TRY(actor_add(r, r->fields[0], r->fields[1], false, true, &n));
    r->l->actors[n].successors = str_copy(r->l->arena, r->fields[9]);
    TRY(names_add(r, n, NAME_NAME, r->fields[1]));
    TRY(names_add(r, n, NAME_NAME, r->fields[2]));
    TRY(names_add(r, n, NAME_ADJECTIVE, r->fields[3]));
    TRY(names_add(r, n, NAME_PEOPLE, r->fields[4]));
    TRY(names_add(r, n, NAME_SEAT, r->fields[5]));
    return names_add(r, n, NAME_NAME, r->fields[6]);
}

/* The states of a group, which the table before has told. */
static code members_add(row *r, uint16_t number, str list) {
    enum { MOST_MEMBERS = 32 };
    uint16_t ids[MOST_MEMBERS], count = 0;
    str code_name;
    while (list.n && count < MOST_MEMBERS && str_next(&list, ';', &code_name)) {
        uint16_t id;
        TRY(actor_add(r, code_name, code_name, false, true, &id));
        ids[count++] = id;
    }
    actor *of = &r->l->actors[number];
    if (!count) return OK;
    of->members = arena_array(r->l->arena, count, sizeof *ids);
    if (!of->members) return NOMEM;
    memcpy(of->members, ids, count * sizeof *ids);
    of->member_count = count;
    return OK;
}

/* data/gazetteer/organisations.tsv */
code organisations_row(row *r) {
    uint16_t n;
    if (str_eq(r->fields[0], S("short"))) return OK;
    TRY(actor_add(r, r->fields[0], r->fields[1], true, str_eq(r->fields[4], S("1")), &n));
    r->l->actors[n].group = str_eq(r->fields[3], S("group"));
    TRY(members_add(r, n, r->fields[5]));
    TRY(names_add(r, n, NAME_NAME, r->fields[0]));
    TRY(names_add(r, n, NAME_NAME, r->fields[1]));
    return names_add(r, n, NAME_NAME, r->fields[2]);
}

/* names.tsv: code, role (name adjective people seat person), names */
code names_row(row *r) {
    static const char *const roles[] = {"name", "adjective", "people", "seat", "person"};
    uint16_t n;
    size_t as = 0;
    TRY(index_of(r, roles, 5, r->fields[1], &as));
    TRY(actor_add(r, r->fields[0], r->fields[0], false, true, &n));
    return names_add(r, n, (name_role)as, r->fields[2]);
}
