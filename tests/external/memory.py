#!/usr/bin/env python3
"""Stops the program after its work, before it ends, and searches all of its memory
for what it worked on: passphrase, age identity, shares, secret sheets.

Usage: memory.py BINARY. Needs gdb and root: a process that cannot be dumped can be
looked into by the program that started it only, and by that only with root's rights.
x86_64 and aarch64 Linux, Python's standard library only. Kits are made for this alone.
"""

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Run by gdb's own Python: every readable mapping at the moment of the last system call.
DUMP = r'''
import gdb, os
gdb.execute("set pagination off")
gdb.execute("set confirm off")
gdb.execute("set startup-with-shell off")
gdb.execute("set disable-randomization off")
gdb.execute("catch syscall exit_group")
gdb.execute("run")
inferior = gdb.selected_inferior()
if inferior.pid == 0:
    raise SystemExit("the program ended before it was stopped")
folder = os.environ["DUMP_INTO"]
with open(f"/proc/{inferior.pid}/maps") as maps:
    lines = maps.read().splitlines()
for line in lines:
    span, rights, _, _, _, *name = line.split(None, 5)
    name = name[0] if name else "anonymous"
    if "r" not in rights or name in ("[vvar]", "[vvar_vclock]", "[vsyscall]", "[vdso]"):
        continue
    start, end = (int(part, 16) for part in span.split("-"))
    memory = inferior.read_memory(start, end - start)
    label = os.path.basename(name).strip("[]")
    with open(f"{folder}/{start:x}-{rights}-{label}", "wb") as out:
        out.write(bytes(memory))
gdb.execute("kill")
'''

RUNS = ["new", "recover", "check"]
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def fail(words):
    sys.exit(f"memory: FAILED: {words}")


def plain(binary, *arguments, folder):
    """A run without gdb; gives its output."""
    done = subprocess.run([binary, *arguments], cwd=folder, capture_output=True, timeout=300)
    if done.returncode != 0:
        fail(f"{arguments[0]}: status {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}")
    return done.stdout.decode()


def stopped(binary, *arguments, folder, into):
    """A run that is stopped before its end; its memory goes into a folder."""
    into.mkdir()
    script = into.parent / "dump.py"
    script.write_text(DUMP)
    environment = {**os.environ, "DUMP_INTO": str(into), "SHELL": "/bin/sh"}
    done = subprocess.run(
        ["gdb", "-q", "-nx", "-batch", "-x", str(script), "--args", binary, *arguments],
        cwd=folder, capture_output=True, timeout=600, env=environment, stdin=subprocess.DEVNULL)
    if not any(into.iterdir()):
        fail(f"gdb: {done.stderr.decode(errors='replace')[-600:]} {done.stdout.decode(errors='replace')[-600:]}")


def identity_bytes(text):
    """The 32 bytes inside AGE-SECRET-KEY-1..."""
    bits = "".join(f"{BECH32.index(c):05b}" for c in text.lower().split("1", 1)[1][:-6])
    return int(bits[:256], 2).to_bytes(32, "big")


def windows(data, size, step=1):
    return {data[at:at + size] for at in range(0, max(len(data) - size, 0) + 1, step)}


def share_codes(binary, kit):
    """The texts of the shares' QR codes, read by zbar from the drawn sheets."""
    codes = []
    for sheet in sorted(kit.glob("share-*.pdf")):
        with tempfile.TemporaryDirectory(dir=kit.parent) as pages:
            subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", sheet, f"{pages}/p"], check=True, timeout=300)
            read = subprocess.run(["zbarimg", "--nodbus", "-q", "--raw", *sorted(Path(pages).iterdir())],
                                  capture_output=True, timeout=300)
            codes += [line for line in read.stdout.decode().splitlines() if line.startswith("SK1:S:")]
    if len(codes) != 3:
        fail("the shares could not be read from their sheets")
    return [code[6:] for code in codes]


def needles(binary, folder, kit, sheets):
    """What must not be found, by name; every window of a length that chance does not give."""
    inputs = ["kit/share-1-of-3.pdf", "kit/share-2-of-3.pdf", "kit/payload.age"]
    secret = plain(binary, "recover", *inputs, "--secret", "Password", "--output", "-", folder=folder).strip("\n")
    key = plain(binary, "recover", *inputs, "--identity", "--output", "-", folder=folder).strip()
    found = {
        "passphrase": windows(secret.encode(), 12),
        "passphrase in groups": {" ".join(secret[i:i + 4] for i in range(at, at + 12, 4)).encode() for at in range(0, 96, 4)},
        "identity, text": windows(key[16:].encode(), 12) | windows(key[16:].lower().encode(), 12),
        "identity, bytes": windows(identity_bytes(key), 8),
    }
    found["identity, reversed"] = windows(identity_bytes(key)[::-1], 8)
    texts, raws, lines = set(), set(), set()
    for code in share_codes(binary, kit):
        # The set id and the small numbers before the share's value are public.
        texts |= windows(code[14:].encode(), 12)
        raws |= windows(base64.b32decode(code)[9:41], 8)
        lines |= {" ".join(code[i:i + 4] for i in range(at, at + 12, 4)).encode() for at in range(16, 56, 4)}
    found |= {"shares, text": texts, "shares, bytes": raws, "shares, lines": lines}
    if sheets:
        # These have the same fonts and headers.
        known = ["ceremony.pdf", "credential.pdf"]
        public = b"".join((kit / name).read_bytes() for name in known)
        for name in ["share-1-of-3.pdf", "provisioning.pdf"]:
            parts = windows((kit / name).read_bytes(), 64, 61)
            found[f"{name}, as written"] = {part for part in parts if part not in public}
    return found


def search(dump, found):
    """How often each is there, and in which kind of memory."""
    hits = []
    for file in sorted(dump.iterdir()):
        memory = file.read_bytes()
        for name, parts in found.items():
            there = [part for part in parts if part in memory]
            if there:
                at = memory.index(there[0])
                hits.append(f"{name}: {len(there)} of {len(parts)} pieces in {file.name} (first at +{at:#x})")
    return hits


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    binary = str(Path(sys.argv[1]).resolve())
    for program, package in [("gdb", "gdb"), ("pdftoppm", "poppler-utils"), ("zbarimg", "zbar-tools")]:
        if not shutil.which(program):
            fail(f"needs {program} (Debian package {package})")
    if os.geteuid() != 0:
        fail("needs root")
    place = Path(tempfile.mkdtemp(prefix="sealkit-memory-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
    try:
        hits = run(binary, place)
    finally:
        if not os.environ.get("KEEP"):
            shutil.rmtree(place)
    if hits:
        fail("\n  ".join(["found after the work:", *hits]))
    print("memory: nothing of passphrase, identity, shares and secret sheets is left when new, recover and check end")


def run(binary, place):
    new = ["new", "--label", "Memory", "--account", "somebody", "--allow-online", "--out", "kit"]
    stopped(binary, *new, folder=place, into=place / "new")
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", "kit/share-2-of-3.pdf", "scan"], cwd=place, check=True)
    recover = ["recover", "kit/share-1-of-3.pdf", "kit/share-3-of-3.pdf", "kit/payload.age", "--output", "out.txt"]
    stopped(binary, *recover, folder=place, into=place / "recover")
    check = ["check", "scan.png", "kit/share-1-of-3.pdf", "--record", "kit/record.json"]
    stopped(binary, *check, folder=place, into=place / "check")
    found = needles(binary, place, place / "kit", True)
    prove(place, found)
    return [f"{run}: {hit}" for run in RUNS for hit in search(place / run, found)]


def prove(place, found):
    """The search itself must find: each kind of piece, put into a copy of real memory."""
    for run in RUNS:
        size = sum(file.stat().st_size for file in (place / run).iterdir())
        kinds = {file.name.rsplit("-", 1)[1] for file in (place / run).iterdir()}
        if size < 4 << 20 or not {"heap", "stack"} <= kinds:
            fail(f"the memory of {run} is not all there: {size} bytes, {sorted(kinds)}")
        print(f"memory: {run}: {size >> 10} KiB searched")
    with tempfile.TemporaryDirectory(dir=place) as folder:
        planted = Path(folder) / "0-rw-planted"
        for name, parts in found.items():
            planted.write_bytes(b"\0" * 5000 + next(iter(parts)) + b"\0" * 5000)
            if not search(Path(folder), {name: parts}):
                fail(f"the search does not find {name}")


main()
