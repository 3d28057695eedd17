#!/bin/sh
# Who is bound by what on which day, asked of a register that the test makes itself.
. test/lib.sh

export DEPOSITARY_DB="$work/r.db" DEPOSITARY_TODAY=2026-03-01
cat >"$work/r.ndjson" <<'END'
{"record":"instrument","ref":"t-one","kind":"treaty","title":"Treaty on extradition","states":["BLR","PAK"],"date":"2024-11-26","acts":[{"party":"BLR","act":"sign","on":"2024-11-26"},{"party":"PAK","act":"sign","on":"2024-11-26"}],"terms":{"entry":{"on":"exchange","after":"P30D","article":"12"}}}
{"record":"instrument","ref":"t-two","kind":"agreement","title":"Agreement on visas","states":["BLR","PAK"],"date":"2001-02-03","acts":[{"party":"BLR","act":"notify","on":"2001-05-01"},{"party":"PAK","act":"notify","on":"2001-06"},{"act":"supersede","on":"2025-01-01","by":"t-one"}],"terms":{"entry":{"on":"notifications","after":"P1M"}}}
{"record":"instrument","ref":"t-three","kind":"agreement","title":"Agreement on visas for drivers","states":["BLR","PAK"],"date":"2003-02-03"}
END
dep() { "$DEPOSITARY" "$@"; }
expect_status 0 "a register with acts and terms comes in" dep import register "$work/r.ndjson"

expect_out "a party by its code, today" '^  +1  since 2024-11-26 +Treaty on extradition$' dep status --party PAK
expect_out "a party by another name" '^  +1  since 2024-11-26 ' dep status --party 'Islamic Republic of Pakistan'
expect_out "on another day" '^  +2  since 2001-07-01/2001-07-30 until 2025-01-01 \(uncertain\)' dep status --party pak --on 2010-01-01
expect_out "with the reason" "the last notification was Pakistan's, received 2001-06; one month after it" dep status --party pak --on 2010-01-01 --why
expect_out "an instrument by number" '^  not in force  since 2024-11-26    the instrument' dep status --instrument 1
expect_out "by its ref" '^1  Treaty on extradition$' dep status --instrument t-one
expect_out "by words of its title" '^1  Treaty on extradition$' dep status --instrument extradition
expect_out "of two that fit, the one that is called so" '^2  Agreement on visas$' dep status --instrument 'agreement on visas'
expect_out "one party under one instrument, as an interval" \
    '^\{"instrument":2,"title":"Agreement on visas","party":"PAK","status":"in_force","from":"2001-07-01/2001-07-30","to":"2025-01-01","uncertain":true,"why":"in force since .*","acts":\[4\]\}$' \
    dep status --instrument 2 --party Pakistan --on 2010-01-01 --json
expect_out "everything" '^2  Agreement on visas$' dep status --on 2010-01-01
expect_out "a day before all" 'no status on 1900-01-01' dep status --on 1900-01-01
expect_err "an unknown party is told" 3 'nobody is called Atlantis' dep status --party Atlantis
expect_err "several that fit are listed" 4 'several instruments fit .*2 \(Agreement on visas\).*say its number' dep status --instrument visas
expect_err "a number that is none" 3 'no instrument has the number 99' dep status --instrument 99
expect_err "a day that does not exist" 2 'there is no day 2024-02-30' dep status --on 2024-02-30
expect_err "options of the register beside a file of cases" 2 'no meaning beside --cases' dep status --cases "$work/r.ndjson" --party PAK
expect_err "a register that is not there" 3 'no such register' dep status --db "$work/none.db"

printf 'instrument,party,act,on,effect\nt-one,Belarus,ratify,2025-03-03,\n1,PAK,ratify,2025-05-30,\nTreaty on extradition,,exchange,2025-06-01,\n' >"$work/acts.csv"
expect_out "acts come in as a table" '^3 acts under 1 instruments; 0 were there' dep import acts "$work/acts.csv"
expect_out "the status follows" 'in force since 1 July 2025: instruments were exchanged on 1 June 2025; 30 days after it, article 12' \
    dep status --instrument 1 --why
expect_out "twice is once" '^0 acts under 0 instruments; 3 were there' dep import acts "$work/acts.csv"
printf 'instrument,party,act,on,effect\nt-one,Belarus,ratify,2025-03-03,\nt-one,Belarus,wave,2025-03-03,\n' >"$work/bad.csv"
expect_err "a bad line is named" 2 'bad.csv:3: act: wave is no act' dep import acts "$work/bad.csv"
printf '\ninstrument,party,act,on,effect\r\n\r\n  \nt-one,Belarus,ratify,"2025-03-03",\nt-one,"Be\n\nla\nrus",wave,2025-03-03,\n' >"$work/bad.csv"
expect_err "by where it begins, whatever breaks stand before it and in it" 3 'bad.csv:6: party: nobody is called Be' dep import acts "$work/bad.csv"
printf 'instrument,party,act,on\nt-one,"Bela\nrus,ratify,2025-03-03\n' >"$work/bad.csv"
expect_err "so is a quote that nothing closes" 2 'bad.csv:2: a quote is opened and never closed' dep import acts "$work/bad.csv"
expect_status 0 "undo takes the table back" dep undo
expect_out "and the status with it" '^  not in force ' dep status --instrument 1

dep status --on 2010-01-01 --why >"$work/before"
expect_out "all may be derived anew" '^3 instruments, [0-9]+ intervals$' dep status --rebuild
dep status --on 2010-01-01 --why >"$work/after"
if cmp -s "$work/before" "$work/after"; then pass "with the same outcome"; else fail "with the same outcome" "$(diff "$work/before" "$work/after" | head -n 5)"; fi
expect_out "which the log says" ' rebuild ' dep log
dep export register >"$work/out.ndjson"
expect_out "what superseded an instrument is exported" '"act":"supersede","on":"2025-01-01","by":"t-one"' cat "$work/out.ndjson"
expect_status 0 "and comes in again" dep import register "$work/out.ndjson" --db "$work/again.db"
expect_out "with its status" 'ended on 1 January 2025: superseded by Treaty on extradition' dep status --db "$work/again.db" --instrument t-two --why
finish
