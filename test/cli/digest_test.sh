#!/bin/sh
# The digest as text, as a message, in a mail folder, and through a real mail server on the loopback.
. test/lib.sh
python=/usr/bin/python3

db=$work/r.db
cat >"$work/r.ndjson" <<'END'
{"ref":"ferry","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","CIV"],"title":"A ferry = \"Ålesund\"\nBcc: evil@example.org\r\n.\r\nFrom here on, a quay of so many words that its line is far longer than seventy-six characters","due":"2026-02","date":"2025-01-10","sectors":["transport"]}
{"ref":"port","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","CIV"],"title":"From now on: a port","due":"2026-03-20","date":"2025-01-10"}
{"ref":"other","record":"commitment","kind":"deliver","modality":"planned","states":["FIN","SWE"],"title":"Something between others","due":"2026-02-20","date":"2025-01-10"}
{"ref":"planned","record":"engagement","kind":"commission","modality":"planned","states":["NOR","CIV"],"title":"the sixth session of the joint commission","date":"2026-01"}
{"ref":"held","record":"engagement","kind":"commission","modality":"done","states":["NOR","CIV"],"title":"The sixth session of the joint commission was held in Oslo","date":"2026-01-12"}
END
"$DEPOSITARY" import register "$work/r.ndjson" --db "$db" >/dev/null || exit 1
"$DEPOSITARY" links find --db "$db" >/dev/null
digest() { "$DEPOSITARY" digest --db "$db" --on 2026-03-01 --since 2000-01-01 "$@"; }

expect_out "what is late" '^LATE \(2\)$' digest --pair NOR,CIV
cp "$work/out" "$work/text"
expect_out "with where it stands" 'no source says what came of it' cat "$work/text"
expect_out "what comes due" '^- 2026-03-20: From now on: a port$' cat "$work/text"
expect_out "what waits for a decision" '^TO DECIDE: MAY HAVE BEEN CARRIED OUT \(1\)$' cat "$work/text"
expect_out "what changed" '^CHANGED \(4\)$' cat "$work/text"
expect_out "all of it for everybody" '^CHANGED \(5\)$' digest
expect_out "nothing of others" '^Norway and ' cat "$work/text"
if grep -q 'between others' "$work/text"; then fail "no promise of others"; else pass "no promise of others"; fi
if awk 'length($0) > 76 { bad = 1 } END { exit bad }' "$work/text"; then pass "in lines that are not too long"; else fail "in lines that are not too long"; fi
if grep -qE '^(Bcc|\.)' "$work/text"; then fail "a title begins no line of its own"; else pass "a title begins no line of its own"; fi
expect_out "changes since a day" '^CHANGED' digest --since 2001-01-01
"$DEPOSITARY" digest --db "$db" --on 2036-03-01 --since 2036-02-20 --pair FIN,NOR >"$work/none"
expect_out "nothing is said to be nothing" 'Nothing is late or due soon, and nothing changed' cat "$work/none"
expect_out "or not said at all" '^nothing to tell$' digest --pair FIN,NOR --since 2126-01-01 --quiet --mbox "$work/no-box"
[ ! -e "$work/no-box" ] && pass "then no folder is made" || fail "then no folder is made"
expect_out "pages are named by their address" '^  https://example.org/commitment/[0-9]+$' digest --site https://example.org/

for bad in 'desk' 'desk@' '@example.org' 'Desk <desk@example.org>' 'a b@example.org' '-oQ/tmp@example.org' \
    'a@example.org
Bcc: b@example.org' 'a..b@example.org' 'a@-x.org' 'a@example.org,' "a@ex'ample.org"; do
    expect_status 2 "no address: $(printf %s "$bad" | tr '\n' '|')" digest --to "$bad" --out "$work/never"
done
expect_status 2 "nor one as the sender" digest --from 'a@b, c@d' --out "$work/never"
expect_status 2 "a site is an address of the web" digest --site 'javascript:x'
expect_status 2 "one place at a time" digest --out "$work/never" --mbox "$work/never"
[ ! -e "$work/never" ] && pass "nothing was written for these" || fail "nothing was written for these"

expect_status 0 "a message of its own" digest --pair NOR,CIV --from register@example.org --to 'a@example.org, b@example.org' --out "$work/one.eml"
digest --pair NOR,CIV --mbox "$work/box" && digest --state FIN --mbox "$work/box"
if [ "$(stat -c %a "$work/box")" = 600 ]; then pass "a mail folder is for its owner"; else fail "a mail folder is for its owner"; fi
cat >"$work/read.py" <<'PY'
import email, email.policy, mailbox, sys
work = sys.argv[1]
raw = open(work + '/one.eml', 'rb').read()
assert b'\n' not in raw.replace(b'\r\n', b''), 'bare line end'
assert max(len(l) for l in raw.split(b'\r\n')) <= 78
raw.decode('ascii')
m = email.message_from_bytes(raw, policy=email.policy.strict)
assert m['to'] == 'a@example.org, b@example.org' and m['from'] == 'register@example.org'
assert m['bcc'] is None and m['message-id'].endswith('@example.org>')
assert set(k.lower() for k in m.keys()) == {'from', 'to', 'subject', 'date', 'message-id', 'auto-submitted', 'mime-version', 'content-type', 'content-transfer-encoding'}
assert len(m.keys()) == 9 and not m.defects
assert m['subject'].startswith("Norway and Côte d’Ivoire: 2 late") or m['subject'].startswith("Norway and Côte d'Ivoire: 2 late"), m['subject']
assert m['date'].datetime.tzinfo is not None
text = open(work + '/text').read()
assert m.get_content().replace('\r\n', '\n') == text, (m.get_content(), text)
box = list(mailbox.mbox(work + '/box'))
assert len(box) == 2, len(box)
got = email.message_from_bytes(bytes(box[0]), policy=email.policy.default)
assert got.get_content() == text
assert len({x['message-id'] for x in box}) == 2
PY
if [ -x $python ]; then
    if $python "$work/read.py" "$work" 2>"$work/err"; then pass "another library reads both, to the letter"; else
        fail "another library reads both, to the letter" "$(tail -n 3 "$work/err")"; fi
else skip "another library reads both, to the letter" "no python3"; fi
mkdir "$work/closed"
expect_status 7 "a folder of files is no mail folder" digest --mbox "$work/closed"
ln -s "$work/box" "$work/link"
expect_status 7 "nor is a link to one" digest --mbox "$work/link"

expect_status 3 "a mail program that is not there" digest --sendmail "$work/no-such"
printf '#!/bin/sh\nexit 75\n' >"$work/busy"; chmod +x "$work/busy"
expect_err "one that refuses" 7 'exit status 75' digest --sendmail "$work/busy"
printf '#!/bin/sh\nprintf "%%s|" "$@" >"%s/words"\ncat >"%s/given"\n' "$work" "$work" >"$work/takes"; chmod +x "$work/takes"
expect_status 0 "one that takes it" digest --sendmail "$work/takes" --from a@example.org --to 'b@example.org,c@example.org'
expect_out "is called as sendmail is" '^-i\|-f\|a@example.org\|--\|b@example.org\|c@example.org\|$' cat "$work/words"
if grep -q "$(printf '\r')" "$work/given"; then fail "with the line ends of this system"; else pass "with the line ends of this system"; fi

if ! $python -c 'import aiosmtpd' 2>/dev/null || ! command -v msmtp >/dev/null; then
    skip "a mail server takes it" "needs aiosmtpd and msmtp"
    finish
    exit
fi
cat >"$work/server.py" <<'PY'
import sys, time
from aiosmtpd.controller import Controller
work = sys.argv[1]
class Keep:
    n = 0
    async def handle_DATA(self, server, session, envelope):
        self.n += 1
        open('%s/mail.%d' % (work, self.n), 'wb').write(envelope.content)
        open('%s/envelope.%d' % (work, self.n), 'w').write('%s > %s' % (envelope.mail_from, ' '.join(envelope.rcpt_tos)))
        return '250 kept'
import socket
s = socket.socket(); s.bind(('127.0.0.1', 0)); port = s.getsockname()[1]; s.close()
c = Controller(Keep(), hostname='127.0.0.1', port=port); c.start()
open(work + '/port.part', 'w').write(str(port))
import os; os.rename(work + '/port.part', work + '/port')
time.sleep(60)
PY
$python "$work/server.py" "$work" 2>"$work/server.err" &
mailer=$!
trap 'kill $mailer 2>/dev/null; rm -rf "$work"' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -e "$work/port" ] && break; sleep 0.3; done
printf 'account default\nhost 127.0.0.1\nport %s\nauth off\ntls off\n' "$(cat "$work/port")" >"$work/msmtprc"
chmod 600 "$work/msmtprc"
printf '#!/bin/sh\nexec msmtp -C "%s/msmtprc" "$@"\n' "$work" >"$work/sendmail"; chmod +x "$work/sendmail"
expect_status 0 "a mail server takes it" digest --pair NOR,CIV --sendmail "$work/sendmail" --from register@example.org --to 'a@example.org, b@example.org'
expect_out "from whom, to whom" '^register@example.org > a@example.org b@example.org$' cat "$work/envelope.1"
if $python - "$work" 2>"$work/err" <<'PY'
import email, email.policy, sys
work = sys.argv[1]
m = email.message_from_bytes(open(work + '/mail.1', 'rb').read(), policy=email.policy.default)
assert m.get_content().replace('\r\n', '\n') == open(work + '/text').read()
assert m['to'] == 'a@example.org, b@example.org' and m['bcc'] is None
PY
then pass "and it arrives as it was"; else fail "and it arrives as it was" "$(tail -n 3 "$work/err")"; fi
kill $mailer
wait $mailer 2>/dev/null
expect_status 7 "a server that is gone is told" digest --sendmail "$work/sendmail"
finish
