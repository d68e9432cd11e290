#!/usr/bin/env python3
"""Makes a corpus of badly scanned and photographed share sheets.

    make.py BINARY FOLDER [--effects N] [--sheets N] [--seed N]

Makes kits with BINARY (a sealkit), renders share sheets with pdftoppm, and lays
every effect of the list below on each of them with ImageMagick's convert. FOLDER
then holds the pictures and `expected.tsv`: picture, effect, and the text of each
code that was on the page before (read by zbarimg from a clean rendering). Needs
Python's standard library, and Debian's poppler-utils, imagemagick and zbar-tools.
`cargo bench --bench scan` reads the corpus and prints how much is recovered.
The secrets on these sheets are made up on the spot and protect nothing.
"""

import argparse
import pathlib
import random
import subprocess
import sys
import tempfile

# Each effect: name, resolution of the rendering, arguments to convert, file type.
# {w} {h} are the size of the page in pixels, {r...} are random numbers of the sheet.
PHONE = (
    "-virtual-pixel White -background #777 -bordercolor #777 -border 6% "
    "-distort Perspective 0,0,{p0},{p1},{w},0,{p2},{p3},{w},{h},{p4},{p5},0,{h},{p6},{p7}"
)
SHADOW = "( -size {w}x{h} gradient:white-#555 -rotate 180 -resize {w}x{h}! ) -compose Multiply -composite"
SIDE_SHADOW = (
    "( -size {h}x{w} gradient:white-#444 -rotate 90 -resize {w}x{h}! ) -compose Multiply -composite"
)
EFFECTS = [
    ("clean-300", 300, "", "png"),
    ("clean-150", 150, "", "png"),
    ("clean-100", 100, "", "png"),
    ("bilevel-300", 300, "-threshold 50%", "png"),
    ("bilevel-150", 150, "-threshold 50%", "png"),
    ("dither-200", 200, "-blur 0x1 -monochrome", "png"),
    ("blur-300", 300, "-blur 0x3", "png"),
    ("blur-heavy-300", 300, "-blur 0x5", "png"),
    ("blur-150", 150, "-blur 0x2", "png"),
    ("blur-heavy-150", 150, "-blur 0x3", "png"),
    ("motion-blur-300", 300, "-motion-blur 0x5+{angle}", "png"),
    ("tilted-2", 200, "-background white -rotate {small}", "png"),
    ("turned-90", 200, "-rotate 90", "png"),
    ("turned-180", 150, "-rotate 180", "png"),
    ("turned-37", 200, "-background white -rotate 37", "png"),
    ("turned-any", 150, "-background #999 -rotate {angle}", "jpg"),
    ("perspective", 200, PHONE, "png"),
    ("perspective-strong", 250, PHONE + " -resize 100%x70%!", "jpg"),
    ("noise-gaussian", 150, "-attenuate 0.8 +noise Gaussian", "png"),
    ("noise-heavy", 200, "-attenuate 2 +noise Gaussian", "png"),
    ("noise-impulse", 200, "-attenuate 0.3 +noise Impulse", "png"),
    ("noise-heavy-impulse", 300, "-attenuate 1 +noise Impulse", "png"),
    ("jpeg-50", 150, "-quality 50", "jpg"),
    ("jpeg-15", 150, "-quality 15", "jpg"),
    ("jpeg-5", 200, "-quality 5", "jpg"),
    ("jpeg-20-100dpi", 100, "-quality 20", "jpg"),
    ("coffee-stain", 200, "-fill #b08a50 -draw {ring} -blur 0x1", "jpg"),
    ("ink-blot", 200, "-fill black -draw {blot}", "png"),
    ("white-spots", 200, "-fill white -draw {spots}", "png"),
    ("correction-strip", 200, "-fill white -draw {strip}", "png"),
    ("fold", 200, "-fill #999 -draw {folds} -blur 0x0.7", "png"),
    ("crumpled", 150, "( -size {w}x{h} plasma:#777-white -blur 0x4 -colorspace Gray -resize {w}x{h}! ) "
                      "-compose Multiply -composite", "jpg"),
    ("faded-toner", 200, "-fill white -colorize 70%", "png"),
    ("faded-more", 200, "-fill white -colorize 85%", "png"),
    ("faded-patchy", 200, "( -size {w}x{h} plasma:black-#ccc -blur 0x8 -colorspace Gray -resize {w}x{h}! ) "
                          "-compose Screen -composite", "png"),
    ("yellowed", 150, "-colorspace sRGB -fill #d8b060 -colorize 45%", "jpg"),
    ("low-contrast", 150, "+level 40%,60%", "png"),
    ("lower-contrast", 150, "+level 46%,54%", "png"),
    ("dark", 150, "-gamma 0.4 +level 0%,35%", "jpg"),
    ("overexposed", 200, "-gamma 2.2 -blur 0x1 -level 0%,60%", "jpg"),
    ("shadow", 150, SHADOW, "jpg"),
    ("shadow-side", 150, SIDE_SHADOW, "jpg"),
    ("glare", 200, "( -size {w}x{h} radial-gradient:white-#333 -resize {w}x{h}! ) -compose Screen -composite",
     "jpg"),
    ("streaks", 200, "-fill #aaa -draw {streaks}", "png"),
    ("white-streaks", 300, "-fill white -draw {streaks}", "png"),
    ("inverse", 150, "-negate", "png"),
    ("cropped", 150, "-shave 5%x5%", "png"),
    ("small-in-desk", 200, "-resize 45% -bordercolor #432 -border 40%", "jpg"),
    ("two-sheets", 150, "( +clone -rotate 180 ) +append", "png"),
    ("phone-good", 250, PHONE + " -blur 0x1 -quality 80", "jpg"),
    ("phone-shadow", 200, SIDE_SHADOW + " " + PHONE + " -blur 0x1.2 -quality 70", "jpg"),
    ("phone-blurred", 200, PHONE + " -blur 0x2.2 -attenuate 0.5 +noise Gaussian -quality 60", "jpg"),
    ("phone-dim", 200, "+level 8%,40% " + PHONE + " -blur 0x1.2 -attenuate 0.25 +noise Gaussian -quality 60",
     "jpg"),
    ("fax", 200, "-resize 100%x50%! -threshold 60% -resize 100%x200%!", "png"),
    ("photocopied-twice", 150, "-blur 0x1 -level 20%,80% -attenuate 0.5 +noise Gaussian -blur 0x0.8 "
                               "-threshold 55%", "png"),
    ("moire", 200, "-resize 63% -filter point -resize 160%", "png"),
    ("wavy", 200, "-background white -wave {wave}", "png"),
    ("bulged", 150, "-virtual-pixel White -distort Barrel 0.05,0.0,0.0", "jpg"),
    ("thin-toner", 200, "-morphology Dilate Diamond:1", "png"),
    ("thick-toner", 200, "-morphology Erode Diamond:2", "png"),
]


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def numbers(rng, w, h):
    """What the effects leave to chance, the same for the same seed."""
    part = lambda size, low, high: round(size * rng.uniform(low, high))
    xs, ys = (lambda a, b: part(w, a, b)), (lambda a, b: part(h, a, b))
    circle = lambda x, y, r: f"circle {x},{y} {x + r},{y}"
    line = lambda x: f"rectangle {x},0 {x + max(1, w // 500)},{h}"
    ring_x, ring_y = xs(0.2, 0.8), ys(0.2, 0.6)
    blots = " ".join(circle(xs(0.1, 0.9), ys(0.1, 0.9), part(w, 0.004, 0.02)) for _ in range(12))
    spots = " ".join(circle(xs(0.05, 0.95), ys(0.05, 0.95), part(w, 0.002, 0.008)) for _ in range(120))
    fold = lambda y: f"rectangle 0,{y} {w},{y + max(2, h // 400)}"
    strip = ys(0.2, 0.7)
    return {
        "w": w, "h": h, "angle": rng.randrange(5, 355), "small": round(rng.uniform(-3, 3), 2),
        "p0": xs(0.04, 0.12), "p1": ys(0.03, 0.1), "p2": xs(0.88, 0.97), "p3": ys(0.02, 0.12),
        "p4": xs(0.85, 0.99), "p5": ys(0.88, 0.99), "p6": xs(0.01, 0.1), "p7": ys(0.9, 0.98),
        "ring": f"fill-opacity 0.35 {circle(ring_x, ring_y, part(w, 0.08, 0.14))}",
        "blot": blots, "spots": spots,
        "strip": f"rectangle 0,{strip} {w},{strip + h // 100}",
        "folds": f"{fold(round(h * 105 / 297))} {fold(round(h * 210 / 297))}",
        "streaks": " ".join(line(xs(0.05, 0.95)) for _ in range(14)),
        "wave": f"{max(2, w // 300)}x{w // 2}",
    }


def arguments(template, values):
    """The arguments of one effect; what stands in braces stays one argument."""
    return [part.format(**values) for part in template.split()]


def pages(binary, folder, count, rng):
    """PDFs of share sheets: three quorums, both papers, long and short fields."""
    kinds = [("a4", 2, 3, "Corpus"), ("letter", 3, 5, "Break glass of the east region"), ("a4", 5, 9, "E1")]
    sheets = []
    while len(sheets) < count:
        paper, threshold, shares, label = kinds[len(sheets) % len(kinds)]
        out = folder / f"kit-{len(sheets)}"
        run(binary, "new", "--label", label, "--account", "break-glass@example.org", "--threshold", threshold,
            "--shares", shares, "--paper", paper, "--allow-online", "--out", out)
        chosen = rng.choice(sorted(out.glob("share-*.pdf")))
        sheets.append(chosen)
    return sheets


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--effects", type=int, default=len(EFFECTS), help="only so many, spread over the list")
    parser.add_argument("--sheets", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    rng = random.Random(wanted.seed)
    wanted.folder.mkdir(parents=True, exist_ok=True)
    step = max(1, len(EFFECTS) // max(1, wanted.effects))
    effects = EFFECTS[::step][: wanted.effects]
    lines = []
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        for number, pdf in enumerate(pages(wanted.binary.resolve(), work, wanted.sheets, rng)):
            texts = clean_texts(pdf, work)
            for name, resolution, template, kind in effects:
                picture = wanted.folder / f"{name}-{number}.{kind}"
                effect(pdf, resolution, template, picture, work, rng)
                lines.append("\t".join([picture.name, name, *texts]))
    (wanted.folder / "expected.tsv").write_text("\n".join(lines) + "\n")
    print(f"{len(lines)} pictures of {len(effects)} effects in {wanted.folder}")


def clean_texts(pdf, work):
    run("pdftoppm", "-r", 200, "-gray", "-png", "-singlefile", pdf, work / "clean")
    texts = run("zbarimg", "-q", "--raw", work / "clean.png").decode().split()
    if not texts:
        sys.exit(f"no code on {pdf}")
    return texts


def effect(pdf, resolution, template, picture, work, rng):
    run("pdftoppm", "-r", resolution, "-gray", "-png", "-singlefile", pdf, work / "page")
    size = run("convert", work / "page.png", "-format", "%w %h", "info:").split()
    values = numbers(rng, *map(int, size))
    depth = ["-depth", 8, "-strip", "-seed", 7]
    run("convert", work / "page.png", *arguments(template, values), *depth, picture)


if __name__ == "__main__":
    main()
