#!/bin/sh
# import.sh [REGISTER]: `depositary import register` of the first 20,000 records of the large register
# (IMPORT_ROWS), nine thousand instruments with their acts among them; beside it, `sqlite3 .import` of
# the rows that this makes, into the same tables with the same keys, indexes, triggers and full text
# (by sqlite3's own tokenizer). Half of its rate is wanted. Ours alone does what no .import does:
# reads names, checks dates and words, derives status and what is due, writes the log.
set -eu
build=${BUILD:-build}
register=${1:-$build/bench/register.db}
rows=${IMPORT_ROWS:-20000}
command -v sqlite3 >/dev/null || {
    echo "import: skipped, there is no sqlite3"
    [ -z "${BENCH_TABLE:-}" ] || printf 'import\tsqlite3 .import\t-\tat least 0.5 times\tSKIPPED: no sqlite3\n' >>"$BENCH_TABLE"
    exit 0
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
lines=$build/bench/import-$rows.ndjson
# awk leaves when it has enough, which the export takes for no error.
if [ ! -s "$lines" ] || [ "$register" -nt "$lines" ]; then
    "$build/depositary" export register --db "$register" 2>"$folder/said" |
        awk -v most="$rows" '/^{"record"/ { print; if (++n >= most) exit }' >"$folder/lines"
    [ "$(wc -l <"$folder/lines")" = "$rows" ] || { echo "import: $register has no $rows records"; cat "$folder/said"; exit 1; }
    mv "$folder/lines" "$lines"
fi
now() { date +%s.%N; }

t0=$(now)
"$build/depositary" import register "$lines" --db "$folder/ours.db" >"$folder/out" || { cat "$folder/out"; exit 1; }
t1=$(now)

# The rows, as CSV, and the schema. An empty field of CSV is no NULL for .import: the tables take it
# as text, and what the schema says of NULL it says of that.
tables="record instrument commitment engagement record_party record_sector act source evidence claim plan progress"
sqlite3 "$folder/ours.db" .schema | grep -v '^CREATE TABLE.*search_\|sqlite_sequence\|^/\*' |
    sed "s/tokenize = 'snowball'/tokenize = 'porter unicode61'/; s/) STRICT/)/
         s/, WITHOUT ROWID/ WITHOUT ROWID/; s/IS NOT NULL/<> ''/g; s/IS NULL/= ''/g; s/content_hash BLOB UNIQUE/content_hash BLOB/" >"$folder/schema.sql"
for t in $tables actor; do
    columns=$(sqlite3 "$folder/ours.db" "SELECT group_concat(name) FROM pragma_table_info('$t')")
    sqlite3 -csv "$folder/ours.db" "SELECT $columns FROM $t" >"$folder/$t.csv"
done
settings="PRAGMA synchronous = NORMAL; PRAGMA cache_size = -262144; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 2147418112;"
{ echo "PRAGMA journal_mode = WAL;"; cat "$folder/schema.sql"; } >"$folder/empty.sql"
sqlite3 "$folder/theirs.db" <"$folder/empty.sql" >"$folder/made" || { head -5 "$folder/made"; exit 1; }
sqlite3 "$folder/theirs.db" ".mode csv" ".import $folder/actor.csv actor"
{
    echo "$settings"
    echo ".mode csv"
    echo "BEGIN;"
    for t in $tables; do echo ".import $folder/$t.csv $t"; done
    echo "INSERT INTO search(rowid, title, body, family) SELECT id * 4 + 1, label, content || ' ' || place || ' ' || note || ' ' || (SELECT group_concat(a.name, ' ') FROM record_party p JOIN actor a ON a.id = p.actor_id WHERE p.record_id = r.id), family FROM record r;"
    echo "COMMIT;"
} >"$folder/load.sql"
t2=$(now)
sqlite3 "$folder/theirs.db" <"$folder/load.sql" >"$folder/loaded" 2>&1 || { head -5 "$folder/loaded"; exit 1; }
t3=$(now)
made=$(sqlite3 "$folder/theirs.db" "SELECT (SELECT count(*) FROM record) || ' records, ' || (SELECT count(*) FROM act) || ' acts'")
here=$(sqlite3 "$folder/ours.db" "SELECT (SELECT count(*) FROM record) || ' records, ' || (SELECT count(*) FROM act) || ' acts'")
[ "$made" = "$here" ] || { echo "import: sqlite3 has $made, the register $here"; head -3 "$folder/loaded"; exit 1; }
echo "$t0 $t1 $t2 $t3" | awk '{ printf "%.2f %.2f %.3f\n", $2 - $1, $4 - $3, ($4 - $3) / ($2 - $1) }' >"$folder/figures"
read -r ours theirs ratio <"$folder/figures"
echo "import: $here: $ours s, sqlite3 $theirs s: $ratio of its rate"
verdict=$(echo "$ratio" | awk '{ print ($1 >= 0.5 ? "met" : "MISSED") }')
[ -z "${BENCH_TABLE:-}" ] ||
    printf 'import of %s\tsqlite3 .import, %s s\t%s times\tat least 0.5 times\t%s\n' "$here" "$theirs" "$ratio" "$verdict" >>"$BENCH_TABLE"
