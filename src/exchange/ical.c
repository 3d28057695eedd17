#include "exchange/ical.h"

#include <libical/ical.h>

#include <stdlib.h>

static struct icaltimetype date_of(day d) {
    civil c = day_civil(d);
    struct icaltimetype t = icaltime_null_date();
    t.year = c.year;
    t.month = c.month;
    t.day = c.day;
    t.is_date = 1;
    return t;
}

/* "2024-11-26T09:30:00Z" */
static struct icaltimetype instant_of(str at) {
    struct icaltimetype t = icaltime_null_time();
    int *const parts[] = {&t.year, &t.month, &t.day, &t.hour, &t.minute, &t.second};
    size_t from = 0;
    for (size_t i = 0; i < 6 && from < at.n; i++) {
        int v = 0;
        while (from < at.n && at.p[from] >= '0' && at.p[from] <= '9')
            v = v * 10 + (at.p[from++] - '0');
        *parts[i] = v;
        from++;
    }
    t.zone = icaltimezone_get_utc_timezone();
    return t;
}

/* Text for a calendar: no control characters, which the format cannot carry. */
static const char *clean(buf *scratch, str s) {
    buf_clear(scratch);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        buf_put_char(scratch, c < 32 || c == 127 ? ' ' : (char)c);
    }
    buf_put_char(scratch, '\0');
    return scratch->code == OK ? scratch->p : "";
}

static void categories_add(icalcomponent *e, sector_set sectors) {
    for (sector s = 0; s < SECTOR_COUNT; s++)
        if (sectors & (sector_set)1 << s)
            icalcomponent_add_property(e, icalproperty_new_categories(sector_name(s)));
}

static void url_add(icalcomponent *e, buf *scratch, str site, str address) {
    if (!site.n) return;
    buf_clear(scratch);
    buf_put(scratch, site);
    buf_put(scratch, address);
    buf_put_char(scratch, '\0');
    if (scratch->code == OK) icalcomponent_add_property(e, icalproperty_new_url(scratch->p));
}

static icalcomponent *event_new(const feed_event *x, str site, buf *scratch) {
    icalcomponent *e = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    if (!e) return NULL;
    struct icaltimetype changed = instant_of(x->changed_at);
    icalcomponent_add_property(e, icalproperty_new_uid(clean(scratch, x->uid)));
    icalcomponent_add_property(e, icalproperty_new_dtstamp(changed));
    icalcomponent_add_property(e, icalproperty_new_lastmodified(changed));
    icalcomponent_add_property(e, icalproperty_new_sequence((int)x->sequence));
    icalcomponent_add_property(e, icalproperty_new_dtstart(date_of(x->first)));
    icalcomponent_add_property(e, icalproperty_new_dtend(date_of(x->last + 1)));
    icalcomponent_add_property(e, icalproperty_new_summary(clean(scratch, x->title)));
    icalcomponent_add_property(e, icalproperty_new_description(clean(scratch, x->reason)));
    icalcomponent_add_property(e, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    url_add(e, scratch, site, x->address);
    categories_add(e, x->sectors);
    return e;
}

static void name_add(icalcomponent *calendar, buf *scratch, str name) {
    icalproperty *p = icalproperty_new_x(clean(scratch, name));
    if (!p) return;
    icalproperty_set_x_name(p, "X-WR-CALNAME");
    icalcomponent_add_property(calendar, p);
}

code ical_write(buf *out, str name, str site, const feed_event *events, size_t count, fault *f) {
    buf scratch;
    icalcomponent *calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
    if (!calendar) return fault_set(f, NOMEM, NULL, "not enough memory");
    buf_init(&scratch, (size_t)1 << 20);
    icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
    icalcomponent_add_property(calendar, icalproperty_new_prodid("-//depositary//register//EN"));
    name_add(calendar, &scratch, name);
    for (size_t i = 0; i < count; i++) {
        icalcomponent *e = event_new(&events[i], site, &scratch);
        if (e) icalcomponent_add_component(calendar, e);
    }
    char *text = icalcomponent_as_ical_string_r(calendar);
    if (text) buf_put_z(out, text);
    code result = text && scratch.code == OK && out->code == OK
                      ? OK
                      : fault_set(f, NOMEM, NULL, "not enough memory");
    icalmemory_free_buffer(text);
    icalcomponent_free(calendar);
    buf_reset(&scratch);
    return result;
}
