#!/bin/sh
# The calendar feed through programs that are not ours: vdirsyncer fetches it from a running server, again and
# again, and puts it on a CalDAV server (Radicale), where a CalDAV library reads it; khal imports it.
. test/lib.sh
. test/serve.sh
python=/usr/bin/python3

if ! command -v vdirsyncer >/dev/null || ! command -v radicale >/dev/null || ! $python -c 'import caldav, icalendar' 2>/dev/null; then
    skip "a CalDAV client reads the feed" "needs vdirsyncer, radicale and python3-caldav"
    finish
    exit
fi
db=$work/r.db
cat >"$work/r.ndjson" <<'END'
{"ref":"ferry","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","FIN"],"title":"A ferry, with \"quotes\"; and Ålesund","due":"2031-06","date":"2029-01-10","sectors":["transport"]}
{"ref":"port","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","FIN"],"title":"A port","due":"2031-09-30","date":"2029-01-10"}
{"ref":"session","record":"engagement","kind":"commission","modality":"planned","states":["NOR","FIN"],"title":"the sixth session of the joint commission","date":"2031-03-10/2031-03-12"}
{"ref":"other","record":"commitment","kind":"deliver","modality":"planned","states":["SWE","FIN"],"title":"Something of others","due":"2031-05","date":"2029-01-10"}
END
"$DEPOSITARY" import register "$work/r.ndjson" --db "$db" >/dev/null || exit 1
token=$("$DEPOSITARY" token new --pair NOR,FIN --db "$db" | sed -n 's|^/feed/\(.*\)/calendar.ics$|\1|p')
export DEPOSITARY_TODAY=2031-01-05
serve_start "$db"
unset DEPOSITARY_TODAY
port=$($python -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir "$work/home" "$work/vdir"
cat >"$work/radicale.conf" <<END
[server]
hosts = 127.0.0.1:$port
[auth]
type = none
[rights]
type = authenticated
[storage]
filesystem_folder = $work/collections
[logging]
level = warning
END
HOME=$work/home radicale --config "$work/radicale.conf" >"$work/radicale.out" 2>&1 &
caldav=$!
trap 'kill $server $caldav 2>/dev/null; rm -rf "$work"' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    curl -s -o /dev/null "http://127.0.0.1:$port/" && break
    sleep 0.2
done
cat >"$work/make.py" <<'PY'
import caldav, sys
client = caldav.DAVClient(url=sys.argv[1], username='desk', password='x')
client.principal().make_calendar(name='Promises', cal_id='promises')
PY
if $python "$work/make.py" "http://127.0.0.1:$port/" 2>"$work/err"; then pass "a CalDAV server stands"; else
    fail "a CalDAV server stands" "$(tail -n 3 "$work/err")" "$(tail -n 5 "$work/radicale.out")"; fi
cat >"$work/sync.conf" <<END
[general]
status_path = "$work/status/"
[pair to_folder]
a = "register"
b = "folder"
collections = null
conflict_resolution = "a wins"
[pair to_server]
a = "own"
b = "server"
collections = null
conflict_resolution = "a wins"
[storage register]
type = "http"
url = "$url/calendar.ics?pair=NOR,FIN"
[storage own]
type = "http"
url = "$url/feed/$token/calendar.ics"
[storage folder]
type = "filesystem"
path = "$work/vdir"
fileext = ".ics"
[storage server]
type = "caldav"
url = "http://127.0.0.1:$port/desk/promises/"
username = "desk"
password = "x"
END
sync() { HOME=$work/home vdirsyncer -c "$work/sync.conf" sync "$@" >"$work/sync.out" 2>&1 || return 1; }
HOME=$work/home
export HOME
vdirsyncer -c "$work/sync.conf" discover >"$work/sync.out" 2>&1 </dev/null
if sync; then pass "vdirsyncer fetches the feed, and a feed of one's own"; else
    fail "vdirsyncer fetches the feed, and a feed of one's own" "$(tail -n 8 "$work/sync.out")"; fi

# What each of the two holds: "UID SEQUENCE FIRST END-AFTER SUMMARY", sorted.
cat >"$work/list.py" <<'PY'
import caldav, datetime, glob, icalendar, sys
where, address = sys.argv[1:]
if where == 'server':
    calendar = caldav.DAVClient(url=address, username='desk', password='x').principal().calendars()[0]
    texts = [e.data for e in calendar.events()]
else:
    texts = [open(p, encoding='utf-8').read() for p in glob.glob(address + '/*.ics')]
lines = []
for text in texts:
    for e in icalendar.Calendar.from_ical(text).walk('VEVENT'):
        assert type(e['dtstart'].dt) is datetime.date and e['dtstart'].params['VALUE'] == 'DATE'
        lines.append('%s %d %s %s %s' % (e['uid'], e['sequence'], e['dtstart'].dt, e['dtend'].dt, e['summary']))
print('\n'.join(sorted(lines)))
PY
list() { $python "$work/list.py" "$1" "$([ "$1" = server ] && echo "http://127.0.0.1:$port/" || echo "$work/vdir")" 2>"$work/err"; }
both() { list folder >"$work/folder"; list server >"$work/server"; cmp -s "$work/folder" "$work/server" && [ -s "$work/folder" ]; }
if both; then pass "a folder and the CalDAV server hold the same events"; else
    fail "a folder and the CalDAV server hold the same events" "$(diff "$work/folder" "$work/server")" "$(tail -n 3 "$work/err")"; fi
cp "$work/server" "$work/first"
expect_out "a deadline is a day of its own, its end the day after" ' 2031-06-30 2031-07-01 A ferry, with "quotes"; and Ålesund$' cat "$work/first"
expect_out "a meeting has all its days" ' 2031-03-10 2031-03-13 Sixth session' cat "$work/first"
if [ "$(wc -l <"$work/first")" = 3 ]; then pass "each once, and nothing of others"; else fail "each once, and nothing of others" "$(cat "$work/first")"; fi

find "$work/vdir" -name '*.ics' -exec stat -c '%n %Y %i' {} + | sort >"$work/files"
if sync && both && cmp -s "$work/first" "$work/server" && find "$work/vdir" -name '*.ics' -exec stat -c '%n %Y %i' {} + | sort | cmp -s - "$work/files"; then
    pass "fetched again, nothing changes"; else fail "fetched again, nothing changes" "$(tail -n 3 "$work/sync.out")"; fi

"$DEPOSITARY" edit 1 due=2031-11-15 --record --db "$db" >/dev/null || fail "a deadline is moved"
sync
if both && [ "$(wc -l <"$work/server")" = 3 ]; then pass "a changed deadline moves its event and does not double it"; else
    fail "a changed deadline moves its event and does not double it" "$(cat "$work/server")" "$(tail -n 5 "$work/sync.out")"; fi
was=$(grep 'A ferry' "$work/first" | cut -d' ' -f2) is=$(grep 'A ferry' "$work/server" | cut -d' ' -f2)
if [ "$is" -gt "$was" ]; then pass "with a greater SEQUENCE"; else fail "with a greater SEQUENCE" "$was then $is"; fi
expect_out "on its new day" ' 2031-11-15 2031-11-16 A ferry' cat "$work/server"
if [ "$(grep -v 'A ferry' "$work/first")" = "$(grep -v 'A ferry' "$work/server")" ]; then pass "the others stay as they were"; else fail "the others stay as they were"; fi
"$DEPOSITARY" undo --db "$db" >/dev/null
sync
both
now=$(grep 'A ferry' "$work/server" | cut -d' ' -f2)
expect_out "taken back, it moves back" ' 2031-06-30 2031-07-01 A ferry' cat "$work/server"
if [ "$now" -gt "$is" ]; then pass "and its SEQUENCE goes on"; else fail "and its SEQUENCE goes on" "$is then $now"; fi

"$DEPOSITARY" token revoke 1 --db "$db" >/dev/null
if sync to_server; then fail "a revoked feed gives nothing" "$(tail -n 3 "$work/sync.out")"; else pass "a revoked feed gives nothing"; fi
list server >"$work/after"
if [ "$(cat "$work/after")" = "$(cat "$work/server")" ]; then pass "and what was fetched before is kept"; else fail "and what was fetched before is kept" "$(cat "$work/after")"; fi
if command -v khal >/dev/null; then
    mkdir "$work/kept"
    printf '[calendars]\n[[promises]]\npath = %s/kept\n[default]\ndefault_calendar = promises\n[sqlite]\npath = %s/khal.db\n[locale]\ndateformat = %%Y-%%m-%%d\nlongdateformat = %%Y-%%m-%%d\ndatetimeformat = %%Y-%%m-%%d %%H:%%M\nlongdatetimeformat = %%Y-%%m-%%d %%H:%%M\ntimeformat = %%H:%%M\n' "$work" "$work" >"$work/khal.conf"
    # vdirsyncer takes a hash for the UID of what it fetches; khal goes by the UID itself.
    take() { curl -s "$url/calendar.ics?pair=NOR,FIN" >"$work/now.ics"; khal -c "$work/khal.conf" import --batch -a promises "$work/now.ics" >"$work/khal.out" 2>&1; }
    kept() { $python "$work/list.py" folder "$work/kept" 2>"$work/err"; }
    take
    kept >"$work/khal.first"
    expect_out "khal takes the feed" ' A ferry' cat "$work/khal.first"
    "$DEPOSITARY" edit 1 due=2032-02-01 --record --db "$db" >/dev/null
    take
    kept >"$work/khal.then"
    uids() { cut -d' ' -f1 "$1"; }
    if [ "$(uids "$work/khal.first")" = "$(uids "$work/khal.then")" ] && [ "$(wc -l <"$work/khal.then")" = 3 ]; then
        pass "and a changed deadline under the UID that it had"; else fail "and a changed deadline under the UID that it had" "$(cat "$work/khal.first" "$work/khal.then")" "$(cat "$work/khal.out")"; fi
    expect_out "on its new day" ' 2032-02-01 2032-02-02 A ferry' cat "$work/khal.then"
    expect_out "which it shows" 'A ferry' khal -c "$work/khal.conf" list 2032-02-01 1d
    khal -c "$work/khal.conf" list 2031-06-30 1d >"$work/khal.old" 2>&1
    if grep -q 'A ferry' "$work/khal.old"; then fail "and not on the old one" "$(cat "$work/khal.old")"; else pass "and not on the old one"; fi
else
    skip "khal takes the feed" "needs khal"
fi
finish
