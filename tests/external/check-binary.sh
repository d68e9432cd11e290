#!/usr/bin/env bash
# Checks a release binary: at most 9 MiB, needs no other file to run, and has no
# way to a socket. Usage: check-binary.sh BINARY
set -euo pipefail
binary=${1:?usage: check-binary.sh BINARY}
limit=$((9 * 1024 * 1024))

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

# The number of a system call is put into eax shortly before the call, or into edi before
# glibc's function `syscall`, which is known by its first steps where names are stripped.
# 41 to 55 are socket to getsockopt, 288 accept4, 299 recvmmsg, 307 sendmmsg, 425 to 427
# io_uring; 56 to 59 clone to execve, 101 ptrace, 322 execveat, 435 clone3.
forbidden='^(4[1-9]|5[0-9]|101|288|299|307|322|425|426|427|435)$'
machine=$(readelf --file-header "$binary" | sed -n 's/^ *Machine: *//p')
if [[ $machine == *X86-64* ]]; then
    code=$(mktemp)
    trap 'rm -f "$code"' EXIT
    objdump --disassemble --no-show-raw-insn "$binary" >"$code"
    by_name=$(awk '
        /\tmov +%rdi,%rax$/ { start = before ~ /endbr64/ ? at_before : $1; first = NR }
        /\tmov +%rsi,%rdi$/ && NR == first + 1 { second = NR }
        /\tmov +%rdx,%rsi$/ && NR == second + 1 { sub(/:$/, "", start); print start }
        { before = $0; at_before = $1 }
    ' "$code" | tr '\n' ' ')
    calls=$(awk -v functions=" $by_name" '
        function known(number) { sub(/.*\$0x/, "", number); sub(/,.*/, "", number); return number }
        /^[0-9a-f]+ <.*>:$/ || /\tret/ { eax = edi = "" }
        /\txor +%eax,%eax/ { eax = 0 }
        /\tmov +\$0x[0-9a-f]+,%[er]ax/ { eax = known($0) }
        /\tmov +\$0x[0-9a-f]+,%[er]di/ { edi = known($0) }
        /\tsyscall/ { if (eax != "") print eax; eax = "" }
        /\t(call|jmp) +(0x)?[0-9a-f]+/ {
            to = $3
            sub(/^0x/, "", to)
            if (edi != "" && index(functions, " " to " ")) print edi
            if ($2 == "call") edi = ""
        }
    ' "$code" | sort -u | while read -r number; do ((${#number} > 3)) || echo $((16#$number)); done | sort -n | tr '\n' ' ')
    [[ -n $calls ]] || fail "shows no system call at all: the disassembly is not understood"
    echo "system calls with a number of their own: $calls"
    for call in $calls; do
        [[ ! $call =~ $forbidden ]] || fail "has system call $call"
    done
fi
echo "check-binary: $size bytes, static, no socket"
