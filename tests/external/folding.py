#!/usr/bin/env python3
"""Folds shares in their packets, on paper geometry, and holds them against the light: six layers
lie over one another, each printed on one side, each scattering what comes through it. What is
left of the lines and of the code is measured from both sides, with folds in their places and
2.5 mm beside them, and shown to two decoders that are not ours.

A model: no paper was held to a torch, and the sheet says "for certainty use an opaque bag".

Usage: folding.py BINARY. Python's standard library only. Secrets stay in memory and in one
private temporary folder.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import accumulate
from pathlib import Path

PACKAGES = {"ZXingReader": "zxing-cpp-tools", "pdfinfo": "poppler-utils", "pdftoppm": "poppler-utils", "zbarimg": "zbar-tools"}
DPI = 100
# Millimetres: the folds, the height, and where the secret stands.
PAPERS = {
    "a4": {"folds": (105.0, 210.0), "height": 297.0, "zone": (131.0, 182.0), "sides": (18.0, 192.0)},
    "letter": {"folds": (93.0, 186.0), "height": 279.4, "zone": (118.0, 169.0), "sides": (18.0, 197.9)},
}
# How far each fold is beside its place.
FOLDS = ((0.0, 0.0), (0.0, -2.5), (0.0, 2.5), (2.5, 0.0))
# How much light toner lets through, and how far one sheet of paper scatters it, in millimetres.
TONER, SCATTER = 0.25, 0.3
# Correlation with the secret, 1 to 0: at least so much without a packet, at most so much within.
BARE, HIDDEN = 0.34, 0.34

checks = 0


def check(condition, what):
    global checks
    checks += 1
    if not condition:
        sys.exit(f"folding: FAILED: {what}")


def run(*command, good=(0,)):
    done = subprocess.run([str(word) for word in command], capture_output=True, timeout=300)
    check(done.returncode in good, f"{Path(str(command[0])).name}: status {done.returncode}")
    return done.stdout


def pixel(millimetres):
    return round(millimetres / 25.4 * DPI)


class Page:
    """Ink of a page: rows of numbers, 1 where it is black."""

    def __init__(self, pdf, number, folder):
        where = Path(tempfile.mkdtemp(dir=folder))
        run("pdftoppm", "-r", DPI, "-gray", "-f", number, "-l", number, pdf, where / "page")
        [picture] = where.iterdir()
        head, size, _, rest = picture.read_bytes().split(b"\n", 3)
        check(head == b"P5", "pdftoppm writes PGM")
        self.width, self.height = map(int, size.split())
        levels = [(255 - level) / 255 for level in range(256)]
        self.rows = [[levels[byte] for byte in rest[at:at + self.width]]
                     for at in range(0, len(rest), self.width)]

    def row(self, y, mirrored):
        if not 0 <= y < self.height:
            return [0.0] * self.width
        return self.rows[y][::-1] if mirrored else self.rows[y]


def blurred(rows, millimetres):
    """A square mean, twice: nearly what scattering does."""
    radius = max(0, round(millimetres / 25.4 * DPI))
    for _ in range(4 if radius else 0):
        rows = [list(row) for row in zip(*(mean(row, radius) for row in rows))]
    return rows


def mean(row, radius):
    blank = [0.0] * radius
    sums = list(accumulate(blank + row + blank, initial=0.0))
    span = 2 * radius + 1
    return [(end - start) / span for start, end in zip(sums, sums[span:])]


def layers(share, packet, paper, first, second):
    """Ink over the zone from the front to the back: the folded sheets, as geometry.md has them.
    The packet lies print down, so its left is the share's right."""
    folds, zone = paper["folds"], paper["zone"]
    ys = range(pixel(zone[0]), pixel(zone[1]))
    folded = {1: 2 * (folds[0] + first), 3: 2 * (folds[1] + second)}

    def panel(page, number, mirrored):
        # A folded panel shows at y what is printed as far on the other side of the fold.
        turned = folded.get(number)
        line = (lambda y: pixel(turned) - y) if turned else (lambda y: y)
        limit = pixel(folds[0] + first) if number == 1 else page.height
        return [page.row(line(y) if line(y) < limit or number != 1 else -1, mirrored) for y in ys]

    return [panel(packet, 1, True), panel(share, 1, False), panel(packet, 3, True), panel(share, 3, False),
            panel(share, 2, False), panel(packet, 2, True)]


def seen(stack, from_front):
    """What comes through, as somebody sees it who looks at one side: the deeper, the softer."""
    order = stack if from_front else stack[::-1]
    rows = [[1.0] * len(order[0][0]) for _ in order[0]]
    for depth, ink in enumerate(order):
        soft = blurred(ink, SCATTER * depth)
        rows = [[light * (1 - (1 - TONER) * black) for light, black in zip(*pair)] for pair in zip(rows, soft)]
    return rows


def correlation(rows, ink, paper):
    left, right = (pixel(side) for side in paper["sides"])
    a = [1 - value for row in rows for value in row[left:right]]
    b = [value for row in ink for value in row[left:right]]
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    a, b = [value - mean_a for value in a], [value - mean_b for value in b]
    size = (sum(value * value for value in a) * sum(value * value for value in b)) ** 0.5
    return sum(x * y for x, y in zip(a, b)) / size if size else 0.0


def decoded(rows, folder):
    """What decoders read when the contrast is as high as it gets."""
    values = [value for row in rows for value in row]
    low, high = min(values), max(values)
    # Twice as large and with white around it, as decoders like it.
    wide = len(rows[0]) * 2 + 80
    lines = [bytes(255 for _ in range(wide))] * 40
    for row in rows:
        line = [round(255 * (value - low) / (high - low or 1)) for value in row for _ in (0, 1)]
        lines += [bytes([255] * 40 + line + [255] * 40)] * 2
    lines += lines[:40]
    picture = Path(folder) / "seen.pgm"
    picture.write_bytes(f"P5\n{wide} {len(lines)}\n255\n".encode() + b"".join(lines))
    zbar = run("zbarimg", "--nodbus", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture, good=(0, 4))
    zxing = run("ZXingReader", "-format", "QRCode", picture)
    return bool(zbar.strip()) + (b"Bytes" in zxing)


def packet_of(pdf, folder):
    """The page with the patterns: the darkest one. A long name may put a page before it."""
    count = int(re.search(rb"Pages: +([0-9]+)", run("pdfinfo", pdf)).group(1))
    pages = [Page(pdf, number, folder) for number in range(2, count + 1)]
    return max(pages, key=lambda page: sum(map(sum, page.rows)))


def fold(pdf, name, folds, folder):
    paper = PAPERS[name]
    share, packet = Page(pdf, 1, folder), packet_of(pdf, folder)
    blank = [[0.0] * share.width for _ in range(pixel(paper["zone"][1]) - pixel(paper["zone"][0]))]
    worst = 0.0
    for first, second in folds:
        stack = layers(share, packet, paper, first, second)
        secret = stack[4]
        # Without a packet the share's own words lie over the lines, and hide nothing.
        bare = [blank, stack[1], blank, stack[3], secret, blank]
        for from_front in (True, False):
            view = seen(stack, from_front)
            left = correlation(view, secret, paper)
            worst = max(worst, left)
            side = "front" if from_front else "back"
            check(left < HIDDEN, f"{name}, folds {first} and {second} mm beside, {side}: {left:.2f} is left")
            check(not decoded(view, folder), f"{name}, from the {side}: a code is read through the packet")
            if (first, second) == folds[0]:
                without = correlation(seen(bare, from_front), secret, paper)
                check(without > max(BARE, 1.3 * left), f"{name}: a bare sheet is read: {without:.2f}, {left:.2f}")
    check(decoded(seen([blank, blank, blank, blank, stack[4], blank], False), folder) == 2,
          f"{name}: decoders read the code of a bare share")
    return worst


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sealkit = Path(sys.argv[1]).resolve()
    missing = {package for program, package in PACKAGES.items() if not shutil.which(program)}
    if missing:
        sys.exit(f"folding: needs the Debian packages {' '.join(sorted(missing))}")
    os.umask(0o077)
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="sealkit-", dir=memory) as top:
        told = []
        for name in PAPERS:
            plan, kit = Path(top) / f"{name}.toml", Path(top) / name
            plan.write_text(f'sealkit-plan = 1\nlabel = "Folded"\npaper = "{name}"\n'
                            "[quorum]\nthreshold = 2\nshares = 3\n"
                            '[[secrets]]\nname = "Password"\naccount = "a@example.com"\nprofile = "entra"\n')
            run(sealkit, "new", plan, "--allow-online", "--date", "2026-11-21", "--sealed-copies", "1", "--out", kit)
            for sheet, folds in (("share-1-of-3.pdf", FOLDS), ("sealed-copy-1-of-1.pdf", FOLDS[:1])):
                told.append(f"{name} {sheet.split('-')[0]} {fold(kit / sheet, name, folds, top):.2f}")
    print(f"folding: {checks} checks, all right; left of the secret at most: {', '.join(told)}")


if __name__ == "__main__":
    main()
