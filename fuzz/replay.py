#!/usr/bin/env python3
"""Gives every input of the fuzz corpora to the program itself, as a file: it ends with a
sentence, within a second of processor time and 256 MiB. Usage: replay.py BINARY [TARGET...]
"""

import os, subprocess, sys

SECONDS, KIB, ENDS = 1.0, 256 << 10, (0, 1, 2, 3, 4)
# A plan that is in order gets as far as the place of its kit, which is not there: making the
# kit takes as long as it has shares and secrets, and the tests do that.
PLACE = 5
HERE = os.path.dirname(os.path.abspath(__file__))


def spent(*command):
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, said


def main():
    binary, targets = sys.argv[1], sys.argv[2:] or sorted(os.listdir(f"{HERE}/corpus"))
    bad = 0
    for target in targets:
        slowest, largest, count = (0.0, ""), (0, ""), 0
        for folder in [f"{HERE}/corpus/{target}", f"{HERE}/seeds/{target}", f"{HERE}/artifacts"]:
            for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
                if folder.endswith("artifacts") and not name.startswith(target + "-"):
                    continue
                path = f"{folder}/{name}"
                command, ends = ["inspect", path], ENDS
                if target == "plan":
                    command, ends = ["new", path, "--allow-online", "--out", "/nowhere/kit"], (*ENDS, PLACE)
                status, seconds, memory, said = spent(binary, *command)
                count += 1
                slowest, largest = max(slowest, (seconds, path)), max(largest, (memory, path))
                if status not in ends or b"fault of its own" in said:
                    bad += 1
                    print(f"{path}: status {status}: {said[:200]!r}")
        print(f"{target}: {count} inputs, at most {slowest[0]:.2f} s and {largest[0] >> 10} MiB")
        if slowest[0] > SECONDS or largest[0] > KIB:
            bad += 1
            print(f"  slowest {slowest[1]}\n  largest {largest[1]}")
    sys.exit(bad > 0)


main()
