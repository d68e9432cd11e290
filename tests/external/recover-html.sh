#!/bin/sh
# recover.html: the built file is that of its sources and has no code that connects, its reading
# of the formats agrees with all vectors, and Debian's Chromium and Firefox open kits with it.
# Needs Node.js 18 or later, Debian's chromium, firefox-esr, poppler-utils and imagemagick, and:
#     npm ci --ignore-scripts --prefix assets/recover
# PICTURES=FOLDER keeps a picture of each state; BROWSERS=firefox runs one browser alone.
set -eu
cd "$(dirname "$0")/../../assets/recover"
if [ ! -d node_modules ]; then
    echo "first run: npm ci --ignore-scripts --prefix assets/recover" >&2
    exit 1
fi
node test/vectors.mjs
node test/testkit.mjs
node --test test/reading.mjs test/built.mjs
node --test test/browsers.mjs
