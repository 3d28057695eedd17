#!/bin/sh
# serve.sh [REGISTER]: a record page through `depositary serve`, and nginx serving the same bytes as a
# file, on the same cores, by turns, under wrk (two threads, 16 connections). Half of nginx's rate is
# wanted. The large page twice: packed, as every browser asks for it (nginx sends the same packed bytes
# as a file beside it), and plain.
set -eu
build=${BUILD:-build}
register=${1:-$build/bench/register.db}
for tool in nginx wrk sqlite3 curl; do
    command -v "$tool" >/dev/null || {
        echo "serve: skipped, there is no $tool"
        [ -z "${BENCH_TABLE:-}" ] || printf 'record page\tnginx\t-\tat least 0.5 times\tSKIPPED: no %s\n' "$tool" >>"$BENCH_TABLE"
        exit 0
    }
done

folder=$(mktemp -d) server= web=
trap 'kill $server $web 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
chmod 755 "$folder"

"$build/depositary" serve --db "$register" --listen 127.0.0.1:0 >"$folder/out" 2>&1 &
server=$!
tries=600 # a register of an older schema is brought up to date first
until grep -qs " is open at " "$folder/out" || [ $tries = 0 ] || ! kill -0 $server 2>/dev/null; do
    tries=$((tries - 1))
    sleep 0.2
done
base=$(sed -n 's/.* is open at \(http[^ ]*\)\/ .*/\1/p' "$folder/out")
[ -n "$base" ] || { echo "serve: the server did not open:"; cat "$folder/out"; exit 1; }

port=
for p in 18473 18474 18475 18476; do
    cat >"$folder/nginx.conf" <<CONF
daemon off; master_process on; worker_processes 2; pid $folder/pid; error_log $folder/error;
events { worker_connections 256; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; root $folder/www;
  open_file_cache max=100; gzip_static on; default_type text/html;
  client_body_temp_path $folder/t1; proxy_temp_path $folder/t2; fastcgi_temp_path $folder/t3;
  uwsgi_temp_path $folder/t4; scgi_temp_path $folder/t5;
  server { listen 127.0.0.1:$p; } }
CONF
    mkdir -p "$folder/www"
    nginx -c "$folder/nginx.conf" -p "$folder" 2>"$folder/error" &
    web=$!
    sleep 0.5
    if kill -0 $web 2>/dev/null; then port=$p && break; fi
    web=
done
[ -n "$port" ] || { echo "serve: nginx did not start:"; cat "$folder/error"; exit 1; }

rate() { wrk -t2 -c16 -d"$2" -H "Accept-Encoding: $3" "$1" | awk '/Requests\/sec/ { print $2 } /Non-2xx/ { print "0"; exit }' | head -1; }

# Rounds by turns; the median of the ratios. Each page is a file of its own name: nginx keeps open files
# and their sizes, and would send only as much of a rewritten one as the one before had. What both send is
# compared before it is measured.
measure() { # NAME ADDRESS MINIMUM CODING
    file=page$(($(ls "$folder/www" | wc -l) + 1)).html
    address=$(curl -s -f -L -o "$folder/www/$file" -w '%{url_effective}' "$base$2") || { echo "serve: no $2"; exit 1; }
    curl -s -f -H "Accept-Encoding: gzip" "$address" -o "$folder/www/$file.gz" || { echo "serve: no $address"; exit 1; }
    touch -r "$folder/www/$file" "$folder/www/$file.gz"
    sent=$folder/www/$file
    [ "$4" != gzip ] || sent=$sent.gz
    curl -s -H "Accept-Encoding: $4" "http://127.0.0.1:$port/$file" -o "$folder/theirs"
    cmp "$sent" "$folder/theirs" || { echo "serve: nginx sends other bytes than $2 has"; exit 1; }
    bytes=$(wc -c <"$sent")
    for _ in 1 2 3 4 5; do
        ours=$(rate "$address" 2 "$4") theirs=$(rate "http://127.0.0.1:$port/$file" 2 "$4")
        echo "$ours $theirs" | awk '{ printf "%.3f %d %d\n", $1 / $2, $1, $2 }'
    done | sort -n | sed -n 3p >"$folder/median"
    read -r ratio ours theirs <"$folder/median"
    echo "serve: $1, $bytes bytes: $ours requests/s, nginx $theirs: $ratio"
    verdict=$(echo "$ratio $3" | awk '{ print ($1 >= $2 ? "met" : "MISSED") }')
    [ -z "${BENCH_TABLE:-}" ] ||
        printf '%s, %s bytes\tnginx, %s/s\t%s times\tat least %s times\t%s\n' "$1" "$bytes" "$theirs" "$ratio" "$3" "$verdict" >>"$BENCH_TABLE"
}

two=$(sqlite3 "$register" "SELECT instrument_id FROM act GROUP BY 1 ORDER BY count(*) LIMIT 1")
many=$(sqlite3 "$register" "SELECT instrument_id FROM act GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
measure "record page, two parties" "/instrument/$two" 0.5 identity
measure "record page, most parties, as browsers take it" "/instrument/$many" 0.5 gzip
measure "record page, most parties, plain" "/instrument/$many" 0.5 identity
