#!/usr/bin/env bash
# Checks a release binary: at most 8 MiB, needs no other file to run, and has no
# way to a socket. Usage: check-binary.sh BINARY
set -euo pipefail
binary=${1:?usage: check-binary.sh BINARY}
limit=$((8 * 1024 * 1024))

fail() {
    echo "check-binary: $binary: $1" >&2
    exit 1
}

for program in objdump readelf nm; do
    command -v "$program" >/dev/null || fail "needs $program (Debian package binutils)"
done
[[ -x $binary ]] || fail "is no program"

size=$(stat -c %s "$binary")
((size <= limit)) || fail "$size bytes, more than $limit"

segments=$(readelf --wide --program-headers "$binary")
grep -q 'DYN\|EXEC' <<<"$segments" || fail "is no ELF program"
! grep -q INTERP <<<"$segments" || fail "asks for a program loader: it is not static"
! readelf --wide --dynamic "$binary" | grep -q NEEDED || fail "needs a dynamic library"

# Names are there only in a binary that was not stripped.
sockets='socket|socketpair|connect|bind|listen|accept4?|sendto|recvfrom|sendmsg|recvmsg|sendmmsg|recvmmsg|getaddrinfo|gethostbyname.*'
symbols=$(nm "$binary" 2>/dev/null || true)
! grep -E " [TtWw] (__|__libc_)?($sockets)\$" <<<"$symbols" || fail "has a socket symbol"

# The number of a system call is put into eax shortly before the call. 41 to 55 are
# socket to getsockopt, 288 accept4, 299 recvmmsg, 307 sendmmsg, 425 to 427 io_uring.
machine=$(readelf --file-header "$binary" | sed -n 's/^ *Machine: *//p')
if [[ $machine == *X86-64* ]]; then
    calls=$(objdump --disassemble --no-show-raw-insn "$binary" | awk '
        /^[0-9a-f]+ <.*>:$/ { number = "" }
        /\tret/ { number = "" }
        /\txor +%eax,%eax/ { number = 0 }
        /\tmov +\$0x[0-9a-f]+,%[er]ax/ { number = $0; sub(/.*\$0x/, "", number); sub(/,.*/, "", number) }
        /\tsyscall/ { if (number != "") print number; number = "" }
    ' | sort -u | while read -r number; do ((16#$number > 999)) || echo $((16#$number)); done | sort -n | tr '\n' ' ')
    echo "system calls with a number of their own: $calls"
    for call in $calls; do
        if ((call >= 41 && call <= 55)) || [[ $call =~ ^(288|299|307|425|426|427)$ ]]; then
            fail "has system call $call"
        fi
    done
fi
echo "check-binary: $size bytes, static, no socket"
