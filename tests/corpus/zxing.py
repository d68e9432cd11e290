#!/usr/bin/env python3
"""Reads picture names from standard input and prints what zxing-cpp sees on each:
name, then the texts of its codes, parted by tabs. Needs zxing-cpp and pillow from PyPI."""

import sys

import zxingcpp
from PIL import Image

for name in sys.stdin.read().split("\n"):
    if name:
        codes = zxingcpp.read_barcodes(Image.open(name).convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
        print("\t".join([name, *(code.text for code in codes if code.valid)]))
