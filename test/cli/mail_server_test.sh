#!/bin/sh
# The digest through a real mail server, Exim: given to its sendmail, and to its daemon over SMTP. It runs as an
# ordinary user with a configuration and a spool of its own; the system's, where there is one, is not touched.
. test/lib.sh
python=/usr/bin/python3
PATH=$PATH:/usr/sbin:/sbin

db=$work/r.db
cat >"$work/r.ndjson" <<'END'
{"ref":"ferry","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","CIV"],"title":"A ferry = \"Ålesund\"\nBcc: evil@example.org\r\n.\r\nFrom here on, a quay","due":"2026-02","date":"2025-01-10","sectors":["transport"]}
{"ref":"port","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","CIV"],"title":"From now on: a port","due":"2026-03-20","date":"2025-01-10"}
END
"$DEPOSITARY" import register "$work/r.ndjson" --db "$db" >/dev/null || exit 1
digest() { "$DEPOSITARY" digest --db "$db" --on 2026-03-01 --since 2000-01-01 --pair NOR,CIV "$@"; }

if ! command -v exim4 >/dev/null || ! $python -c 'import mailbox' 2>/dev/null; then
    skip "a mail server takes the digest" "needs exim4 (exim4-daemon-light) and python3"
    finish
    exit
fi
who=$(id -un) group=$(id -gn) as=
if [ "$(id -u)" = 0 ]; then # exim does not run as root
    who=nobody group=nogroup as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
fi
mail=$work/mail
mkdir "$mail"
chmod 755 "$work" "$mail"
[ -z "$as" ] || chown nobody "$mail"
port=$($python -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$work/exim.conf" <<END
exim_user = $who
exim_group = $group
trusted_users = $who
never_users =
keep_environment =
log_file_path = $mail/%slog
spool_directory = $mail/spool
pid_file_path = $mail/pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = $port
primary_hostname = mail.example.org
qualify_domain = example.org
domainlist local_domains = example.org
tls_advertise_hosts =
message_size_limit = 1M
acl_smtp_rcpt = rcpt
begin acl
rcpt:
  accept domains = +local_domains
         local_parts = desk : treaties
  deny message = there is no such box here
begin routers
local:
  driver = accept
  domains = +local_domains
  local_parts = desk : treaties
  transport = box
begin transports
box:
  driver = appendfile
  file = $mail/box
  envelope_to_add
  return_path_add
  delivery_date_add
  user = $who
  group = $group
  batch_max = 10
END
chmod 644 "$work/exim.conf"
printf '#!/bin/sh\nexec %s exim4 -C "%s/exim.conf" -odi "$@"\n' "$as" "$work" >"$work/sendmail"
printf 'account default\nhost 127.0.0.1\nport %s\nauth off\ntls off\n' "$port" >"$work/msmtprc"
printf '#!/bin/sh\nexec msmtp -C "%s/msmtprc" "$@"\n' "$work" >"$work/over-smtp"
chmod +x "$work/sendmail" "$work/over-smtp"
chmod 600 "$work/msmtprc"
digest >"$work/text"

# arrived N: N messages stand in the box, the last one to the letter as the digest prints it.
arrived() {
    $python - "$mail/box" "$work/text" "$1" <<'PY'
import email, email.policy, mailbox, sys
box, text, n = sys.argv[1:]
all_of_it = list(mailbox.mbox(box))
assert len(all_of_it) == int(n), len(all_of_it)
m = email.message_from_bytes(bytes(all_of_it[-1]), policy=email.policy.default)
assert m.get_content().replace('\r\n', '\n') == open(text).read(), m.get_content()
assert m['from'] == 'register@example.org' and m['return-path'] == '<register@example.org>'
assert m['to'] == 'desk@example.org, treaties@example.org' and m['bcc'] is None
assert m['subject'].startswith("Norway and Côte d"), m['subject']
assert m['auto-submitted'] == 'auto-generated'
assert sorted(a.strip() for a in m['envelope-to'].split(',')) == ['desk@example.org', 'treaties@example.org'], m['envelope-to']
assert m.get_all('message-id') and len(m.get_all('message-id')) == 1 and len(m.get_all('date')) == 1
PY
}
send() { digest --from register@example.org --to 'desk@example.org, treaties@example.org' "$@"; }
expect_status 0 "the server's own sendmail takes the digest" send --sendmail "$work/sendmail"
if arrived 1 2>"$work/err"; then pass "and delivers it to the letter, to both and to nobody else"; else
    fail "and delivers it to the letter, to both and to nobody else" "$(tail -n 3 "$work/err")" "$(tail -n 5 "$mail/mainlog" 2>/dev/null)"; fi
if command -v msmtp >/dev/null; then
    $as exim4 -C "$work/exim.conf" -bd
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do [ -s "$mail/pid" ] && break; sleep 0.2; done
    daemon=$(cat "$mail/pid")
    trap 'kill $daemon 2>/dev/null; rm -rf "$work"' EXIT
    expect_status 0 "and its daemon, over SMTP" send --sendmail "$work/over-smtp"
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do arrived 2 2>"$work/err" && break; sleep 0.2; done
    if arrived 2 2>"$work/err"; then pass "which delivers it as well"; else
        fail "which delivers it as well" "$(tail -n 3 "$work/err")" "$(tail -n 5 "$mail/mainlog" 2>/dev/null)"; fi
    expect_status 7 "a box that the server does not know is refused, and said so" digest --from register@example.org \
        --to nobody-here@example.org --sendmail "$work/over-smtp"
    kill "$daemon"
    for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$daemon" 2>/dev/null || break; sleep 0.2; done
    expect_status 7 "a server that is gone is told" send --sendmail "$work/over-smtp"
    if arrived 2 2>"$work/err"; then pass "and nothing is delivered twice"; else fail "and nothing is delivered twice" "$(tail -n 3 "$work/err")"; fi
else
    skip "and its daemon, over SMTP" "needs msmtp"
fi
finish
