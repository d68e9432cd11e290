#!/bin/sh
# Makes the faces the sheets embed from the upstream files (npm packages
# @expo-google-fonts/atkinson-hyperlegible-next and -mono 0.4.1 and noto-sans 0.4.2,
# unpacked under $1). Needs pyftsubset of fonttools. The licences name no reserved font name.
set -eu
from=${1:?folder with the unpacked packages}
here=$(dirname "$0")
signs="U+0020-007E,U+00A0-00FF,U+0100-017F,U+0218-021B,U+1E80-1E85,U+1E9E,U+1EF2,U+1EF3"
signs="$signs,U+2013,U+2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2030,U+2039,U+203A,U+20AC,U+2122,U+2212"
# Latin with all its extensions, Greek and Cyrillic of today, for names alone.
wide="U+0020-007E,U+00A1-00FF,U+0100-024F,U+0370-03E1,U+03F0-03FF,U+0400-045F,U+0490-04FF,U+1E80-1EF9"
wide="$wide,U+2013,U+2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2030,U+2039,U+203A,U+20AC,U+2116,U+2122,U+2212"
subset() {
    file=$(find "$from" -name "$1.ttf" | head -n 1)
    pyftsubset "$file" --output-file="$here/$2.ttf" --unicodes="$3" --layout-features='' \
        --no-hinting --desubroutinize --notdef-outline --no-glyph-names --name-IDs='0,1,2,5,6,13' \
        --drop-tables+=GPOS,GSUB,GDEF,STAT,gasp,prep,DSIG
}
subset AtkinsonHyperlegibleNext_400Regular AtkinsonHyperlegibleNext-Regular "$signs"
subset AtkinsonHyperlegibleNext_700Bold AtkinsonHyperlegibleNext-Bold "$signs"
subset AtkinsonHyperlegibleMono_500Medium AtkinsonHyperlegibleMono-Medium "$signs"
subset NotoSans_400Regular NotoSans-Regular "$wide"
subset NotoSans_700Bold NotoSans-Bold "$wide"
