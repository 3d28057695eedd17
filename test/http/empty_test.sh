#!/bin/sh
# An empty register teaches: every page tells what will stand on it, most lead to where it is filled.
. test/lib.sh

db=$work/register.db
: >"$work/nothing.ndjson"
"$DEPOSITARY" import register "$work/nothing.ndjson" --db "$db" >"$work/made" 2>&1 || { cat "$work/made"; exit 1; }
get() { "$DEPOSITARY" get --db "$db" --today 2026-03-01 "$@"; }

for path in / /instruments /engagements /commitments /positions /memberships /relations /scorecard /states \
    '/states?show=organisation' /state/PAK /pair/BLR/PAK /pair/BLR/PAK/brief '/matrix?state=PAK' /sectors /sector/trade; do
    expect_out "$path leads to where a document is added" 'class="empty">.*href="/add"|href="/add">with its address' get "$path"
done
for path in / /search /due '/due?show=late' /proposals /calendar /map '/map?state=PAK' /matrix /sources '/sources?show=waiting' /state/PAK/status; do
    expect_out "$path says that there is nothing, and what there would be" 'class="empty">[^<]{20}' get "$path"
done
expect_out "a filter that leaves nothing is named as the cause" 'Take a filter away' get '/instruments?kind=treaty'
expect_out "a search that finds nothing says what to try" 'Try fewer' get '/search?q=zebra'
expect_out "an empty calendar is one all the same" '^END:VCALENDAR' get /calendar.ics
expect_out "and so is an empty feed" '</feed>' get /changes.atom
finish
