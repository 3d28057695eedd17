/* Messages, and mail folders. */
#include "exchange/mail.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { LINE_MOST = 76 };

static bool is_atom(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

static bool is_label(str s) {
    if (!s.n || s.n > 63 || s.p[0] == '-' || s.p[s.n - 1] == '-') return false;
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z') ||
              (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-'))
            return false;
    return true;
}

static bool is_local(str s) {
    bool after_dot = true;
    if (!s.n || s.n > 64 || s.p[0] == '-') return false; /* a dash would be taken for an option */
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' ? after_dot : !is_atom(s.p[i])) return false;
        after_dot = s.p[i] == '.';
    }
    return !after_dot;
}

code mail_address_check(const char *place, str address, fault *f) {
    size_t at = str_find(address, S("@"), 0);
    bool fits = at != SIZE_MAX && address.n <= 254 && is_local(str_slice(address, 0, at));
    str rest = fits ? str_slice(address, at + 1, address.n) : S(""), label;
    fits = fits && rest.n;
    while (fits && rest.n && str_next(&rest, '.', &label)) fits = is_label(label);
    if (fits && address.p[address.n - 1] != '.') return OK;
    return fault_set(f, INVALID, place,
                     "an address such as desk@example.org is wanted, without a name around it");
}

code mail_addresses(const char *place, str list, str out[MAIL_TO_MOST], size_t *count, fault *f) {
    size_t n = 0;
    str one;
    while (str_next(&list, ',', &one)) {
        if (n == MAIL_TO_MOST)
            return fault_set(f, INVALID, place, "at most %d addresses", MAIL_TO_MOST);
        one = str_trim(one);
        TRY(mail_address_check(place, one, f));
        out[n++] = one;
    }
    if (!n) return fault_set(f, INVALID, place, "an address is wanted");
    *count = n;
    return OK;
}

static bool is_plain(str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 32 || (unsigned char)s.p[i] > 126) return false;
    return str_find(s, S("=?"), 0) == SIZE_MAX;
}

static void put_hex(buf *b, char c) {
    buf_printf(b, "=%02X", (unsigned)(unsigned char)c);
}

/* Characters of the Q encoding that stand for themselves everywhere (RFC 2047, 5 (3)). */
static bool is_q_safe(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("!*+-/", c));
}

static size_t q_length(str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += is_q_safe(s.p[i]) || s.p[i] == ' ' ? 1 : 3;
    return n;
}

/* Encoded words of whole characters, each on a line of its own; `column` is where the first begins.
 */
static void put_encoded(buf *b, str s, size_t column) {
    static const char open[] = "=?UTF-8?Q?";
    size_t width = column + sizeof open - 1, at = 0;
    buf_put_z(b, open);
    while (at < s.n) {
        uint32_t point;
        size_t n = utf8_decode(s, at, &point);
        str c = point == UTF8_BAD            ? S("\xef\xbf\xbd")
                : point < 32 || point == 127 ? S(" ")
                                             : str_slice(s, at, at + n);
        size_t needs = q_length(c);
        if (width + needs + 2 > LINE_MOST) {
            buf_put(b, S("?=\r\n "));
            buf_put_z(b, open);
            width = 1 + sizeof open - 1;
        }
        for (size_t i = 0; i < c.n; i++) {
            if (c.p[i] == ' ')
                buf_put_char(b, '_');
            else if (is_q_safe(c.p[i]))
                buf_put_char(b, c.p[i]);
            else
                put_hex(b, c.p[i]);
        }
        width += needs;
        at += n;
    }
    buf_put(b, S("?="));
}

static void put_subject(buf *b, str s) {
    buf_put(b, S("Subject: "));
    if (is_plain(s) && s.n <= 66)
        buf_put(b, s);
    else
        put_encoded(b, s, sizeof "Subject: " - 1);
    buf_put(b, S("\r\n"));
}

static void put_date(buf *b, int64_t at) {
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t t = (time_t)at;
    struct tm c;
    gmtime_r(&t, &c);
    buf_printf(b, "Date: %s, %d %s %04d %02d:%02d:%02d +0000\r\n", days[c.tm_wday], c.tm_mday,
               months[c.tm_mon], c.tm_year + 1900, c.tm_hour, c.tm_min, c.tm_sec);
}

/* A line of the text, quoted-printable (RFC 2045, 6.7). A first F of "From " is written as =46:
 * then no mail folder has to quote it, and none of its readers to undo that. */
static void put_quoted(buf *b, str line) {
    size_t width = 0;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        bool last = i + 1 == line.n;
        bool plain = (c > 32 && c < 127 && c != '=') || ((c == ' ' || c == '\t') && !last);
        if (i == 0 && (str_starts(line, S("From ")) || c == '.')) plain = false;
        size_t needs = plain ? 1 : 3;
        if (width + needs + (last ? 0 : 1) > LINE_MOST) {
            buf_put(b, S("=\r\n"));
            width = 0;
            /* The line goes on here: what stands first must not look like a From_ line either. */
            if (plain && (c == 'F' || c == '.')) {
                plain = false;
                needs = 3;
            }
        }
        if (plain)
            buf_put_char(b, c);
        else
            put_hex(b, c);
        width += needs;
    }
    buf_put(b, S("\r\n"));
}

static code check(const mail *m, fault *f) {
    TRY(mail_address_check("from", m->from, f));
    if (!m->to_count || m->to_count > MAIL_TO_MOST)
        return fault_set(f, INVALID, "to", "1 to %d addresses are wanted", MAIL_TO_MOST);
    for (size_t i = 0; i < m->to_count; i++) TRY(mail_address_check("to", m->to[i], f));
    for (size_t i = 0; i < m->id.n; i++)
        if (!(is_label(str_slice(m->id, i, i + 1)) || m->id.p[i] == '-' || m->id.p[i] == '_'))
            return fault_set(f, INVALID, "id", "letters, digits, - and _ only");
    return OK;
}

code mail_write(buf *out, const mail *m, fault *f) {
    str rest = m->text, line;
    TRY(check(m, f));
    size_t domain = str_find(m->from, S("@"), 0);
    buf_printf(out, "From: " STR_FMT "\r\n", STR_ARG(m->from));
    for (size_t i = 0; i < m->to_count; i++)
        buf_printf(out, "%s" STR_FMT, i ? ",\r\n " : "To: ", STR_ARG(m->to[i]));
    buf_put(out, S("\r\n"));
    put_subject(out, m->subject);
    put_date(out, m->at);
    buf_printf(out, "Message-ID: <" STR_FMT STR_FMT ">\r\n", STR_ARG(m->id),
               STR_ARG(str_slice(m->from, domain, m->from.n)));
    /* Automatic answers ("out of office") keep away from such (RFC 3834). */
    buf_put(out, S("Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                   "Content-Type: text/plain; charset=utf-8\r\n"
                   "Content-Transfer-Encoding: quoted-printable\r\n\r\n"));
    while (rest.n && str_next(&rest, '\n', &line)) put_quoted(out, line);
    return out->code == OK ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
}

void mail_put_local(buf *out, str message) {
    for (size_t i = 0; i < message.n; i++)
        if (message.p[i] != '\r' || i + 1 == message.n || message.p[i + 1] != '\n')
            buf_put_char(out, message.p[i]);
}

void mbox_put(buf *out, str message, str from, int64_t at) {
    time_t t = (time_t)at;
    struct tm c;
    char text[64];
    gmtime_r(&t, &c);
    /* As asctime writes it, whatever the language of the system. */
    static const char days[] = "SunMonTueWedThuFriSat",
                      months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    snprintf(text, sizeof text, "%.3s %.3s %2d %02d:%02d:%02d %04d", days + 3 * c.tm_wday,
             months + 3 * c.tm_mon, c.tm_mday, c.tm_hour, c.tm_min, c.tm_sec, c.tm_year + 1900);
    buf_printf(out, "From " STR_FMT " %s\n", STR_ARG(from), text);
    str line;
    while (message.n && str_next(&message, '\n', &line)) {
        size_t marks = 0;
        while (marks < line.n && line.p[marks] == '>') marks++;
        if (str_starts(str_slice(line, marks, line.n), S("From "))) buf_put_char(out, '>');
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
        buf_put(out, line);
        buf_put_char(out, '\n');
    }
    buf_put_char(out, '\n');
}
