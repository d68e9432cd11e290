#!/usr/bin/env python3
"""Reads every QR code of every sheet of real kits with two decoders that are not ours,
zbar and ZXing, from pages drawn at 300 and 150 dots per inch, on A4 and Letter. Shares in their
packets are the matter of folding.py.

Usage: codes.py BINARY. Python's standard library only. Secrets stay in memory, pipes and
one private temporary folder; none becomes an argument of a program.
"""

import base64
import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PACKAGES = {
    "ZXingReader": "zxing-cpp-tools",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "zbarimg": "zbar-tools",
}
PAPERS = ("a4", "letter")
QUORUMS = ((2, 3), (3, 5), (5, 9))
SECRETS = (1, 4)
RESOLUTIONS = (300, 150)
LINE = re.compile(r"(?<!\S)(\d+)\.\s+((?:[A-Z2-7]{4}\s+){4}[A-Z2-7]{2})\s+([A-Z2-7]{2})(?!\S)")
REHEARSAL = Path(__file__).parents[2] / "assets" / "rehearsal.txt"
CALIBRATION = "SK1:K:ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

checks = 0
read = 0
again = 0


def check(condition, what):
    """Counts, and names what is not so; never shows a secret."""
    global checks
    checks += 1
    if not condition:
        sys.exit(f"codes: FAILED: {what}")


def run(*command, given=b"", good=(0,)):
    done = subprocess.run([str(word) for word in command], input=given, capture_output=True, timeout=300)
    check(done.returncode in good, f"{Path(str(command[0])).name}: status {done.returncode}")
    return done.stdout


def zbar(page):
    # Status 4: no code on the page.
    found = run("zbarimg", "--nodbus", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", page, good=(0, 4))
    return found.decode().splitlines()


def zxing(page):
    found = run("ZXingReader", "-format", "QRCode", page).decode()
    return [bytes.fromhex(row).decode() for row in re.findall(r"^Bytes: +([0-9A-F ]+)$", found, re.MULTILINE)]


DECODERS = {"zbar": zbar, "ZXing": zxing}


def draw(sheet, dpi, folder, *pages):
    """The pages as grey pictures."""
    where = Path(tempfile.mkdtemp(dir=folder))
    run("pdftoppm", "-r", dpi, "-gray", *pages, sheet, where / "page")
    return sorted(where.iterdir())


def parts(sheet, dpi, folder):
    """Every page in nine parts that overlap by half, as somebody points a scanner."""
    width, height = (round(float(side) / 72 * dpi) for side in re.search(
        r"Page size: +([0-9.]+) x ([0-9.]+)", run("pdfinfo", sheet).decode()).groups())
    for x, y in itertools.product(range(3), repeat=2):
        corner = ["-x", x * width // 4, "-y", y * height // 4, "-W", width // 2, "-H", height // 2]
        drawn = draw(sheet, dpi, folder, *corner)
        yield from drawn
        shutil.rmtree(drawn[0].parent)


def codes_of(sheet, expected, folder):
    """Each decoder reads exactly the expected codes at each resolution. zbar overlooks one
    code in some hundred where several stand on a page: it is asked for that one again, by
    the part of the page that holds it, and how often is told."""
    global read, again
    for dpi in RESOLUTIONS:
        pages = draw(sheet, dpi, folder)
        for name, decoder in DECODERS.items():
            found = Counter(code for page in pages for code in decoder(page))
            missing = Counter(expected) - found
            check(not found - Counter(expected), f"{name} at {dpi} dpi reads a wrong code of {sheet.name}")
            if missing:
                seen = {code for part in parts(sheet, dpi, folder) for code in decoder(part)}
                check(set(missing) <= seen and len(expected) > 1,
                      f"{name} at {dpi} dpi misses {len(missing)} of {len(expected)} codes of "
                      f"{sheet.parent.name}/{sheet.name}")
                again += len(missing)
            read += len(expected)
        shutil.rmtree(pages[0].parent)


def lines_of(sheet):
    """The printed lines, in order, as one text."""
    text = run("pdftotext", "-layout", sheet, "-").decode()
    found = sorted({(int(number), "".join(data.split())) for number, data, _ in LINE.findall(text)})
    return "".join(data for _, data in found)


def plan(paper, quorum, secrets):
    head = f'sealkit-plan = 1\nlabel = "Witness"\npaper = "{paper}"\n'
    head += f"[quorum]\nthreshold = {quorum[0]}\nshares = {quorum[1]}\n"
    one = '[[secrets]]\nname = "Secret {0}"\naccount = "bg{0}@example.onmicrosoft.com"\nprofile = "entra"\n'
    return head + "".join(one.format(i + 1) for i in range(secrets))


def make(sealkit, top, paper, quorum, secrets):
    name = f"{paper}-{quorum[0]}-of-{quorum[1]}-{secrets}"
    path = top / f"{name}.toml"
    path.write_text(plan(paper, quorum, secrets))
    run(sealkit, "new", path, "--allow-online", "--date", "2026-11-21", "--sealed-copies", "1", "--out", top / name)
    return top / name


def expectations(sealkit, kit, quorum):
    """What each sheet's codes have to say, from its printed lines and from recovery."""
    k, n = quorum
    shares = {f"share-{x}-of-{n}.pdf": "SK1:S:" + lines_of(kit / f"share-{x}-of-{n}.pdf") for x in range(1, n + 1)}
    credential = lines_of(kit / "credential.pdf")
    key, parts = credential[:4], range(0, len(credential), 432)
    codes = [f"SK1:C:{key}00001{i + 1:02}{len(parts):02}:{credential[at:at + 432]}" for i, at in enumerate(parts)]
    some = [shares[f"share-{x}-of-{n}.pdf"] for x in range(n - k + 1, n + 1)]
    opened = run(sealkit, "recover", "-", "--output", "-", given="\n".join(some + codes).encode() + b"\n").decode()
    values = [line[len("value: "):] for line in opened.split("\n") if line.startswith("value: ")]
    sheets = {name: [code] for name, code in shares.items()}
    sheets["ceremony.pdf"] = ["SK1:R:" + record_hash(kit)]
    return sheets | {"credential.pdf": codes, "provisioning.pdf": values, "sealed-copy-1-of-1.pdf": values}


def record_hash(kit):
    """As FORMAT says: the names in a record are ASCII, and its numbers are integers."""
    made = json.loads((kit / "record.json").read_text())["made"]
    written = json.dumps(made, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"sealkit/1/record" + written.encode()).hexdigest()[:32].upper()


def handbook(sealkit, kit, paper, top):
    """Every square of the handbook, and the program that its squares are."""
    out = top / f"papers-{paper}"
    run(sealkit, "print", "handbook", "--paper", paper, "--out", out)
    sheet, program = out / "handbook.pdf", (kit / "recover.py").read_bytes()
    rehearsal = [line for line in REHEARSAL.read_text().splitlines() if line.startswith("SK1:")]
    squares = set()
    for dpi in RESOLUTIONS:
        pages = draw(sheet, dpi, top)
        squares |= {code for page in pages for decoder in DECODERS.values() for code in decoder(page)}
        shutil.rmtree(pages[0].parent)
    parts = sorted(code for code in squares if code.startswith("SK1:P:"))
    check(all(re.fullmatch(r"SK1:P:\d{4}:[A-Z2-7]{432}", code) for code in parts), "squares of their form")
    packed = base64.b32decode("".join(code[-432:] for code in parts))
    check(zlib.decompress(packed) == program, "the squares are recover.py")
    codes_of(sheet, [CALIBRATION, *rehearsal, *parts], top)


def one_kit(sealkit, top, paper, quorum, secrets):
    kit = make(sealkit, top, paper, quorum, secrets)
    sheets = expectations(sealkit, kit, quorum)
    first = (quorum, secrets) == (QUORUMS[0], SECRETS[0])
    for name, expected in sheets.items():
        codes_of(kit / name, expected, top)
    if first:
        handbook(sealkit, kit, paper, top)
        check({path.name for path in kit.glob("*.pdf")} == set(sheets), "every sheet of the kit was read")
    return kit.name


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sealkit = Path(sys.argv[1]).resolve()
    missing = {package for program, package in PACKAGES.items() if not shutil.which(program)}
    if missing:
        sys.exit(f"codes: needs the Debian packages {' '.join(sorted(missing))}")
    begun = time.monotonic()
    os.umask(0o077)
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="sealkit-", dir=memory) as top:
        kits = [(paper, quorum, secrets) for paper in PAPERS for quorum in QUORUMS for secrets in SECRETS]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            done = list(pool.map(lambda kit: one_kit(sealkit, Path(top), *kit), kits))
    check(again * 50 <= read, f"{again} of {read} codes were read at a second look only")
    seconds = time.monotonic() - begun
    print(f"codes: {again} were read at a second look")
    print(f"codes: {read} codes of {len(done)} kits read right by zbar and ZXing at 300 and 150 dpi, "
          f"{checks} checks, all good, {seconds:.0f} s")


if __name__ == "__main__":
    main()
