#!/usr/bin/env python3
"""Keeps docs/DEPENDENCIES.md equal to Cargo.toml, the lock file and the sources of the crates.

Usage: dependencies.py [--write]. Without --write it fails where the document no longer
says what is there. Counts the word `unsafe` outside of comments and texts, and looks for
the names of sockets, in all files below src/ of every crate, whatever its features.
"""

import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "DEPENDENCIES.md"
TARGETS = ("x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu")
BEGIN, END = "<!-- tables: tests/external/dependencies.py --write -->\n", "<!-- end of tables -->\n"
SOCKETS = re.compile(
    r"\b(TcpStream|TcpListener|UdpSocket|ToSocketAddrs|UnixStream|UnixListener|UnixDatagram|socketpair|getaddrinfo"
    r"|__NR_socket|SYS_socket|AF_INET)\b"
)
# Crates that name sockets somewhere, and why none of it is in the program.
EXPLAINED = {
    "libc": "declares the C library; nothing of it is linked that is not called",
    "linux-raw-sys": "tables of the kernel's numbers",
    "rustix": "behind its feature `net`, which `deny.toml` refuses",
    "signal-hook": "waking by a socket in `low_level::pipe`; sealkit uses `flag` only",
}
NOISE = re.compile(
    r'//[^\n]*|/\*.*?\*/|b?r(#*)".*?"\1|b?"(?:\\.|[^"\\])*"|b?\'(?:\\.[^\']*|[^\'\\])\'', re.DOTALL
)


def cargo(*arguments):
    run = subprocess.run(["cargo", *arguments], cwd=ROOT, check=True, capture_output=True, text=True)
    return run.stdout


def tree(edges):
    """Name and version of every package that the edges reach, for any target."""
    found = set()
    for target in TARGETS:
        text = cargo("tree", "--locked", "-e", edges, "--target", target, "--prefix", "none", "--format", "{p}")
        lines = (line.split() for line in text.splitlines() if line.strip())
        found |= {(words[0], words[1].lstrip("v")) for words in lines}
    return {package for package in found if package[0] != "sealkit"}


@cache
def metadata():
    packages = json.loads(cargo("metadata", "--locked", "--format-version", "1"))["packages"]
    return {(package["name"], package["version"]): package for package in packages}


def sources(package):
    folder = Path(metadata()[package]["manifest_path"]).parent / "src"
    for file in sorted(folder.rglob("*.rs")):
        text = file.read_text(errors="replace")
        yield NOISE.sub(lambda match: '""' if "\n" not in match[0] else "\n", text)


@cache
def findings(package):
    """How often `unsafe` stands in the crate, whether it forbids it, and the sockets it names."""
    unsafe, forbids, sockets = 0, False, set()
    for text in sources(package):
        forbids |= bool(re.search(r"#!\[forbid\([^\]]*unsafe_code", text))
        unsafe += len(re.findall(r"\bunsafe\b(?!_)", text))
        sockets |= set(SOCKETS.findall(text))
    return unsafe, forbids, sockets


def licence(package):
    return (metadata()[package]["license"] or "see its file").replace("/", " OR ")


def unsafe_words(package):
    unsafe, forbids, _ = findings(package)
    return "forbidden" if forbids and not unsafe else "0" if not unsafe else str(unsafe)


def reasons():
    """The direct dependencies of Cargo.toml, in order, each with the comment above it."""
    text = (ROOT / "Cargo.toml").read_text()
    section = text.split("[dependencies]\n", 1)[1].split("\n[", 1)[0]
    comment = []
    for line in section.splitlines():
        if line.startswith("#"):
            comment.append(line.removeprefix("#").strip())
            continue
        if "=" in line:
            if not comment:
                sys.exit(f"dependencies: Cargo.toml gives no reason for: {line}")
            yield line.split(" = ", 1)[0].strip(), " ".join(comment)
        comment = []


def direct_table(linked):
    declared = tomllib.loads((ROOT / "Cargo.toml").read_text())["dependencies"]
    rows = ["| crate | version | features asked for | why |", "|---|---|---|---|"]
    for name, reason in reasons():
        entry = declared[name] if isinstance(declared[name], dict) else {"version": declared[name]}
        features = ["default"] * entry.get("default-features", True) + entry.get("features", [])
        version = resolved(name, entry["version"].lstrip("="), linked)
        rows.append(f"| {name} | {version} | {', '.join(features) or 'none'} | {reason} |")
    return rows


def resolved(name, asked, linked):
    """The version in the lock file that answers a requirement such as 2, 0.10.3 or =0.12.1."""
    parts = asked.split(".")
    same = parts[: 1 if parts[0] != "0" else 2]
    found = [version for other, version in linked if other == name and version.split(".")[: len(same)] == same]
    assert len(found) == 1, f"{name} {asked}: {found}"
    return found[0]


def linked_table(linked):
    rows = ["| crate | version | licence | `unsafe` | sockets |", "|---|---|---|---|---|"]
    for package in sorted(linked):
        sockets = "names them, see below" if findings(package)[2] else "none"
        rows.append(f"| {package[0]} | {package[1]} | {licence(package)} | {unsafe_words(package)} | {sockets} |")
    return rows


def tables():
    linked = tree("normal,no-proc-macro")
    at_build = tree("normal,build") - linked
    naming = sorted({name for name, version in linked if findings((name, version))[2]})
    unexplained = [name for name in naming if name not in EXPLAINED]
    if unexplained:
        sys.exit(f"dependencies: these crates name sockets, and nothing says why that is harmless: {unexplained}")
    if stale := sorted(set(EXPLAINED) - set(naming)):
        sys.exit(f"dependencies: these crates no longer name sockets: {stale}")
    without = sum(not findings(package)[0] for package in linked)
    lines = [
        f"## Direct: {sum(1 for _ in reasons())}", "", *direct_table(linked), "",
        f"## In the program: {len(linked)}", "",
        f"{without} of them have no `unsafe` at all. What the linker finds unused is not in the binary.", "",
        *linked_table(linked), "",
        "Crates that name sockets, and why none of it is in the program:", "",
        *[f"- {name}: {EXPLAINED[name]}." for name in naming], "",
        f"## At build time only: {len(at_build)}", "",
        "Procedural macros and build scripts, and what they need:", "",
        ", ".join(f"{name} {version}" for name, version in sorted(at_build)) + ".", "",
    ]
    return "\n".join(lines)


def main():
    text = DOCUMENT.read_text()
    before, rest = text.split(BEGIN, 1)
    old, after = rest.split(END, 1)
    new = "\n" + tables() + "\n"
    if "--write" in sys.argv[1:]:
        DOCUMENT.write_text(before + BEGIN + new + END + after)
    elif old != new:
        changed = sorted(set(old.splitlines()) ^ set(new.splitlines()))
        print("dependencies: docs/DEPENDENCIES.md is not what is there; renew it with --write:", file=sys.stderr)
        print("\n".join(changed[:20]), file=sys.stderr)
        return 1
    print("dependencies: docs/DEPENDENCIES.md is what is there")
    return 0


if __name__ == "__main__":
    sys.exit(main())
