#ifndef STORE_STATUS_SQL_H
#define STORE_STATUS_SQL_H

/* The key of a status is instrument * 2^36 + party * 2^12 + its place among that party's, party 0
 * being the instrument itself: rows are written in the order of their keys and need no index, and
 * what holds for a party under an instrument is one range. So there are fewer than 2^27
 * instruments, 2^24 actors, 2^12 intervals of one party under one instrument (status_rebuild
 * refuses more).
 *
 * A condition on alias t; the arguments are SQL as string literals. Of a party under all
 * instruments, start from its acts: without any it has no status. */
#define STATUS_OF(t, instrument, party)                                                            \
    t ".id BETWEEN (" instrument ") * 68719476736 + (" party ") * 4096 "                           \
      "AND (" instrument ") * 68719476736 + (" party ") * 4096 + 4095 "

#define STATUS_UNDER(t, instrument)                                                                \
    t ".id >= (" instrument ") * 68719476736 AND " t ".id < ((" instrument ") + 1) * 68719476736 "

/* Holds on a day. */
#define STATUS_ON(t, day)                                                                          \
    t ".from_day <= " day " AND (" t ".to_day IS NULL OR " t ".to_day > " day ") "

enum {
    STATUS_INSTRUMENTS_MOST = 1 << 27,
    STATUS_PARTIES_MOST = 1 << 24,
    STATUS_INTERVALS_MOST = 1 << 12
};

#endif
