#!/usr/bin/env python3
"""Holds every sheet against PDF/UA-1 with a checker that is not ours, as far as it goes.

Usage: pdfua.py BINARY. Installs pdfua into a temporary folder. What it checks is a part of the
standard (`pdfua rules` lists it), so a sheet that passes is not called conforming.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKER = "pdfua==0.1.3"
checks = 0


def check(holds, what):
    global checks
    checks += 1
    if not holds:
        sys.exit(f"pdfua: FAILED: {what}")


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, timeout=600)
    if done.returncode:
        sys.exit(f"pdfua: {command} ended with {done.returncode}: {done.stdout.decode()}{done.stderr.decode()}")
    return done.stdout.decode()


def papers(sealkit, place):
    """A kit with sealed copies, what is printed beside it, and what a rotation adds."""
    plan, kit, out = place / "plan.toml", place / "kit", place / "papers"
    plan.write_text(run(sealkit, "init"))
    made = ["--allow-online", "--date", "2026-11-21"]
    flags = ["--label", "Kit", "--account", "a@example.com", "--sealed-copies", "1"]
    run(sealkit, "new", *flags, *made, "--out", kit)
    record = ["--record", kit / "record.json"]
    for what in (["handbook"], ["drill", *record], ["covers", *record], ["ceremony", *record]):
        run(sealkit, "print", *what, "--out", out)
    (place / "entra.toml").write_text(run(sealkit, "init", "--template", "entra"))
    run(sealkit, "print", "book", place / "entra.toml", "--out", out)
    run(sealkit, "rotate", *record, "--unverified", "a test", *made, "--out", place / "next")
    return sorted(place.rglob("*.pdf"))


def main(sealkit):
    sealkit = Path(sealkit).resolve()
    if not shutil.which("qpdf"):
        sys.exit("pdfua: needs the Debian package qpdf")
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder, tempfile.TemporaryDirectory() as tools:
        run(sys.executable, "-m", "venv", f"{tools}/python")
        run(f"{tools}/python/bin/pip", "install", "--quiet", "--disable-pip-version-check", CHECKER)
        pdfua, place = f"{tools}/python/bin/pdfua", Path(folder)
        sheets = papers(sealkit, place)
        check(len(sheets) >= 15, f"{len(sheets)} sheets were made")
        for sheet in sheets:
            run("qpdf", "--check", sheet)
            told = subprocess.run([pdfua, "check", sheet], capture_output=True, timeout=600)
            check(told.returncode == 0, f"{sheet.name}: {told.stdout.decode()}")

        run(f"{tools}/python/bin/python", Path(__file__).with_name("tags.py"), *sheets)

        # It must see a fault, or its silence means nothing.
        fault = place / "fault.pdf"
        run("qpdf", "--qdf", "--object-streams=disable", sheets[0], fault)
        fault.write_bytes(fault.read_bytes().replace(b"/StructTreeRoot ", b"/StructTreeGone "))
        told = subprocess.run([pdfua, "check", fault], capture_output=True, timeout=600)
        check(told.returncode not in (0, 5), "a sheet without tags is noticed")
    print(f"pdfua: {len(sheets)} sheets, {checks} checks, all right")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
