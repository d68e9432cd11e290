#!/usr/bin/env python3
"""Opens a sealkit kit from its papers, with Python 3.8 or later and nothing else.
    python3 recover.py             asks for one typed line, scanned code or file at a time
    python3 recover.py FILE...     reads texts with codes or typed lines, and payload.age
    python3 recover.py --key ...   gives the key, AGE-SECRET-KEY-1..., and needs no credential
Part 1 makes the key of the shares and runs alone; part 2 proves it and opens the age file.
Sections are those of sealkit's FORMAT.md. Use it on a computer without a network."""
import base64, collections, hashlib, hmac, itertools, os, re, struct, sys
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # RFC 4648, section 6
TYPED = str.maketrans("abcdefghijklmnopqrstuvwxyz018", "ABCDEFGHIJKLMNOPQRSTUVWXYZOIB")
Share = collections.namedtuple("Share", "set epoch k n x y")
class Refused(SystemExit): pass  # why something is no good; the program ends with it
def demand(good, kind, sentence):
    if not good:
        raise Refused("%s (%s)" % (sentence, kind))
def fold(typed):  # Base32 as people type it: small letters, blanks, dashes, 0 1 8 for O I B
    text = "".join(typed.split()).replace("-", "").translate(TYPED)
    for place, letter in enumerate(text, 1):
        demand(letter in BASE32, "form", "character %d is %r, which no code has" % (place, letter))
    return text
def read_line(typed, number, kind, where=""):
    """The 18 characters of a printed line that its last two prove (section 6): two sums over
    the line and its tag are zero in GF(32), where x^5 = x^2 + 1."""
    text, tag, where = fold(typed), number + 31 * (kind == "C"), "%sline %d" % (where, number)
    demand(len(text) == 20, "line", "%s has %d characters, not 20" % (where, len(text)))
    values = [BASE32.index(letter) for letter in text]
    double = lambda value: value << 1 ^ (0b100101 if value & 0b10000 else 0)
    total = weighted = 0
    for value in reversed(values + [tag & 31, tag >> 5]):
        total, weighted = total ^ value, double(weighted) ^ value
    sentence, expected = where + ": its check characters do not match", total
    for place, value in enumerate(values):  # one wrong character leaves these sums; so can two
        if expected == weighted:
            sentence += "; is character %d not %s?" % (place + 1, BASE32[value ^ total])
        expected = double(expected)
    demand(total == weighted == 0, "line", sentence)
    return text[:18]
def read_share(text):
    """A share from its 72 characters: 45 bytes, of which 4 check the others (section 4)."""
    demand(len(text) == 72, "form", "a share has 72 characters, here are %d" % len(text))
    raw = base64.b32decode(text)
    check = hashlib.sha256(b"sealkit/1/share" + raw[:41]).digest()
    demand(check[:4] == raw[41:], "whole", "this is not the code of one share sheet")
    share = Share(text[:4] + "-" + text[4:8], raw[5], raw[6], raw[7], raw[8], raw[9:41])
    good = 2 <= share.k <= share.n <= 32 and 1 <= share.x <= share.n
    demand(good, "contradiction", "share %d cannot be one of %d of %d" % share[4:1:-1])
    return share
POWERS = [1]  # of x in GF(2^8), where x^8 = x^4 + x^3 + x^2 + 1, that is 0x11d (section 3)
while len(POWERS) < 255:
    POWERS.append(POWERS[-1] << 1 ^ (0x11D if POWERS[-1] & 0x80 else 0))
LOG = {value: power for power, value in enumerate(POWERS)}
def value_at(x, shares):
    """The 32 bytes at x of the polynomials through the shares; at 0 is the key (Shamir 1979)."""
    result = bytearray(32)
    for one in shares:
        others = [other.x for other in shares if other.x != one.x]
        if x not in others:  # Lagrange's formula: plus and minus are ^, products add logarithms
            weight = sum(LOG[x ^ other] - LOG[one.x ^ other] for other in others)
            for i, byte in enumerate(one.y):
                result[i] ^= POWERS[(weight + LOG[byte]) % 255] if byte else 0
    return bytes(result)
def bech32(prefix, raw):  # how age writes a key (BIP 173)
    data = [int.from_bytes(raw, "big") << 4 >> 5 * i & 31 for i in range(51, -1, -1)]
    check, name = 1, [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    for value in name + data + [0] * 6:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for i, mask in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= mask if top >> i & 1 else 0
    data += [(check ^ 1) >> 5 * i & 31 for i in (5, 4, 3, 2, 1, 0)]
    return prefix + "1" + "".join("qpzry9x8gf2tvdw0s3jn54khce6mua7l"[value] for value in data)
def print_key(*names):
    """Part 1 by itself: each file holds the four lines of one share as they are printed."""
    shares = []
    for name in names:
        rows = [row.split(".")[1] for row in open(name) if "." in row]
        lines = [read_line(row, number, "S", name + ": ") for number, row in enumerate(rows, 1)]
        shares.append(read_share("".join(lines)))
    good = len({share.x for share in shares}) == shares[0].k == len(shares)
    demand(good, "few", "give exactly %d different shares" % shares[0].k)
    print(bech32("age-secret-key-", value_at(0, shares)).upper())
# ======== End of part 1 ========
PRIME = 2 ** 255 - 19
def x25519(scalar, point):
    """Multiplication on Curve25519 by Montgomery's ladder (RFC 7748, section 5)."""
    k = int.from_bytes(scalar, "little") & 2 ** 254 - 8 | 2 ** 254
    u = int.from_bytes(point, "little") & 2 ** 255 - 1
    ladder = [(1, 0), (u, 1)]  # m and m + 1 times the point, m being the bits of k so far
    for place in range(254, -1, -1):
        bit = k >> place & 1
        (x2, z2), (x3, z3) = ladder[bit], ladder[1 - bit]
        aa, bb = (x2 + z2) ** 2 % PRIME, (x2 - z2) ** 2 % PRIME
        da, cb = (x3 - z3) * (x2 + z2) % PRIME, (x3 + z3) * (x2 - z2) % PRIME
        ladder[1 - bit] = (da + cb) ** 2 % PRIME, u * (da - cb) ** 2 % PRIME
        ladder[bit] = aa * bb % PRIME, (aa - bb) * (aa + 121665 * (aa - bb)) % PRIME
    return (ladder[0][0] * pow(ladder[0][1], PRIME - 2, PRIME) % PRIME).to_bytes(32, "little")
def short_hash(*parts):  # the first 20 bits of SHA-256 as base32 (section 2)
    return base64.b32encode(hashlib.sha256(b"".join(parts)).digest())[:4].decode()
Kit = collections.namedtuple("Kit", "epoch set identity recipient shares false")
def find_kits(shares):
    """Every key of which k shares give the whole set id, newest split first (section 10). Such an
    id is forged in seconds: all are found before one is opened. Epoch 0 counts only by itself."""
    order = [one for one in dict.fromkeys(shares) if one.epoch] or list(dict.fromkeys(shares))
    wanted, kits = collections.Counter(one[:4] for one in order).most_common(1)[0][0], []
    for set_id, epoch, k, n in {one[:4] for one in order}:
        group = sorted(one for one in order if one[:4] == (set_id, epoch, k, n))
        off, left = group, 20000  # those on no polynomial yet, and how many quorums are tried
        while off:
            quorums = itertools.combinations(off + [one for one in group if one not in off], k)
            quorums = itertools.takewhile(lambda chosen: chosen[0] in off, quorums)
            for chosen in itertools.islice(quorums, left):
                identity = value_at(0, chosen)
                recipient = x25519(identity, b"\x09" + bytes(31))
                first = b"".join(value_at(x, chosen) for x in range(1, k + 1))
                split = short_hash(b"sealkit/1/split", recipient, bytes([epoch, k, n]), first)
                if set_id == short_hash(b"sealkit/1/key", recipient) + "-" + split:
                    break
            else:
                break
            on, left = [one for one in group if one.y == value_at(one.x, chosen)], 2000
            off = [one for one in off if one not in on]
            false = [one for one in group if one not in on]
            kits.append(Kit(epoch, set_id, identity, recipient, on, false))
    have = len({one.x for one in order if one[:4] == wanted})
    sentence = "set %s needs %d shares, here are %d" % (wanted[0], wanted[2], have)
    demand(kits or have >= wanted[2], "few", sentence)
    sentence = "a share of set %s is false: no %d belong together" % (wanted[0], wanted[2])
    demand(kits, "quorum", sentence)
    return sorted(kits, key=lambda kit: (-kit.epoch, kit[1:4]))
def list_kit(kit):
    numbers = " ".join(str(one.x) for one in kit.shares)
    return "set %s, epoch %d, shares %s" % (kit.set, kit.epoch, numbers)
fingerprint = lambda kit: hashlib.sha256(b"sealkit/1/key" + kit.recipient).hexdigest()[:32]
def choose_kit(kits, paper):
    """The findings of the one key that opens, and the others; paper is what was typed from it."""
    kept = [kit for kit in kits if paper in ("", fingerprint(kit)[16:])]
    listed = "; ".join(map(list_kit, kits))
    sentence = "more than one kit: %s. Type the last four groups of the kit fingerprint on paper"
    demand(len({kit.recipient for kit in kept}) == 1, "two-kits", sentence % listed)
    return kept, [kit for kit in kits if kit not in kept]
def chacha20(key, counter, nonce, data):  # RFC 8439, section 2.4
    rounds = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
              (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)) * 10
    result = bytearray()
    for at in range(0, len(data), 64):
        start = b"expand 32-byte k" + key + struct.pack("<L", counter + at // 64) + nonce
        start = struct.unpack("<16L", start)
        state = list(start)
        for a, b, c, d in rounds:
            for i, j, k, turn in (a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7):
                state[i] = state[i] + state[j] & 0xFFFFFFFF
                mixed = state[k] ^ state[i]
                state[k] = (mixed << turn | mixed >> 32 - turn) & 0xFFFFFFFF
        stream = struct.pack("<16L", *(a + b & 0xFFFFFFFF for a, b in zip(state, start)))
        result += bytes(a ^ b for a, b in zip(data[at:at + 64], stream))
    return bytes(result)
def unseal(key, nonce, sealed):
    """ChaCha20-Poly1305 without additional data (RFC 8439, section 2.8), or None."""
    data, tag, once = sealed[:-16], sealed[-16:], chacha20(key, 0, nonce, bytes(32))
    r, total = int.from_bytes(once[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF, 0
    padded = data + bytes(-len(data) % 16) + struct.pack("<QQ", 0, len(data))
    for at in range(0, len(padded), 16):
        total += int.from_bytes(padded[at:at + 16] + b"\x01", "little")
        total = total * r % (2 ** 130 - 5)
    expected = (total + int.from_bytes(once[16:], "little")) % 2 ** 128
    return chacha20(key, 1, nonce, data) if tag == expected.to_bytes(16, "little") else None
def hkdf(secret, salt, info):  # 32 bytes by HKDF with SHA-256 (RFC 5869)
    return hmac.digest(hmac.digest(salt, secret, "sha256"), info + b"\x01", "sha256")
def unbase64(text, size=None):  # Base64 without padding, in its one form (RFC 4648, section 4)
    form = re.fullmatch(rb"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2,3})?", text)
    raw = base64.b64decode(text + b"==") if form else b""
    good = base64.b64encode(raw).rstrip(b"=") == text and size in (None, len(raw))
    demand(good, "age", "the header of the age file is damaged")
    return raw
def open_age(file, identity, recipient):
    """The text in an age file (C2SP age, version 1) that is sealed to an X25519 recipient."""
    stanza = rb"-> ([!-~]+)((?: [!-~]+)*)\n((?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)"
    header = re.match(rb"age-encryption\.org/v1\n(?:%b)+---( [A-Za-z0-9+/]{43}\n)" % stanza, file)
    demand(header, "age", "the header of the age file is damaged")
    mac, file_key = unbase64(header[4].strip(), 32), None
    for kind, share, body in re.findall(stanza, header[0]):
        body = unbase64(body.replace(b"\n", b""), 32 if kind == b"X25519" else None)
        if kind == b"X25519":
            share = unbase64(share[1:], 32)
            secret = x25519(identity, share)
            demand(any(secret), "age", "the header of the age file is forged")
            key = hkdf(secret, share + recipient, b"age-encryption.org/v1/X25519")
            file_key = file_key or unseal(key, bytes(12), body)
    demand(file_key, "other-key", "the age file is sealed to another key")
    expected = hmac.digest(hkdf(file_key, b"", b"header"), file[:header.start(4)], "sha256")
    demand(expected == mac, "age", "the header of the age file was changed")
    nonce, rest, text = file[header.end():][:16], file[header.end() + 16:], b""
    key, size = hkdf(file_key, nonce, b"payload"), 65536 + 16
    for number in range(-(-len(rest) // size) or 1):
        place = struct.pack(">3xQ?", number, len(rest) <= (number + 1) * size)
        chunk = unseal(key, place, rest[number * size:][:size])
        demand(chunk or chunk == b"" and not number, "age", "the age file is damaged or cut short")
        text += chunk
    return text
def read_credential(text):
    """Key id, generation and age file from the characters of a credential (section 5)."""
    raw = base64.b32decode(text)
    check = hashlib.sha256(b"sealkit/1/credential" + raw[:-4]).digest()[:4]
    demand(check == raw[-4:], "whole", "these lines or squares are not of one credential")
    kind, (generation, length) = raw[2] & 15, struct.unpack(">HH", raw[3:7])
    which = {0: "", 1: "mlkem768x25519, not supported yet"}.get(kind, "not known")
    demand(kind == 0, "kind", "this credential is for a key of kind %d: %s" % (kind, which))
    file, zeros = raw[7:-4][:length], raw[7:-4][length:]
    good = 0 < generation and 0 < length == len(file) and zeros in bytes(44)
    demand(good, "contradiction", "the credential contradicts itself")
    return text[:4], generation, file
Text = collections.namedtuple("Text", "shown date also secrets")
def open_credential(key, generation, file, identity, recipient):
    """Generation and text of a credential whose names agree outside and inside (section 8)."""
    own = short_hash(b"sealkit/1/key", recipient)
    demand(key in (own, None), "other-key", "a credential of key %s, shares of key %s" % (key, own))
    text = open_age(file, identity, recipient).decode("utf-8", "replace")
    one = r"\nsecret: (.*)\naccount: .*\nprofile: .*\nvalue: .+\n"
    form = (r"sealkit credential 1\ntitle: .*\nkey: (.{4})\ngeneration: ([1-9]\d*)\nsealed: (.*)\n"
            r"((?:also: .+: generation [1-9]\d*\n)*)((?:%s)+)(\npadding: \x2e*\n)?" % one)
    found = re.fullmatch(form.replace(".", r"[^\x00-\x1f\x7f-\x9f\ufffd]"), text)
    version = (re.match(r"sealkit credential (\d{1,9})\n", text) or ["", "an unknown version"])[1]
    sentence = "what the age file holds is no credential of version 1"
    sentence += "" if version == "1" else " but of " + version
    demand(found, "text", sentence)
    number, pairs = int(found[2]), re.findall(r"also: (.+): generation (\d+)\n", found[4])
    also = {name: int(place) for name, place in pairs if int(place) < number}
    secrets = {block[1]: block[0] for block in re.finditer(one, found[5])}
    demand(len(also) == len(pairs) and not set(also) & set(secrets), "text", sentence)
    same = found[1] == own and number == (generation or number)
    demand(same, "names", "the credential names one key or generation outside, another inside")
    return number, Text(text[:found.end(5)], found[3], also, secrets)
def read(rows):
    """Shares, credentials, faults and begun codes in rows as they are typed or scanned (sections
    6 and 7). Squares count as lines: a share is 4, and each square of a credential 24."""
    shares, credentials, faults, begun, pieces, heading = [], [], [], {}, {}, ""
    for place, row in rows:
        if isinstance(row, bytes):
            credentials.append((None, 0, row))
            continue
        line = re.match(r"(?a)\s*(\d{1,3})\s*[.):](.{15,60})$", row)
        code = re.match(r"(?ai)\s*(?:QR-Code:)?SK(\d)\W([A-Z])(?:\W|$)(.*)", row)
        try:
            if line:
                enough = shares and len(shares) >= shares[0].k
                name, number = heading or ("C" if enough else "S"), int(line[1])
                lines = {number: read_line(line[2], number, name[0])}
            elif code:
                demand(code[1] == "1", "version", "code of version SK%s; this knows SK1" % code[1])
                name, text, number = code[2].upper(), code[3].strip(), 1
                part = re.fullmatch(r"(?a)(.{4}\d{5})(\d\d)(\d\d).((.{72}){1,6})", text)
                heading = ("C" if name == "C" else "S%d" % len(pieces)) if not text else heading
                if name == "C" and part:
                    name = "C " + part[1].upper() + part[3]
                    number, text = 24 * int(part[2]) - 23, part[4]
                text = fold(text)
                good = name[0] in "SC" and (len(text) in (0, 72) or part and len(text) % 72 == 0)
                demand(good, "form", "a code that is cut short, misread or not needed here")
                name += text if name == "S" else ""
                lines = {number + i // 18: text[i:i + 18] for i in range(0, len(text), 18)}
            if not (line or code) or not lines:
                continue
            # False squares keep no good ones apart: all ways are tried. Of lines the last counts.
            known = pieces.setdefault(name, {})
            known[number] = [lines] + (known.get(number, []) if name[1:2] == " " else [])
            ways = [[lines] if at == number else some for at, some in known.items()]
            fault = None
            for way in itertools.islice(itertools.product(*ways), 5000):
                whole = dict(item for piece in way for item in piece.items())
                head = base64.b32decode(whole.get(1, "A" * 16)[:16] if name[0] == "C" else "A" * 16)
                total = (head[5] * 256 + head[6] + 55) // 45 * 4  # the first line tells
                begun[name] = whole
                if not set(range(1, total + 1)) <= set(whole):
                    continue
                del begun[name]
                try:
                    text = "".join(whole[i] for i in range(1, total + 1))
                    found = read_share(text) if name[0] == "S" else read_credential(text)
                    names = name in ("C", "C %s%05d%s" % (found[:2] + (name[-2:],)))
                    demand(name[0] == "S" or names, "contradiction", "misnamed squares")
                    break
                except Refused as refused:
                    fault, found = fault or refused, None
            else:
                if fault and name not in begun:
                    raise fault
                continue
            heading = ""
            if name[0] == "C":
                credentials.append(found)
            else:
                shares.append(found)
                names = found[:2] + next((one for one in shares if one.epoch), found)[:2]
                sentence = "set %s, epoch %d, beside set %s, epoch %d" % names
                demand(names[:2] == names[2:] or not found.epoch, "other-set", sentence)
            if name[1:2] != " ":
                del pieces[name]
        except Refused as refused:
            faults.append(Refused("%s%s" % (place, refused)))
    return shares, credentials, faults, begun
def next_piece(begun):  # of a code that is not whole yet
    for name in begun:
        number = min(set(range(1, 6000)) - set(begun[name]))
        square = name[1:2] == " "
        return "%s %d is next" % (("square", (number + 23) // 24) if square else ("line", number))
def open_kit(shares, credentials, begun, key_only, paper):
    """The kit that opens, its text, what is said before it, and what other credential is to be
    found; or what is missing for it. A secret is taken from the credential that holds it."""
    enough = shares and len(shares) >= shares[0].k and (credentials or key_only)
    demand(enough or not begun, "missing", next_piece(begun))
    demand(shares, "few", "type the lines 1. to 4. of a share, or scan its square")
    (kit, *older), others = choose_kit(find_kits(shares), paper)
    said = ["share %d is false: it does not lie with the others" % one.x for one in kit.false]
    said += ["left out, an older split: " + list_kit(one) for one in older]
    said += ["left out, another kit: " + list_kit(one) for one in others]
    said += ["REHEARSAL: these shares open no secret"] * (kit.epoch == 0)
    demand(credentials or key_only, "nothing", "now scan or type the credential")
    texts, faults = {}, []
    for key, generation, file in [] if key_only else credentials:
        try:
            number, text = open_credential(key, generation, file, kit.identity, kit.recipient)
            texts.setdefault(number, {})[file] = text
        except Refused as refused:
            faults.append(refused)
    for number, files in texts.items():
        dates = ["sealed: %s %s" % (text.date, hashlib.sha256(file).hexdigest())
                 for file, text in files.items()]
        sentence = "%d credentials of generation %d: %s" % (len(files), number, ", ".join(dates))
        demand(len(files) == 1, "fork", sentence)
    if faults and not texts:
        raise faults[0]
    said += ["another credential does not open: %s" % refused for refused in faults]
    *old, newest = sorted(texts) or [0]
    if not texts:
        return kit, "", said, []
    texts = {number: files.popitem()[1] for number, files in texts.items()}
    shown, _, also, _ = texts[newest]  # what an older one says of others does not count
    said += ["generation %d was given too; %d is the newest" % (number, newest)
             for number in old if number not in also.values()]
    if len(old) < newest - min(texts):
        said.append("generations between %d and %d are missing" % (min(texts), newest))
    find = ["find credential no. %d: it holds %s" % (place, name)
            for name, place in also.items() if place not in texts]
    for name, place in also.items():
        shown += texts[place].secrets.get(name, "") if place in texts else ""
        if place in texts and name not in texts[place].secrets:
            said.append("credential no. %d does not hold %s: one is not genuine" % (place, name))
    return kit, shown, said + find, find
def rows_of(name, place):
    """The rows of a file, each with its place, or the age file that it is."""
    data = open(name, "rb").read(2 ** 24)
    age = data.startswith(b"age-encryption.org")
    rows = [data] if age else data.decode("utf-8", "replace").splitlines()
    return [(place, row) for row in rows]
def main(names, key_only):
    rows, known, paper, say = [], 0, "", lambda text: print(text, file=sys.stderr)
    try:
        for name in names:
            rows += rows_of(name, name + ": ")
        while True:
            shares, credentials, faults, begun = read(rows)
            for fault in faults[known:]:
                say(fault)
            known = len(faults)
            try:
                kit, text, said, find = open_kit(shares, credentials, begun, key_only, paper)
                if names or not find:
                    break
                reason = next_piece(begun) or find[0] + ", or press Enter"
            except Refused as refused:
                find = []
                decided = str(refused).endswith(("(two-kits)", "(fork)"))
                reason = (faults + [refused])[0] if names and not decided else refused
            two, row = str(reason).endswith("(two-kits)"), ""
            if not names or two and sys.stdin.isatty():
                print(str(reason).split(" (")[0], end="> ", file=sys.stderr, flush=True)
                row = sys.stdin.readline()
            if find and not row.strip():
                break
            if not row:
                raise reason
            typed = re.sub(r"[\s:-]", "", row).lower()
            if two and re.fullmatch("[0-9a-f]{16}", typed):
                paper = typed
            else:
                rows += rows_of(row.strip(), "") if os.path.isfile(row.strip()) else [("", row)]
        for sentence in said:
            say(sentence)
        say("Not yet proven genuine: compare the kit fingerprint with your ceremony sheet: "
            + " ".join(re.findall("....", fingerprint(kit))))
        secret = bech32("age-secret-key-", kit.identity).upper() + "\n" if key_only else text
        sys.stdout.buffer.write(secret.encode())
        return sys.stdout.flush()  # with nothing, and so with status 0
    except Refused as refused:
        say("NOT OPENED: %s" % refused)
        return {"few)": 4, "nothing)": 2}.get(str(refused).split("(")[-1], 3)
    except (OSError, KeyboardInterrupt) as reason:
        say("NOT OPENED: %s" % (str(reason) or "stopped"))
        return 2 if str(reason) else 130
if __name__ == "__main__":
    sys.exit(main([name for name in sys.argv[1:] if name != "--key"], "--key" in sys.argv))
