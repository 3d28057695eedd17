#ifndef EXCHANGE_MAIL_H
#define EXCHANGE_MAIL_H

#include "base/buf.h"

/* A message of plain text (RFC 5322, MIME): ASCII on the wire, UTF-8 inside. */

enum { MAIL_TO_MOST = 50 };

typedef struct {
    str from; /* an address, no name around it */
    const str *to;
    size_t to_count; /* 1 to MAIL_TO_MOST */
    str subject;     /* UTF-8; line ends and control characters become spaces */
    str text;        /* UTF-8, lines ended by \n */
    int64_t at;      /* seconds since 1970, UTC */
    str id;          /* what stands before the @ of the Message-ID: letters, digits, - and _ */
} mail;

/* mail_address_check - whether it is "local@domain" in the plain form that needs no quotes
 * (RFC 5321, dot-string and domain), so that it can stand in a header and in a command. INVALID
 * names `place`. */
code mail_address_check(const char *place, str address, fault *f);

/* mail_addresses - "a@example.org, b@example.org" cut and checked. */
code mail_addresses(const char *place, str list, str out[MAIL_TO_MOST], size_t *count, fault *f);

/* mail_write - the message with CRLF line ends: quoted-printable, no line over 78 characters, none
 * that begins with "From ". Addresses are checked again. INVALID, NOMEM. */
code mail_write(buf *out, const mail *m, fault *f);

/* mail_put_local - the same bytes with \n line ends, as sendmail and mail folders take them. */
void mail_put_local(buf *out, str message);

/* mbox_put - a message (any line ends) as one of an mbox: the From_ line before it, lines that
 * begin with any number of > and "From " quoted by one more > (mboxrd), an empty line after it. */
void mbox_put(buf *out, str message, str from, int64_t at);

/* mbox_append - at the end of a mail folder, under its lock (fcntl, as mail programs of Debian do);
 * made where there is none. What could not be written whole is taken off again. DENIED, IO. */
code mbox_append(const char *path, str bytes, fault *f);

/* sendmail_run - gives the message to a program that is called as sendmail is:
 * `path -i -f FROM -- TO...`, without a shell. Waits up to `seconds`. NOTFOUND, DENIED: no such
 * program. IO: it failed, or did not end. */
code sendmail_run(const char *path, const mail *m, str message, int seconds, fault *f);

#endif
