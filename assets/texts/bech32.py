import sys
A, prefix = "qpzry9x8gf2tvdw0s3jn54khce6mua7l", "age-secret-key-"
G = 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
def checksum(values):
    c = 1
    for v in values:
        top = c >> 25
        c = (c & 0x1ffffff) << 5 ^ v
        for i in range(5):
            if top >> i & 1:
                c ^= G[i]
    return c ^ 1
key = int.from_bytes(open(sys.argv[1], "rb").read(32), "big") << 4
data = [key >> 5 * i & 31 for i in range(51, -1, -1)]
head = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
c = checksum(head + data + [0] * 6)
data += [c >> 5 * i & 31 for i in range(5, -1, -1)]
print((prefix + "1" + "".join(A[d] for d in data)).upper())
