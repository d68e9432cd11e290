#!/bin/sh
# Makes the faces inside recover.html from those that the sheets embed: printable ASCII and the
# signs that the page uses. Needs pyftsubset of fonttools, with brotli.
set -eu
here=$(dirname "$0")
signs="U+0020-007E,U+00A0,U+00B7,U+2013,U+2019,U+201C,U+201D,U+2026"
for face in AtkinsonHyperlegibleNext-Regular AtkinsonHyperlegibleNext-Bold AtkinsonHyperlegibleMono-Medium; do
    pyftsubset "$here/../../fonts/$face.ttf" --output-file="$here/$face.woff2" --flavor=woff2 \
        --unicodes="$signs" --layout-features='' --no-hinting --notdef-outline --name-IDs='0,1,2,5,6,13'
done
