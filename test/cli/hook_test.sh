#!/bin/sh
# Webhooks against a receiver on the loopback that fails, redirects, hangs and goes away.
. test/lib.sh
python=/usr/bin/python3

db=$work/r.db
line() { printf '{"ref":"%s","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","FIN"],"title":"%s"}\n' "$1" "$2"; }
number_of=0
change() {
    number_of=$((number_of + 1))
    line "p$number_of" "Promise $number_of" >"$work/c.ndjson"
    "$DEPOSITARY" import register "$work/c.ndjson" --db "$db" >/dev/null
}
hook() {
    word=$1
    shift
    "$DEPOSITARY" hook "$word" "$@" --db "$db"
}
change
printf 'a secret of thirty-two bytes ...\n' >"$work/secret"
chmod 600 "$work/secret"

for bad in ftp://example.org/x http://example.org/hook 'https://a:b@example.org/' 'https://a@example.org' https:///x example.org \
    http://127.0.0.1.example.org/ 'https://example.org/a b' 'https://example.org/#x' http://128.0.0.1/ 'http://[2001:db8::1]/' \
    'https://example.org/
X: y' file:///etc/passwd ''; do
    expect_status 2 "no address: $(printf %s "$bad" | tr '\n' '|')" hook add "$bad" --secret-file "$work/secret"
done
expect_status 2 "a secret is wanted" hook add https://example.org/hook
expect_status 3 "one that is there" hook add https://example.org/hook --secret-file "$work/nowhere"
printf short >"$work/short"; chmod 600 "$work/short"
expect_status 2 "and long enough" hook add https://example.org/hook --secret-file "$work/short"
cp "$work/secret" "$work/open"; chmod 644 "$work/open"
expect_err "and nobody else's" 6 'chmod 600' hook add https://example.org/hook --secret-file "$work/open"
expect_out "none is told so far" '^no hooks$' hook list
expect_out "and nothing is sent" '^0 delivered, 0 failed$' hook run

if ! $python -c 'import http.server' 2>/dev/null; then
    skip "a receiver is told" "no python3"
    finish
    exit
fi
cat >"$work/receiver.py" <<'PY'
import hashlib, hmac, http.server, json, os, sys, time
work, port = sys.argv[1], int(sys.argv[2])
secret = open(work + '/secret', 'rb').read().rstrip(b'\n')
class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        modes = open(work + '/mode').read().split()
        mode = modes[0]
        if len(modes) > 1: open(work + '/mode', 'w').write(' '.join(modes[1:]))
        parts = dict(p.split('=', 1) for p in self.headers['Depositary-Signature'].split(','))
        wanted = hmac.new(secret, parts['t'].encode() + b'.' + body, hashlib.sha256).hexdigest()
        good = hmac.compare_digest(wanted, parts['v1']) and abs(time.time() - int(parts['t'])) < 30
        event = json.loads(body)
        good = good and self.headers['Depositary-Event'] == event['hash'] and self.headers['Content-Type'] == 'application/json'
        if mode == 'slow': time.sleep(1.5)
        with open(work + '/got', 'a') as f:
            f.write('%s %s %d %s %s %d\n' % (mode, self.path, event['entry'], event['action'], 'signed' if good else 'FORGED', event['record_total']))
        self.send_response(302 if mode == '302' else int(mode) if mode.isdigit() else 200)
        if mode == '302': self.send_header('Location', 'http://127.0.0.1:%d/elsewhere' % port)
        self.end_headers()
        if mode == 'long':
            try:
                for i in range(2000): self.wfile.write(b'x' * 1000)
            except OSError: pass
    def do_GET(self):
        open(work + '/got', 'a').write('GET %s\n' % self.path)
        self.send_response(200); self.end_headers()
    def log_message(self, *a): pass
s = http.server.ThreadingHTTPServer(('127.0.0.1', port), Receiver)
port = s.server_address[1]
open(work + '/port.part', 'w').write(str(port)); os.rename(work + '/port.part', work + '/port')
s.serve_forever()
PY
receiver=
open_receiver() {
    rm -f "$work/port"
    $python "$work/receiver.py" "$work" "$1" 2>>"$work/receiver.err" &
    receiver=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do [ -e "$work/port" ] && break; sleep 0.2; done
    port=$(cat "$work/port")
}
close_receiver() { kill "$receiver" 2>/dev/null; wait "$receiver" 2>/dev/null; }
trap 'kill $receiver $watcher 2>/dev/null; rm -rf "$work"' EXIT
watcher=
open_receiver 0
echo 500 503 200 >"$work/mode"
: >"$work/got"
expect_out "a receiver is added" '^hook 1: told of every change' hook add "http://127.0.0.1:$port/told?x=1" --secret-file "$work/secret"
first=$("$DEPOSITARY" log --db "$db" --limit 1 | awk '{print $1; exit}')
change
change
expect_out "events wait" '3 waiting$' hook list
expect_out "a receiver that fails is told again" "^hook 1: entry $first failed: it answered with status 500" hook run
expect_out "later" '^0 delivered, 0 failed$' hook run
expect_out "nothing is lost" 'failed 1 times in a row, again at 20.*: it answered with status 500' hook list
expect_out "or now, in order: not the next before this one" "^hook 1: entry $first failed: it answered with status 503" hook run --now
expect_out "until it is taken" '^3 delivered, 0 failed$' hook run --now
expect_out "then nothing waits" '0 waiting$' hook list
awk '{print $3}' "$work/got" | tr '\n' ' ' >"$work/order"
expect_out "each after the one before" "^$first $first $first $((first + 1)) $((first + 2)) \$" cat "$work/order"
if [ "$(grep -c ' signed ' "$work/got")" = 5 ]; then pass "each signed over its time and bytes, each time anew"; else fail "each signed over its time and bytes, each time anew" "$(cat "$work/got")"; fi
expect_out "with the records that it touched" ' /told\?x=1 [0-9]+ import signed 1$' cat "$work/got"

change
: >"$work/got"
echo 302 >"$work/mode"
expect_out "a redirection is not followed" 'it answered with status 302' hook run
if grep -q elsewhere "$work/got"; then fail "nowhere else is asked"; else pass "nowhere else is asked"; fi
echo 200 >"$work/mode"
http_proxy=http://127.0.0.1:1 HTTP_PROXY=http://127.0.0.1:1 ALL_PROXY=http://127.0.0.1:1 \
    expect_out "no proxy of the environment is asked" '^1 delivered' hook run --now
change
echo long >"$work/mode"
expect_out "an answer that goes on and on is cut off" '^1 delivered' hook run

close_receiver
change
expect_out "a receiver that is away" 'failed: no answer: ' hook run
change
printf '{"ref":"bad"}\n' >"$work/bad.ndjson"
"$DEPOSITARY" import register "$work/bad.ndjson" --db "$db" 2>/dev/null
echo 200 >"$work/mode"
: >"$work/got"
open_receiver "$port"
expect_out "is told all of it when it is back, and what never was is not told" '^2 delivered, 0 failed$' hook run --now

change
change
echo slow >"$work/mode"
: >"$work/got"
hook run >"$work/run1" &
one=$!
sleep 0.5
hook run >"$work/run2"
wait $one
if [ "$(wc -l <"$work/got")" = 2 ] && grep -q '^2 delivered' "$work/run1" && grep -q '^0 delivered' "$work/run2"; then
    pass "two that run at a time tell nothing twice"; else fail "two that run at a time tell nothing twice" "$(cat "$work/got")"; fi

change
: >"$work/got"
"$DEPOSITARY" hook run --db "$db" >"$work/run1" 2>&1 &
one=$!
sleep 0.7
kill -9 $one
wait $one 2>/dev/null
sleep 1.2
if command -v sqlite3 >/dev/null; then
    expect_out "one that was killed leaves its event for a while" '^0 delivered' hook run
    sqlite3 "$db" 'UPDATE hook SET busy_until = 0'
    echo 200 >"$work/mode"
    expect_out "and then it is told" '^1 delivered' hook run
fi

echo 500 500 200 >"$work/mode"
: >"$work/got"
"$DEPOSITARY" hook run --watch --wait 1 --db "$db" >"$work/watched" 2>&1 &
watcher=$!
change
change
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    [ "$(grep -c delivered "$work/watched")" = 2 ] && break
    sleep 0.5
done
awk '{print $1, $3}' "$work/got" | tr '\n' ' ' >"$work/order"
last=$("$DEPOSITARY" log --db "$db" --limit 1 | awk '{print $1; exit}')
expect_out "a watch waits twice as long each time and tells all in order" "^500 $((last - 1)) 500 $((last - 1)) 200 $((last - 1)) 200 $last \$" cat "$work/order"
kill -TERM $watcher
wait $watcher
ended=$?
if [ $ended = 0 ]; then pass "SIGTERM ends it well"; else fail "SIGTERM ends it well" "exit status $ended"; fi
expect_out "with what it did" '^2 delivered, 2 failed$' cat "$work/watched"

change
chmod 644 "$work/secret"
expect_out "a secret that others can read signs nothing" 'failed: others may read it' hook run
chmod 600 "$work/secret"
if grep -qaF 'a secret of thirty-two' "$db" "$db-wal" 2>/dev/null; then fail "no secret is in the register"; else pass "no secret is in the register"; fi
if "$DEPOSITARY" log --db "$db" --limit 500 | grep -q told; then fail "no address is in the log"; else pass "no address is in the log"; fi
if command -v openssl >/dev/null && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null; then
    cat >"$work/tls.py" <<'PY'
import http.server, os, ssl, sys
work = sys.argv[1]
s = http.server.HTTPServer(('127.0.0.1', 0), http.server.BaseHTTPRequestHandler)
c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); c.load_cert_chain(work + '/cert.pem', work + '/key.pem')
s.socket = c.wrap_socket(s.socket, server_side=True)
open(work + '/tls.part', 'w').write(str(s.server_address[1])); os.rename(work + '/tls.part', work + '/tls')
s.serve_forever()
PY
    $python "$work/tls.py" "$work" 2>/dev/null &
    watcher=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do [ -e "$work/tls" ] && break; sleep 0.2; done
    hook add "https://localhost:$(cat "$work/tls")/" --secret-file "$work/secret" >/dev/null
    expect_out "a certificate that nobody vouches for is refused" 'hook 2: entry [0-9]+ failed: no answer: SSL' hook run --now
    cp "$work/out" "$work/both"
    expect_out "which hinders no other receiver" 'hook 1: entry [0-9]+ delivered' cat "$work/both"
fi
expect_out "a receiver is removed" '^hook 1: removed$' hook remove 1
expect_status 3 "once" hook remove 1
expect_out "a register with hooks keeps its log" 'unbroken' "$DEPOSITARY" log verify --db "$db"
close_receiver
finish
