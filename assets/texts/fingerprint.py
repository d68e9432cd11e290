import hashlib
A, key = "qpzry9x8gf2tvdw0s3jn54khce6mua7l", 0
for c in input()[4:56]:
    key = key << 5 | A.index(c)
raw = (key >> 4).to_bytes(32, "big")
print(hashlib.sha256(b"sealkit/1/key" + raw).hexdigest()[:32])
