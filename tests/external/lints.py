#!/usr/bin/env python3
"""Shows that clippy.toml bites: clippy names every forbidden call and type of forbidden.rs.

Usage: lints.py. Needs clippy-driver, which comes with clippy.
"""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINTS = {"disallowed-methods": "disallowed method", "disallowed-types": "disallowed type"}


def main():
    rules = tomllib.loads((ROOT / "clippy.toml").read_text())
    sysroot = subprocess.run(["rustc", "--print", "sysroot"], check=True, capture_output=True, text=True).stdout.strip()
    deny = [argument for lint in LINTS for argument in ("-D", f"clippy::{lint.replace('-', '_')}")]
    with tempfile.TemporaryDirectory() as place:
        run = subprocess.run(
            ["clippy-driver", "--sysroot", sysroot, "--edition", "2024", "--crate-type", "lib", "--emit", "metadata",
             "-o", f"{place}/forbidden.rmeta", *deny, ROOT / "tests/external/forbidden.rs"],
            env={**os.environ, "CLIPPY_CONF_DIR": str(ROOT)}, capture_output=True, text=True,
        )
    faults = [] if run.returncode else ["clippy let everything through"]
    for lint, words in LINTS.items():
        forbidden = {rule["path"] for rule in rules[lint]}
        named = set(re.findall(rf"use of a {words} `([^`]+)`", run.stderr))
        faults += [f"clippy does not name {path}" for path in sorted(forbidden - named)]
    if faults:
        print("\n".join([*faults, run.stderr[-2000:]]), file=sys.stderr)
        return 1
    print(f"lints: {sum(len(rules[lint]) for lint in LINTS)} calls and types are refused")
    return 0


if __name__ == "__main__":
    sys.exit(main())
