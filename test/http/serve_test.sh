#!/bin/sh
# A real server on a free port: what a browser, a stranger's page and a slow client meet.
. test/lib.sh
. test/serve.sh

db=$work/register.db
printf 'Belarus and Pakistan signed an extradition treaty in Islamabad on 26 November 2024.\n' >"$work/story.txt"
"$DEPOSITARY" add --db "$db" "$work/story.txt" >"$work/out" 2>"$work/err" || { cat "$work/err"; exit 1; }

serve_start "$db"
port=${url##*:}

# status NAME WANTED CURL-ARGUMENTS...
status() {
    name=$1 wanted=$2
    shift 2
    got=$(curl -s -m 20 -o "$work/body" -D "$work/head" -w '%{http_code}' "$@")
    if [ "$got" = "$wanted" ]; then pass "$name"; else
        fail "$name" "wanted $wanted, got $got" "$(head -c 300 "$work/body")"
    fi
}
has() { # NAME PATTERN FILE
    if grep -qiE -- "$2" "$3"; then pass "$1"; else fail "$1" "no line matches: $2" "$(head -n 20 "$3")"; fi
}

status "the front page is there" 200 "$url/"
has "it forbids what is not ours" "content-security-policy: default-src 'none'" "$work/head"
if grep -iE 'content-security-policy' "$work/head" | grep -q unsafe; then
    fail "no inline script or style is allowed"
else pass "no inline script or style is allowed"; fi
has "its type is not guessed" 'x-content-type-options: nosniff' "$work/head"
has "a session is kept from scripts and other sites" 'set-cookie: .*httponly; samesite=strict' "$work/head"
etag=$(sed -n 's/^ETag: \(.*\)\r$/\1/ip' "$work/head")
cookie=$(sed -n 's/^Set-Cookie: \([^;]*\);.*/\1/ip' "$work/head")
token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$work/body" | head -n 1)
status "an unchanged page is not sent again" 304 -H "Cookie: $cookie" \
    -H "If-None-Match: $etag" "$url/"
status "HEAD has no body" 200 -I "$url/"
style=$(sed -n 's/.*href="\(\/asset\/[^"]*style.css\)".*/\1/p' "$work/body" | head -n 1)
curl -s "$url/" >"$work/body"
style=$(sed -n 's/.*href="\(\/asset\/[^"]*style.css\)".*/\1/p' "$work/body")
status "the style sheet is there" 200 --compressed "$url$style"
has "for ever" 'cache-control: public, max-age=31536000, immutable' "$work/head"
has "packed" 'content-encoding: gzip' "$work/head"

status "another host is refused (DNS rebinding)" 403 -H "Host: evil.example:$port" "$url/"
status "no host is refused" 400 -H 'Host:' "$url/"
status "localhost is this machine" 200 -H "Host: localhost:$port" "$url/"
status "an unknown parameter is refused" 400 "$url/?nmae=x"
has "by name" 'nmae' "$work/body"
status "an unknown address is told" 404 "$url/nowhere"
status "a broken escape is told" 400 "$url/%zz"
status "a zero byte is told" 400 "$url/a%00b"
status "no file is reached by dots" 404 --path-as-is "$url/asset/x/../../../etc/passwd"
status "another method is refused" 405 -X DELETE "$url/"
status "a body with GET is refused" 400 -X GET -d 'a=1' "$url/"

# A change, as our page sends it, and as others would.
post() { # NAME WANTED ORIGIN TOKEN COOKIE [MORE...]
    name=$1 wanted=$2 origin=$3 given=$4 crumbs=$5
    shift 5
    status "$name" "$wanted" -H "Origin: $origin" -H "Cookie: $crumbs" "$@" \
        --data-urlencode "token=$given" "$url/source/1/reject"
}
post "a page of another site changes nothing" 403 http://evil.example "$token" "$cookie"
post "nor one of another port" 403 http://127.0.0.1:1 "$token" "$cookie"
post "nor one without an origin" 403 null "$token" "$cookie"
post "nor one with a stranger's token" 403 "$url" AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA "$cookie"
post "nor without a token" 403 "$url" "" "$cookie"
post "nor without its cookie" 403 "$url" "$token" "x=1"
post "nor where the browser says that it is cross-site" 403 "$url" "$token" "$cookie" \
    -H 'Sec-Fetch-Site: cross-site'
status "nor with neither origin nor fetch metadata" 403 -H "Cookie: $cookie" \
    --data-urlencode "token=$token" "$url/source/1/reject"
status "nor by an address alone" 405 "$url/source/1/reject"
if "$DEPOSITARY" get --db "$db" /source/1 | grep -q 'draft [a-z]* rejected'; then
    fail "the register is as it was"
else pass "the register is as it was"; fi
post "our page changes it" 303 "$url" "$token" "$cookie" -H 'Sec-Fetch-Site: same-origin'

# Too much, too slow, too many.
head -c 60000000 /dev/zero | tr '\0' 'a' >"$work/big"
status "a body over the limit is refused before it is sent" 413 -H "Origin: $url" -H "Cookie: $cookie" \
    -F "token=$token" -F "file=@$work/big" "$url/add"
status "long lines in the head are refused" 431 -H "X-Long: $(head -c 90000 /dev/zero | tr '\0' a)" "$url/"
status "it still answers" 200 "$url/"
printf 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n' >"$work/half"
if command -v bash >/dev/null; then
    i=0
    while [ $i -lt 40 ]; do
        PORT=$port HALF=$work/half timeout 25 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$PORT"; cat "$HALF" >&3; cat <&3' >/dev/null 2>&1 &
        i=$((i + 1))
    done
    sleep 0.5
    status "forty clients that send half a head do not hinder others" 200 "$url/"
    started=$(date +%s)
    PORT=$port HALF=$work/half timeout 40 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$PORT"; cat "$HALF" >&3
        (while sleep 1; do printf "X-a: b\r\n" >&3; done) 2>/dev/null & cat <&3; kill $!' >/dev/null 2>&1
    spent=$(($(date +%s) - started))
    if [ $spent -ge 15 ] && [ $spent -le 30 ]; then pass "a head that drips in is cut off after its time"; else
        fail "a head that drips in is cut off after its time" "it was after $spent s"
    fi
fi
i=0
while [ $i -lt 200 ]; do
    printf 'url="%s/help"\noutput="/dev/null"\n' "$url"
    i=$((i + 1))
done >"$work/many"
if curl -s -Z --parallel-max 50 -m 30 -w '%{http_code}\n' -K "$work/many" 2>/dev/null | sort | uniq -c | grep -q '200 200$'; then
    pass "two hundred requests at once are answered"
else fail "two hundred requests at once are answered"; fi

for address in 0.0.0.0:0 :0 '[::]:0' 192.0.2.1:80; do
    expect_err "$address is refused: it is not on the loopback" 6 'no accounts yet' \
        timeout 5 "$DEPOSITARY" serve --db "$db" --listen "$address"
done
expect_err "an address without a port is refused" 2 'such as 127.0.0.1:8080' \
    timeout 5 "$DEPOSITARY" serve --db "$db" --listen localhost
expect_err "a port that is taken is told" 7 'another program listens there' \
    timeout 5 "$DEPOSITARY" serve --db "$db" --listen "127.0.0.1:$port"
expect_err "a register that is none is told" 3 'nowhere.db' \
    timeout 5 "$DEPOSITARY" serve --db "$work/nowhere.db" --listen 127.0.0.1:0

kill -TERM $server
wait $server
ended=$?
if [ $ended = 0 ]; then pass "SIGTERM ends it well"; else fail "SIGTERM ends it well" "exit status $ended"; fi
serve_start "$db"
kill -INT $server
wait $server
ended=$?
if [ $ended = 0 ]; then pass "SIGINT ends it well"; else fail "SIGINT ends it well" "exit status $ended"; fi
finish
