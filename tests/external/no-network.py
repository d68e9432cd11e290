#!/usr/bin/env python3
"""Runs every command under strace and wants to hear nothing of a network, on files, pipes
and a terminal; and shows with gdb that a socket call put into the running program ends it.

Usage: no-network.py BINARY. Needs strace, gdb, pdftoppm and util-linux' script.
Python's standard library only.
"""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PACKAGES = {"strace": "strace", "gdb": "gdb", "pdftoppm": "poppler-utils", "script": "bsdutils"}
NEW = ["new", "--label", "Silent", "--account", "somebody", "--allow-online", "--out"]
SHARES = ["kit/share-1-of-3.pdf", "kit/share-3-of-3.pdf"]

# Each command with arguments that make it do its work, and the status it ends with.
RUNS = [
    (["preflight", "--out", "kit"], {0, 5}),
    ([*NEW, "kit"], {0}),
    (["init", "plan.toml"], {0}),
    (["init"], {0}),
    (["check", "scan.png", "--record", "kit/record.json"], {1}),
    (["recover", *SHARES, "kit/payload.age", "--output", "secret.txt"], {0}),
    (["recover", *SHARES, "kit/credential.pdf", "--record", "kit/record.json", "--output", "-"], {0}),
    (["recover", *SHARES, "--identity", "--output", "-"], {0}),
    (["recover", "-", "--output", "-"], {3}),
    (["drill", *SHARES, "kit/payload.age", "--record", "kit/record.json", "--by", "Ada"], {0}),
    (["rotate", "--record", "kit/record.json", "--record-hash", "HASH", "--allow-online", "--out", "next"], {0}),
    (["rotate", "--confirm", "--record", "next/record.json"], {0}),
    (["reshare", *SHARES, "kit/payload.age", "--record", "kit/record.json", "--record-hash", "HASH", "--allow-online", "--out", "split"], {0}),
    (["print", "handbook", "--out", "papers"], {0}),
    (["print", "ceremony", "--record", "kit/record.json", "--out", "papers"], {0}),
    (["print", "covers", "--record", "kit/record.json", "--out", "papers"], {0}),
    (["print", "drill", "--record", "kit/record.json", "--out", "papers"], {0}),
    (["status", "kit/record.json", "next", "--ics", "due.ics"], {0}),
    (["inspect", "kit/payload.age", "kit/record.json", "scan.png", *SHARES], {0}),
    (["profiles"], {0}),
    (["profiles", "entra", "--json"], {0}),
    (["completions", "bash"], {0}),
    (["man", "pages"], {0}),
    (["man"], {0}),
    (["--help"], {0}),
    (["recover", "kit/none"], {2}),
]
# On a terminal: what is typed, a line a second.
TYPED = [
    (["recover", *SHARES, "kit/payload.age"], [""]),
    (["recover"], [SHARES[0], SHARES[1], "kit/payload.age", ""]),
    (["check", "--record", "kit/record.json"], ["scan.png", "done"]),
]
# Put into the program in the place of a harmless call: the kernel must end it.
SOCKET = """
set pagination off
set startup-with-shell off
catch syscall write
run
set $orig_rax = 41
continue
"""

runs = 0


def fail(words):
    sys.exit(f"no-network: FAILED: {words}")


def straced(trace, *options):
    return ["strace", "-f", "-qq", "-e", "signal=none", "-o", str(trace), *options]


def silent(trace, what):
    """Nothing was traced: no socket, no name looked up, no message."""
    global runs
    runs += 1
    heard = trace.read_text()
    if heard:
        fail(f"{what}: {heard.splitlines()[0]}")


def unrefused(trace, what):
    """The filter of system calls stands in the way of nothing that a command does."""
    for line in trace.read_text().splitlines():
        if "ENOSYS" in line or "SIGSYS" in line:
            fail(f"{what}: {line}")


def record_hash(place):
    """As somebody would type it from the ceremony sheet (FORMAT, section 11)."""
    made = json.loads((place / "kit/record.json").read_text())["made"]
    text = json.dumps(made, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"sealkit/1/record" + text.encode()).hexdigest()[:32]


def on_files(binary, place):
    for arguments, statuses in RUNS:
        what = " ".join(arguments[:3])
        trace = place / "trace"
        for options, judge in [(["-e", "trace=network"], silent), (["-Z"], unrefused)]:
            # The second time something is there already where the first wrote it.
            written = [arguments[-1]] if arguments[-2:-1] in (["--out"], ["--ics"]) and arguments[-1] != "kit" else []
            for name in ["kit-again", "secret.txt", "plan.toml", *written]:
                path = place / name
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            if arguments[0] == "new" and judge is unrefused:
                arguments = [*NEW, "kit-again"]
            shutil.rmtree(place / "pages", ignore_errors=True)
            (place / "pages").mkdir()
            given = [record_hash(place) if word == "HASH" else word for word in arguments]
            done = subprocess.run([*straced(trace, *options), binary, *given], cwd=place,
                                  input=b"nothing of a kit\n", capture_output=True, timeout=300)
            if done.returncode not in statuses:
                fail(f"{what}: status {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}")
            judge(trace, what)
        if arguments[0] == "new":
            subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", "kit/share-1-of-3.pdf", "scan"],
                           cwd=place, check=True, timeout=300)


def on_a_terminal(binary, place):
    for arguments, lines in TYPED:
        for options, judge in [(["-e", "trace=network"], silent), (["-Z"], unrefused)]:
            trace = place / "trace"
            trace.unlink(missing_ok=True)
            command = " ".join(["exec", *straced(trace, *options), binary, *arguments])
            shell = subprocess.Popen(["script", "-qec", command, "/dev/null"], cwd=place,
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            for line in lines:
                time.sleep(1.5)
                shell.stdin.write(line.encode() + b"\n")
                shell.stdin.flush()
            shown, _ = shell.communicate(timeout=120)
            if b"\x1b[?1049h" not in shown:
                fail(f"{arguments[0]} on a terminal: {shown.decode(errors='replace')[-300:]}")
            judge(trace, f"{arguments[0]} on a terminal")


def every_command_is_run(binary):
    text = subprocess.run([binary, "--help"], capture_output=True, timeout=60, check=True).stdout.decode()
    listed = re.findall(r"^  ([a-z]+)  ", text.split("Commands:")[1].split("Options:")[0], re.M)
    left_out = set(listed) - {arguments[0] for arguments, _ in RUNS} - {"help"}
    if left_out or len(listed) < 8:
        fail(f"no run of {', '.join(sorted(left_out)) or 'the commands'}: add one to RUNS")


def the_ear_is_open(place):
    """The same question to a program that does open a socket."""
    trace = place / "trace"
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    subprocess.run([*straced(trace, "-e", "trace=network"), sys.executable, "-c", code], check=True, timeout=60)
    if "socket(" not in trace.read_text():
        fail("strace hears nothing of a socket that is opened")


def a_socket_ends_it(binary, place):
    if os.uname().machine != "x86_64":
        return print("no-network: a socket put into the program: left out, needs x86_64")
    script = place / "socket.gdb"
    script.write_text(SOCKET)
    done = subprocess.run(["gdb", "-q", "-nx", "-batch", "-x", str(script), "--args", binary, "profiles"],
                          capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
    said = done.stdout.decode(errors="replace")
    if "terminated with signal SIGSYS" not in said:
        fail(f"a socket put into the program did not end it: {said[-300:]}")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    binary = str(Path(sys.argv[1]).resolve())
    for program, package in PACKAGES.items():
        if not shutil.which(program):
            fail(f"needs {program} (Debian package {package})")
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    with tempfile.TemporaryDirectory(prefix="sealkit-silent-") as folder:
        place = Path(folder)
        the_ear_is_open(place)
        every_command_is_run(binary)
        on_files(binary, place)
        on_a_terminal(binary, place)
        a_socket_ends_it(binary, place)
    print(f"no-network: {runs} runs of every command, nothing heard; a socket ends the program")


main()
