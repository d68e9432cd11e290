#!/usr/bin/env python3
"""Shows that deny.toml bites: small manifests, each with one fault, are refused for it.

Usage: deny.py CARGO-DENY. Needs no network: the banned crates are empty ones that
only bear the name.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "deny.toml"


def package(folder, name, licence="MIT", more=""):
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "lib.rs").write_text("")
    (folder / "Cargo.toml").write_text(
        f'[package]\nname = "{name}"\nversion = "1.0.0"\nedition = "2021"\nlicense = "{licence}"\n{more}'
    )


def verdict(tool, check, stubs, features=""):
    """What cargo-deny says of a package that depends on empty crates of these names."""
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        lines = []
        for name, licence, own in stubs:
            package(place / "stubs" / name, name, licence, own)
            lines.append(f'{name} = {{ path = "stubs/{name}", version = "1"{features} }}')
        package(place, "witness", more="publish = false\n\n[dependencies]\n" + "\n".join(lines) + "\n\n[workspace]\n")
        subprocess.run(["cargo", "generate-lockfile", "--offline"], cwd=place, check=True, capture_output=True)
        run = subprocess.run(
            [tool, "--offline", "--manifest-path", place / "Cargo.toml", "--config", RULES, "check", check],
            capture_output=True, text=True,
        )
        return run.returncode, run.stdout + run.stderr


def unknown_source(tool):
    """A package that takes a crate from a repository instead of crates.io."""
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        package(place / "away", "away")
        git = ["git", "-C", place / "away", "-c", "user.name=x", "-c", "user.email=x@localhost"]
        for step in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
            subprocess.run([*git, *step], check=True)
        package(
            place / "home", "witness",
            more=f'\n[dependencies]\naway = {{ git = "file://{place}/away", version = "1" }}\n\n[workspace]\n',
        )
        subprocess.run(["cargo", "generate-lockfile"], cwd=place / "home", check=True, capture_output=True)
        run = subprocess.run(
            [tool, "--manifest-path", place / "home/Cargo.toml", "--config", RULES, "check", "sources"],
            capture_output=True, text=True,
        )
        return run.returncode, run.stdout + run.stderr


def main():
    tool = sys.argv[1]
    faults = []

    def expect(what, holds, text):
        if not holds:
            faults.append(f"{what}\n{text}")

    banned = [entry["crate"] for entry in tomllib.loads(RULES.read_text())["bans"]["deny"]]
    status, text = verdict(tool, "bans", [(name, "MIT", "") for name in banned])
    named = set(re.findall(r"error\[banned\]: crate '([^ ]+) = 1\.0\.0' is explicitly banned", text))
    expect("a banned crate was let through", status != 0 and named == set(banned), f"{sorted(set(banned) - named)}\n{text[-800:]}")

    feature = "\n[features]\nnet = []\nfs = []\n"
    status, text = verdict(tool, "bans", [("rustix", "MIT", feature)], ', features = ["net"]')
    expect("rustix with sockets was let through", status != 0 and "net" in text, text)
    status, text = verdict(tool, "bans", [("rustix", "MIT", feature)], ', features = ["fs"]')
    expect("rustix without sockets was refused", status == 0, text)

    status, text = verdict(tool, "licenses", [("stranger", "GPL-3.0-only", "")])
    expect("a licence that is not listed was let through", status != 0 and "GPL-3.0" in text, text)
    status, text = verdict(tool, "licenses", [("friend", "MIT", "")])
    expect("a listed licence was refused", status == 0, text)

    status, text = unknown_source(tool)
    expect("a crate from elsewhere was let through", status != 0 and "source-not-allowed" in text, text)

    for fault in faults:
        print(f"deny: {fault}", file=sys.stderr)
    print(f"deny: {len(banned)} banned crates, a feature, a licence and a source are refused" if not faults else "deny: FAILED")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
