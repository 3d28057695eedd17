#!/bin/sh
# Bad input, a full disk, a locked, foreign or newer register: a clear message, an exit status of its
# own, and the register as it was. The real binary. usage: store.sh [BINARY]
set -u
bin=$(realpath "${DEPOSITARY:-build/depositary}")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
failed=0
DEPOSITARY_DB=$dir/r.db
export DEPOSITARY_DB

fail() { printf 'FAILED: %s\n' "$*"; failed=1; }

# refuses STATUS WORDS COMMAND...: the command ends with the status and says the words
refuses() {
    status=$1 words=$2
    shift 2
    "$@" >out 2>err </dev/null
    got=$?
    [ $got = "$status" ] || fail "status $got, not $status: $* ($(head -c 200 err))"
    grep -qiE "$words" err || fail "does not say '$words': $* ($(head -c 200 err))"
    [ "$(wc -l <err)" -le 2 ] || fail "more than a line: $*"
}
content() { "$bin" export register 2>/dev/null | cksum; "$bin" log verify 2>/dev/null; }
unchanged() { [ "$(content)" = "$before" ] || fail "the register has changed: $*"; }

printf 'Peru and Chile signed an agreement on 3 March 2021 in Lima.\n' >good.txt
printf '{"ref":"a","record":"relation","kind":"established","states":["PER","CHL"],"date":"1823"}\n' >good.ndjson
"$bin" add good.txt >/dev/null || fail "a good document is not taken"
"$bin" import register good.ndjson >/dev/null || fail "a good record is not taken"
before=$(content)

: >empty.txt
head -c 4096 /dev/urandom >binary.bin
printf 'Per\303 and Chile\n' >broken.txt
printf '%%PDF-1.4 this is none\n' >fake.pdf
printf '   \n\n' >blank.txt
mkdir folder
for case in "empty.txt:nothing|empty" "binary.bin:binary|UTF-8|text" "broken.txt:UTF-8" "fake.pdf:PDF" "blank.txt:nothing|no text|empty" "folder:folder|directory"; do
    refuses 2 "${case#*:}" "$bin" add "${case%%:*}"
done
refuses 3 'no such|not' "$bin" add missing.txt
yes 'The two sides signed an agreement in the capital on that day. ' | head -c 200000000 >large.txt
refuses 2 'large|most|limit|more than' "$bin" add large.txt
rm large.txt
refuses 2 'unknown option' "$bin" add good.txt --colour red
refuses 2 'EDTF|date|day|form' "$bin" add good.txt --published yesterday
refuses 2 'missing' "$bin" accept --source
refuses 3 'no source 99' "$bin" accept --source 99
refuses 3 'no draft 99' "$bin" accept 99
refuses 2 'number' "$bin" accept x
refuses 2 'FIELD=VALUE' "$bin" edit 1 colour
refuses 3 'nothing to undo' "$bin" undo
refuses 2 'no such format' "$bin" import gedcom good.ndjson
printf '%s\n{"ref":"b","record":"relation","kind":"established","states":["PER"]}\n{"ref":"c"\n' "$(cat good.ndjson)" >bad.ndjson
refuses 2 'bad.ndjson:3' "$bin" import register bad.ndjson
printf 'a,b\n1,2\n' >bad.csv
refuses 2 'bad.csv:1' "$bin" import wipo bad.csv
unchanged "after bad input"

# the disk is full: no file may grow past what it is now
head -c 400000 /dev/zero | tr '\0' 'a' | sed 's/a\{50\}/Peru and Chile agreed on many things that day. /g' >big.txt
(
    ulimit -f 1
    refuses 7 'full' "$bin" add big.txt
    exit $failed
) || failed=1
unchanged "after a full disk"
if mkdir small && mount -t tmpfs -o size=3m none small 2>/dev/null; then
    DEPOSITARY_DB=$dir/small/r.db
    "$bin" add good.txt >/dev/null 2>&1 || fail "a small disk is large enough to begin"
    before=$(content)
    seq 1 200000 | sed 's/$/ things were agreed between Peru and Chile that year/' >long.txt
    refuses 7 'full' "$bin" add long.txt
    unchanged "after a small disk was full"
    umount small
    DEPOSITARY_DB=$dir/r.db
    before=$(content)
fi

# somebody else holds the lock
if command -v sqlite3 >/dev/null; then
    (printf 'BEGIN IMMEDIATE;\n.shell sleep 8\n' | sqlite3 r.db) &
    holder=$!
    sleep 1
    refuses 4 'locked' "$bin" accept --all
    wait $holder
    unchanged "after a lock"
    cp r.db newer.db
    sqlite3 newer.db 'PRAGMA user_version = 999'
    sum=$(cksum <newer.db)
    refuses 8 'newer' "$bin" accept --all --db newer.db
    refuses 8 'newer' "$bin" add good.txt --db newer.db
    [ "$(cksum <newer.db)" = "$sum" ] || fail "a newer register was touched"
    sqlite3 foreign.db 'CREATE TABLE recipe(id)'
    sum=$(cksum <foreign.db)
    refuses 8 'another program' "$bin" add good.txt --db foreign.db
    [ "$(cksum <foreign.db)" = "$sum" ] || fail "a foreign database was touched"
fi
printf 'A letter, and long enough to be taken for something that it is not, by somebody in a hurry; it goes on.\n' >letter.db
refuses 8 'no SQLite|not a' "$bin" add good.txt --db letter.db
refuses 3 'no such register' "$bin" drafts --db nowhere.db
[ ! -e nowhere.db ] || fail "reading made a register"

# backup and restore
"$bin" backup copy.db >/dev/null || fail "no backup"
refuses 4 'exists' "$bin" backup copy.db
refuses 4 'exists' "$bin" restore copy.db
"$bin" import register good.ndjson >/dev/null
"$bin" restore copy.db --replace >/dev/null || fail "no restore"
unchanged "after a restore"
head -c 60000 copy.db >torn.db
refuses 8 'damaged|malformed|corrupt' "$bin" restore torn.db --db new.db
[ ! -e new.db ] || fail "a damaged backup was restored"

[ $failed = 0 ] && echo "faults: store: all refused as they should be"
exit $failed
