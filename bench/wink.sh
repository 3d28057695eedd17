#!/bin/sh
# wink.sh NDJSON: prints the megabytes of text a second that wink-nlp takes to find the entities in it.
# Installs wink-nlp under build/wink the first time.
set -eu
here=$(dirname "$0")
home=$here/../build/wink
if [ ! -d "$home/node_modules/wink-eng-lite-web-model" ]; then
    mkdir -p "$home"
    npm install --silent --no-audit --no-fund --prefix "$home" wink-nlp@2.4.0 wink-eng-lite-web-model@1.8.1 >/dev/null
fi
exec node "$here/wink.js" "$home/node_modules" "$1"
