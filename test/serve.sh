# A register on a free port, and changes as a browser sends them: for tests that need a real server.
#   . test/lib.sh
#   . test/serve.sh
#   serve_start "$db"
#   serve_enter /record/1
#   sent "a report is made" 303 /commitment/2/progress -d 'score=limited'

# serve_start DB: sets $url and $server, which ends with the test; its output is in $work/serve.out, .err.
serve_start() {
    : >"$work/serve.out"
    "$DEPOSITARY" serve --db "$1" --listen 127.0.0.1:0 >"$work/serve.out" 2>"$work/serve.err" &
    server=$!
    trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
    tries=60
    while [ $tries -gt 0 ]; do
        url=$(sed -n 's|.* at \(http://[0-9.:]*\)/ .*|\1|p' "$work/serve.out")
        [ -n "$url" ] && return
        tries=$((tries - 1))
        sleep 0.1
    done
    cat "$work/serve.err"
}

# serve_enter PATH: $cookie and $token, as a browser has them from the page there.
serve_enter() {
    curl -s -L -D "$work/head" -o "$work/body" "$url$1"
    cookie=$(sed -n 's/^Set-Cookie: \([^;]*\);.*/\1/ip' "$work/head" | head -n 1)
    token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$work/body" | head -n 1)
}

# sent NAME WANTED PATH [CURL-ARGUMENTS...]: a POST as our page sends it, and the status of its answer, which is
# kept in $work/head and $work/body.
sent() {
    name=$1 wanted=$2 path=$3
    shift 3
    got=$(curl -s -m 20 -o "$work/body" -D "$work/head" -w '%{http_code}' -H "Origin: $url" -H "Cookie: $cookie" \
        --data-urlencode "token=$token" "$@" "$url$path")
    if [ "$got" = "$wanted" ]; then pass "$name"; else fail "$name" "wanted $wanted, got $got" "$(head -c 400 "$work/body")"; fi
}
