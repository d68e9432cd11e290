#!/usr/bin/env bash
# Shows that check-binary.sh refuses what it is there to refuse: small programs with one
# fault each, and one without. Needs gcc and a static C library.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# Name, flags of the compiler, the words of the refusal, the program.
refused() {
    printf '%s\n' "$4" >"$place/$1.c"
    # shellcheck disable=SC2086
    gcc -O2 $2 -o "$place/$1" "$place/$1.c"
    if said=$("$here/check-binary.sh" "$place/$1" 2>&1); then
        echo "check-binary-proof: FAILED: passes a program with $1" >&2
        exit 1
    fi
    grep -qF -- "$3" <<<"$said" || {
        echo "check-binary-proof: FAILED: a program with $1 is refused for another reason: $said" >&2
        exit 1
    }
}

harmless='#include <unistd.h>
int main(void) { return (int)write(1, "x", 1) - 1; }'
printf '%s\n' "$harmless" >"$place/harmless.c"
gcc -O2 -static -s -o "$place/harmless" "$place/harmless.c"
"$here/check-binary.sh" "$place/harmless" >/dev/null || {
    echo "check-binary-proof: FAILED: a harmless program is refused" >&2
    exit 1
}

refused "a loader" "" "it is not static" "$harmless"
refused "a socket by its name" "-static" "has a socket symbol" '#include <sys/socket.h>
int main(void) { return socket(AF_INET, SOCK_STREAM, 0); }'
refused "a socket without a name" "-static -s" "has system call 41" '#include <sys/socket.h>
int main(void) { return socket(AF_INET, SOCK_STREAM, 0); }'
refused "a socket by its number" "-static -s" "has system call 41" '#include <unistd.h>
int main(void) { return (int)syscall(41, 2, 1, 0); }'
refused "io_uring in assembler" "-static -s" "has system call 425" '
int main(void) { long r; __asm__ volatile("syscall" : "=a"(r) : "a"(425L), "D"(8L), "S"(0L) : "rcx", "r11", "memory"); return (int)r; }'
refused "ptrace by its number" "-static -s" "has system call 101" '#include <unistd.h>
int main(void) { return (int)syscall(101, 0, 0, 0, 0); }'
refused "another program" "-static -s" "has system call" '#include <unistd.h>
int main(void) { return execl("/bin/true", "true", (char *)0); }'
refused "too many bytes" "-static -s" "more than" 'volatile char big[9 << 20] = { 1 };
int main(void) { return big[5]; }'
echo "check-binary-proof: eight faulty programs refused, a harmless one passed"
