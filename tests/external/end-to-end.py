#!/usr/bin/env python3
"""Makes kits with a finished binary and opens them again, with other people's
programs as witnesses: poppler and zbar read the sheets, Debian's age opens the
sealed file, gfcombine combines the shares, coreutils decodes the lines.

Usage: end-to-end.py BINARY. Python's standard library only. Secrets stay in memory,
pipes and one private temporary folder; none becomes an argument of a program.
"""

import itertools
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGES = {
    "age": "age",
    "base32": "coreutils",
    "gfcombine": "libgfshare-bin",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "zbarimg": "zbar-tools",
}
DATE = "2026-11-21"
LINE = re.compile(r"(?<!\S)(\d+)\.\s+((?:[A-Z2-7]{4}\s+){4}[A-Z2-7]{2})\s+([A-Z2-7]{2})(?!\S)")
PLAN = """\
sealkit-plan = 1
label = "Witness kit, three secrets"
paper = "letter"

[quorum]
threshold = 3
shares = 5

[[secrets]]
name = "Password"
account = "bg1@example.onmicrosoft.com"
profile = "entra"
length = 256

[[secrets]]
name = "Second password"
account = "bg2@example.onmicrosoft.com"
profile = "entra"

[[secrets]]
name = "Old passphrase"
account = "vault"
profile = "entra"
source = "import"

[[custodians]]
name = "Ada Byron"
place = "Safe 1, head office"

[[custodians]]
name = "Max Weber"

[[contacts]]
name = "Duty officer"
phone = "+00 000 000000"
"""
IMPORTED = "correct horse: battery 'staple' \"<&>\" %s \\n 12"

checks = 0


def check(condition, what):
    """Counts, and names what is not so; never shows a secret."""
    global checks
    checks += 1
    if not condition:
        sys.exit(f"end-to-end: FAILED: {what}")


def run(program, *arguments, given=b"", status=0, what=None):
    """Output of a program that must end with a status."""
    done = subprocess.run([program, *map(str, arguments)], input=given, capture_output=True, timeout=300)
    name = what or f"{Path(program).name} {' '.join(map(str, arguments))}"
    check(done.returncode == status, f"{name}: status {done.returncode}, not {status}: {done.stderr.decode(errors='replace')[-600:]}")
    return done.stdout


class Sheet:
    """A sheet as a scanner and a typist see it."""

    def __init__(self, path, folder):
        self.path = path
        run("qpdf", "--check", path)
        self.text = run("pdftotext", "-layout", path, "-").decode()
        self.pages = self.text.count("\f")
        found = sorted({(int(n), data, tail) for n, data, tail in LINE.findall(self.text)})
        self.lines = [f"{n}. {' '.join(data.split())}  {tail}" for n, data, tail in found]
        self.data = "".join("".join(data.split()) for _, data, _ in found)
        self.numbers = [n for n, _, _ in found]
        self.codes = self.scan(folder)

    def scan(self, folder):
        """All QR codes, page by page, as zbar reads them from 300 dpi."""
        codes = []
        with tempfile.TemporaryDirectory(dir=folder) as pages:
            run("pdftoppm", "-r", "300", "-gray", "-png", self.path, f"{pages}/page")
            for page in sorted(Path(pages).iterdir()):
                read = subprocess.run(
                    ["zbarimg", "--nodbus", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(page)],
                    capture_output=True, timeout=300)
                check(read.returncode in (0, 4), f"zbarimg on {self.path.name}")
                codes += read.stdout.decode().splitlines()
        return codes


class Kit:
    """A kit folder and all that its paper says."""

    def __init__(self, sealkit, folder, threshold, shares, secrets):
        self.sealkit, self.folder = sealkit, folder
        self.threshold, self.shares, self.secrets = threshold, shares, secrets
        self.read_folder()
        self.read_shares()
        self.read_credential()
        self.read_provisioning()

    def read_folder(self):
        shares = [f"share-{x}-of-{self.shares}.pdf" for x in range(1, self.shares + 1)]
        others = ["credential.pdf", "provisioning.pdf", "ceremony.pdf", "recover.py", "payload.age", "record.json"]
        names = {path.name for path in self.folder.iterdir()}
        check(names >= set(shares + others), f"the kit lacks {set(shares + others) - names}")
        check(stat.S_IMODE(self.folder.stat().st_mode) == 0o700, "the kit folder is private")
        for path in self.folder.iterdir():
            check(stat.S_IMODE(path.stat().st_mode) == 0o600, f"{path.name} is private")
        check(not [path for path in self.folder.parent.iterdir() if path.name.startswith(".")], "nothing is left beside the kit")
        self.sheets = {path.name: Sheet(path, self.folder.parent) for path in sorted(self.folder.glob("*.pdf"))}
        for sheet in self.sheets.values():
            most = 30_720 if sheet.path.name.startswith("share-") else 60_000
            check(sheet.path.stat().st_size <= most, f"{sheet.path.name} has at most {most} bytes")
        self.share_sheets = [self.sheets[name] for name in shares]

    def read_shares(self):
        for x, sheet in enumerate(self.share_sheets, 1):
            check(sheet.numbers == [1, 2, 3, 4], f"share {x}: pdftotext gives four lines")
            check(len(sheet.codes) == 1, f"share {x}: zbar reads one code")
            check(re.fullmatch(r"SK1.S.[A-Z2-7]{72}", sheet.codes[0]), f"share {x}: the code has its form")
            check(sheet.codes[0][6:] == sheet.data, f"share {x}: code and lines say the same")

    def read_credential(self):
        sheet = self.sheets["credential.pdf"]
        parts = [re.fullmatch(r"SK1.C.[A-Z2-7]{4}(\d{5})(\d\d)(\d\d).([A-Z2-7]+)", code) for code in sheet.codes]
        check(parts and all(parts), "credential: zbar reads codes of their form")
        parts.sort(key=lambda part: int(part[2]))
        check([int(part[2]) for part in parts] == list(range(1, int(parts[0][3]) + 1)), "credential: zbar reads every part")
        check({part[1] for part in parts} == {"00001"}, "credential: generation 1")
        check("".join(part[4] for part in parts) == sheet.data, "credential: codes and lines say the same")
        check(sheet.numbers == list(range(1, len(sheet.data) // 18 + 1)), "credential: pdftotext gives every line")
        self.credential = sheet
        self.payload = (self.folder / "payload.age").read_bytes()

    def read_provisioning(self):
        self.values = self.sheets["provisioning.pdf"].codes
        check(len(self.values) == self.secrets, "provisioning: zbar reads one code for each secret")

    # What recovery may be given, as one custodian's contribution.

    def code(self, x):
        return self.share_sheets[x - 1].codes[0] + "\n"

    def typed(self, x):
        return "\n".join(["SK1 S", *self.share_sheets[x - 1].lines]) + "\n"

    def credential_codes(self):
        return "\n".join(self.credential.codes) + "\n"

    def credential_typed(self):
        return "\n".join(["SK1 C", *self.credential.lines]) + "\n"

    def recover(self, *inputs, given="", options=("--output", "-"), status=0):
        record = ("--record", self.folder / "record.json")
        done = subprocess.run(
            [self.sealkit, "recover", *map(str, inputs), *options, *map(str, record)],
            input=given.encode(), capture_output=True, timeout=300)
        names = " ".join(Path(path).name for path in inputs)
        check(done.returncode == status, f"recover {names}: status {done.returncode}, not {status}: {done.stderr.decode(errors='replace')[-600:]}")
        for value in self.values:
            check(value.encode() not in done.stderr, "no secret on standard error")
        return done.stdout

    def expect(self, text, what):
        """The credential text, with the values that the provisioning sheet shows."""
        lines = text.decode().split("\n")
        check(lines[0] == "sealkit credential 1", f"{what}: the credential opens")
        found = [line[len("value: "):] for line in lines if line.startswith("value: ")]
        check(sorted(found) == sorted(self.values), f"{what}: the secrets are those of the provisioning sheet")
        self.values = found  # zbar reads a page in no order
        return text


def ways_of_recovery(kit, folder):
    """From codes, lines, PDF files and mixtures; gives the credential text."""
    quorum = range(1, kit.threshold + 1)
    last = range(kit.shares - kit.threshold + 1, kit.shares + 1)
    texts = {
        "codes": "".join(map(kit.code, quorum)) + kit.credential_codes(),
        "lines": "".join(map(kit.typed, last)) + kit.credential_typed(),
        "codes and lines": kit.code(1) + "".join(map(kit.typed, last)) + kit.credential_codes(),
    }
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        private(path, text.encode())
        opened = kit.expect(kit.recover(path), f"recovery from {name}")
        check(kit.recover("-", given=text) == opened, f"recovery from {name} on standard input")
    pdfs = [kit.share_sheets[x - 1].path for x in last]
    check(kit.recover(*pdfs, kit.credential.path) == opened, "recovery from PDF files")
    check(kit.recover(*pdfs, kit.folder / "payload.age") == opened, "recovery from PDF files and payload.age")
    mixture = folder / "mixture.txt"
    private(mixture, (kit.code(1) + "".join(kit.typed(x) for x in quorum if x > 2)).encode())
    check(kit.recover(mixture, kit.share_sheets[1].path, kit.folder / "payload.age") == opened, "recovery from a mixture")
    for chosen in itertools.combinations(range(1, kit.shares + 1), kit.threshold):
        text = "".join(map(kit.code, chosen)) + kit.credential_codes()
        check(kit.recover("-", given=text) == opened, f"recovery from shares {chosen}")
    return opened


def refusals(kit, folder):
    """Too little, too much and the wrong place."""
    for few in itertools.combinations(range(1, kit.shares + 1), kit.threshold - 1):
        text = "".join(map(kit.code, few)) + kit.credential_codes()
        check(kit.recover("-", given=text, status=4) == b"", f"shares {few} open nothing")
    new = ("--allow-online", "--label", "Other", "--account", "root", "--out", kit.folder)
    before = {path.name: path.read_bytes() for path in kit.folder.iterdir()}
    run(kit.sealkit, "new", *new, status=5, what="new over an existing kit")
    check(before == {path.name: path.read_bytes() for path in kit.folder.iterdir()}, "an existing kit is not touched")
    run(kit.sealkit, "recover", "SK1:S:" + "A" * 72, status=2, what="a code as an argument")


def outputs(kit, folder, opened):
    """Files are private and never overwritten; one secret alone."""
    path, text = folder / "secret.txt", "".join(map(kit.code, range(1, kit.threshold + 1))) + kit.credential_codes()
    kit.recover("-", given=text, options=("--output", str(path)))
    check(path.read_bytes() == opened, "--output writes the credential text")
    check(stat.S_IMODE(path.stat().st_mode) == 0o600, "--output writes a private file")
    kit.recover("-", given=text, options=("--output", str(path)), status=5)
    names = [line[len("secret: "):] for line in opened.decode().split("\n") if line.startswith("secret: ")]
    for name, value in zip(names, kit.values):
        alone = kit.recover("-", given=text, options=("--output", "-", "--secret", name)).decode()
        check(alone.removesuffix("\n") == value, "--secret gives one secret alone")
    identity = folder / "identity.txt"
    kit.recover("-", given=text, options=("--identity", "--output", str(identity)))
    check(stat.S_IMODE(identity.stat().st_mode) == 0o600, "--identity writes a private file")
    return identity


def without_sealkit(kit, folder, opened, identity):
    """age, gfcombine, base32 and a few lines of Python."""
    # Where a secret was imported, the text is padded, and sealkit leaves that out.
    sealed = run("age", "--decrypt", "--identity", identity, kit.folder / "payload.age")
    check(re.sub(rb"\npadding: \.*\n\Z", b"", sealed) == opened, "Debian's age opens payload.age")
    program = run("python3", kit.folder / "recover.py", folder / "codes.txt")
    check(program == opened, "recover.py opens the kit from its codes")
    length = re.search(r"AGE FILE:\s+(\d+) bytes", kit.credential.text)
    check(length is not None, "the credential sheet names the bytes of the age file")
    cut = run("base32", "-d", given=kit.credential.data.encode())
    cut = run("head", "-c", length[1], given=run("tail", "-c", "+8", given=cut))
    check(cut == kit.payload, "base32, tail and head give payload.age byte for byte")
    shares = []
    for x in range(kit.shares - kit.threshold + 1, kit.shares + 1):
        raw = run("base32", "-d", given=kit.share_sheets[x - 1].data.encode())
        check(raw[8] == x and len(raw) == 45, "a share names its own number")
        shares.append(folder / f"share.{x:03}")
        private(shares[-1], raw[9:41])
    combined = folder / "combined"
    run("gfcombine", "-o", combined, *shares)
    key = bech32("age-secret-key-", combined.read_bytes()).upper()
    lines = [line for line in identity.read_text().splitlines() if not line.startswith("#")]
    check(lines == [key], "gfcombine restores the age identity")


def public_files(kit, identity):
    """Nothing secret where nothing secret may be."""
    secrets = kit.values + [sheet.data for sheet in kit.share_sheets] + identity.read_text().split()
    public = ["ceremony.pdf", "credential.pdf"]
    texts = [kit.sheets[name].text for name in public] + ["".join(kit.sheets[name].codes) for name in public]
    texts.append((kit.folder / "record.json").read_text())
    squeezed = ["".join(text.split()) for text in texts]
    check(not any("".join(secret.split()) in text for secret in secrets for text in squeezed), "no secret in public sheets or the record")
    check(any("NOT MADE OFFLINE" in text for text in texts), "a kit made with --allow-online says so")


def from_paper(kit, folder, opened):
    """What a scanner would give: check reads every sheet back, recover opens."""
    def scanned(sheet, form, *only):
        """Every page of a sheet, or the first alone."""
        stem = f"{sheet.path.stem}-scan"
        run("pdftoppm", "-r", "150", "-gray", f"-{form}", *only, sheet.path, folder / stem)
        return sorted(folder.glob(f"{stem}*"))

    forms = zip(kit.share_sheets, itertools.cycle(("png", "jpeg")))
    shares = [scanned(sheet, form, "-singlefile")[0] for sheet, form in forms]
    credential = scanned(kit.credential, "png")
    record = folder / "record.json"
    private(record, (kit.folder / "record.json").read_bytes())
    missed = run(kit.sealkit, "check", "--record", record, *shares[1:], status=1, what="check without share 1")
    check(b"NOT READ       share 1" in missed, "check names the sheet that was not read")
    run(kit.sealkit, "check", "--record", record, shares[0], *credential, what="check of the rest")
    check(record.read_text().count('"kind": "read-back"') == 2, "check notes both runs in the record")
    quorum = shares[kit.shares - kit.threshold:]
    check(kit.recover(*quorum, *credential) == opened, "recovery from scans")


def private(path, content):
    """Writes a file that only we can read."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def bech32(name, raw):
    """BIP 173."""
    alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    bits = "".join(f"{byte:08b}" for byte in raw)
    data = [int(bits[at:at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5)]
    check = 1
    for value in [ord(c) >> 5 for c in name] + [0] + [ord(c) & 31 for c in name] + data + [0] * 6:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate([0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3]):
            check ^= generator if top >> bit & 1 else 0
    data += [(check ^ 1) >> 5 * (5 - at) & 31 for at in range(6)]
    return name + "1" + "".join(alphabet[value] for value in data)


def whole_way(kit, folder):
    folder.mkdir(mode=0o700)
    opened = ways_of_recovery(kit, folder)
    refusals(kit, folder)
    identity = outputs(kit, folder, opened)
    without_sealkit(kit, folder, opened, identity)
    public_files(kit, identity)
    from_paper(kit, folder, opened)
    print(f"end-to-end: {kit.threshold} of {kit.shares}, {kit.secrets} secrets: good, {checks} checks so far")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sealkit = str(Path(sys.argv[1]).resolve())
    missing = {package for program, package in PACKAGES.items() if not shutil.which(program)}
    if missing:
        sys.exit(f"end-to-end: needs the Debian packages {' '.join(sorted(missing))}")
    os.umask(0o022)
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="sealkit-", dir=memory) as top:
        top = Path(top)
        for paper in ("a4", "letter"):
            place = top / paper
            place.mkdir(mode=0o700)
            (place / "kits").mkdir(mode=0o700)
            run(sealkit, "new", "--allow-online", "--date", DATE, "--paper", paper, "--label", "Witness kit",
                "--account", "bg1@example.onmicrosoft.com", "--custodian", "Ada Byron; Safe 1", "--out", place / "kits" / "kit")
            whole_way(Kit(sealkit, place / "kits" / "kit", 2, 3, 1), place / "work")
        for paper in ("a4", "letter"):
            place = top / f"plan-{paper}"
            place.mkdir(mode=0o700)
            (place / "kits").mkdir(mode=0o700)
            (place / "plan.toml").write_text(PLAN.replace('"letter"', f'"{paper}"'))
            private(place / "old", IMPORTED.encode())
            run(sealkit, "new", place / "plan.toml", "--allow-online", "--date", DATE,
                "--import", f"Old passphrase={place / 'old'}", "--out", place / "kits" / "kit")
            kit = Kit(sealkit, place / "kits" / "kit", 3, 5, 3)
            check(IMPORTED in kit.values, "an imported secret is sealed as it is")
            whole_way(kit, place / "work")
    print(f"end-to-end: {checks} checks, all good")


if __name__ == "__main__":
    main()
