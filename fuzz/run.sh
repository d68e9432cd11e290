#!/usr/bin/env bash
# Fuzzes with libFuzzer on the stable compiler; nothing to install but a C++ compiler.
#   fuzz/run.sh [SECONDS [TARGET...]]     seconds for each target, 5 unless told
# A crash, more than 5 s of processor time (1 s in a release build) or 256 MiB for one
# input ends it, and the input is kept as fuzz/artifacts/TARGET-*.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-5}
shift || true
targets=("$@")
((${#targets[@]})) || targets=(age credential entry jpeg lines pdf plan png record share)

# What libFuzzer needs to see which way an input took, as cargo-fuzz asks for it.
coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
coverage+=" -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
coverage+=" -Cllvm-args=-sanitizer-coverage-trace-compares"
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/../target}/fuzz
RUSTFLAGS="--cfg fuzzing $coverage" cargo build --release --locked --bins
built=$CARGO_TARGET_DIR/$(rustc -vV | sed -n 's/^host: //p')/release

mkdir -p artifacts
for target in "${targets[@]}"; do
    corpus=corpus/$target
    mkdir -p "$corpus"
    seeds=(../tests/golden-kit)
    [[ -d seeds/$target ]] && seeds+=("seeds/$target")
    options=(-max_len=65536)
    [[ -f seeds/$target.dict ]] && options+=("-dict=seeds/$target.dict")
    printf '== %s, %s seconds\n' "$target" "$seconds"
    if ! "$built/$target" "$corpus" "${seeds[@]}" "${options[@]}" -max_total_time="$seconds" \
        -timeout=60 -rss_limit_mb=1024 -print_final_stats=1 -verbosity=0 -artifact_prefix="artifacts/$target-" \
        2>"artifacts/$target.log"; then
        cat "artifacts/$target.log" >&2
        echo "$target: failed; the input is in fuzz/artifacts" >&2
        exit 1
    fi
    grep '^stat::' "artifacts/$target.log"
done
