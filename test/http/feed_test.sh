#!/bin/sh
# What feeds give out, read by parsers that are not ours; promises followed from page to page.
. test/lib.sh

db=$work/register.db
tools/sample "$db" >"$work/made" 2>&1 || { cat "$work/made"; exit 1; }
get() { "$DEPOSITARY" get --db "$db" --today 2026-03-01 "$@"; }

get '/calendar.ics' >"$work/all.ics"
get '/calendar.ics?pair=BLR,PAK' >"$work/pair.ics"
if [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import icalendar' 2>/dev/null; then
    if /usr/bin/python3 - "$work/all.ics" "$work/pair.ics" <<'PY'
import datetime, icalendar, sys
sizes = []
for path in sys.argv[1:]:
    events = icalendar.Calendar.from_ical(open(path, 'rb').read()).walk('VEVENT')
    uids = set()
    for e in events:
        assert not e.errors, e.errors
        assert type(e['dtstart'].dt) is datetime.date and type(e['dtend'].dt) is datetime.date
        assert e['dtend'].dt > e['dtstart'].dt and int(e['sequence']) >= 0
        uids.add(str(e['uid']))
    assert len(uids) == len(events), 'a uid twice'
    sizes.append(len(events))
assert sizes[0] > sizes[1] > 3, sizes
PY
    then pass "calendars are read by another library, each event once"
    else fail "calendars are read by another library, each event once"; fi
fi
get /changes.atom >"$work/changes.atom"
if command -v xmllint >/dev/null; then
    if xmllint --noout "$work/changes.atom"; then pass "the feed of changes is XML"; else fail "the feed of changes is XML"; fi
    n=$(xmllint --xpath 'count(/*[local-name()="feed"]/*[local-name()="entry"][*[local-name()="id"] and *[local-name()="title"] and *[local-name()="updated"] and *[local-name()="link"]])' "$work/changes.atom")
    ids=$(grep -o '<id>[^<]*</id>' "$work/changes.atom" | sort -u | wc -l)
    if [ "$n" -ge 3 ] && [ "$ids" -eq $((n + 1)) ]; then pass "with an id of its own for each entry"; else fail "with an id of its own for each entry ($n, $ids)"; fi
fi
expect_out "a calendar is one of its type" '^Content-Type: text/calendar' get --headers /calendar.ics
expect_status 2 "a pair needs two codes" get '/calendar.ics?pair=BLR'

for path in /due '/due?show=late' '/due?show=all&is=kept' '/due?sector=trade&state=PAK' /proposals /scorecard \
    '/scorecard?by=year' '/scorecard?by=sector&state=BLR'; do
    expect_out "$path is a page" '<h1>' get "$path"
done
expect_status 2 "a state that no promise can be in is refused" get '/due?is=great'
expect_status 2 "nor is anything counted by colour" get '/scorecard?by=colour'
expect_out "a late promise says that no source tells of it" 'no source says what came of it' get '/due?show=late'
expect_out "proposals have a reason and two buttons" '>Confirm<' get /proposals
expect_out "the terminal lists them too" 'carries out' "$DEPOSITARY" links --db "$db"
expect_out "what is due stands in the terminal" 'under the law' "$DEPOSITARY" due --db "$db" --on 2026-03-01
link=$("$DEPOSITARY" links --db "$db" | sed -n 's/^ *\([0-9][0-9]*\)  .*/\1/p' | head -n 1)
expect_out "a link is confirmed" "link $link: confirmed" "$DEPOSITARY" links confirm "$link" --db "$db"
expect_status 3 "one that is none is not" "$DEPOSITARY" links confirm 999999 --db "$db"
expect_status 0 "and the decision is taken back" "$DEPOSITARY" undo --db "$db"

road=$("$DEPOSITARY" search --db "$db" Roadmap comprehensive cooperation 2>/dev/null | grep -oE '[0-9]+' | head -n 1)
printf 'pillar,action,start,due,weight\nTrade,A list of goods,2025-01,2025-06,2\nSea,A ferry,2025-03,2027,1\n' >"$work/road.csv"
expect_out "a roadmap comes from a table" '2 actions' "$DEPOSITARY" import roadmap "$work/road.csv" --under "$road" --db "$db"
address=$(get --headers "/record/$road" | sed -n 's/^Location: //p' | tr -d '\r')
expect_out "its page draws the plan" 'draw-gantt' get "$address"
expect_out "and says the same in a table" 'A list of goods' get "$address"
printf 'action,due\nx,2030\ny,soon\n' >"$work/bad.csv"
expect_status 2 "a bad row is refused" "$DEPOSITARY" import roadmap "$work/bad.csv" --under "$road" --db "$db"
finish
