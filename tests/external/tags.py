#!/usr/bin/env python3
"""Holds the tags of sheets against rules of PDF/UA-1 that pdfua does not look at: everything that
is painted is tagged or decoration, once; elements stand where they may; fonts say which
character each glyph is; no word for a picture gives away what a code holds.

Usage: tags.py FILE... Needs pikepdf, which pdfua brings.
"""

import re
import sys

import pikepdf

PAINTS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI", "INLINE IMAGE"}
# What may stand in an element (ISO 32000-1, 14.8.4).
INSIDE = {
    "/L": {"/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/TR": {"/TH", "/TD"},
    "/Document": {"/Sect"},
}
ONLY_IN = {"/LI": {"/L"}, "/Lbl": {"/LI"}, "/LBody": {"/LI"}, "/TR": {"/Table"}, "/TH": {"/TR"}, "/TD": {"/TR"}}
CODE = re.compile(r"[A-Z2-7]{16}")


class Sheet:
    """One file, and what is wrong with it."""

    def __init__(self, path):
        self.path = path
        self.pdf = pikepdf.open(path)
        self.faults = []
        # The marked pieces that elements name: page and number.
        self.named = []

    def check(self, holds, what):
        if not holds:
            self.faults.append(f"{self.path}: {what}")

    def pages(self):
        """Each marked piece of each page is named by one element, and nothing is painted beside them."""
        parents = self.numbers(self.pdf.Root.StructTreeRoot.ParentTree)
        found = []
        for index, page in enumerate(self.pdf.pages):
            where = f"page {index + 1}"
            pieces = self.content(page, where)
            found += [(page.objgen, piece) for piece in pieces]
            self.check(page.get("/Tabs") == "/S", f"{where}: no order of tabs")
            list_ = parents.get(int(page.StructParents), [])
            self.check(len(list_) == len(pieces), f"{where}: {len(list_)} parents of {len(pieces)} pieces")
        self.check(len(found) == len(set(found)), "a piece is numbered twice")
        self.check(sorted(found) == sorted(self.named), "not every piece is named by one element")

    def content(self, page, where):
        open_, pieces = [], []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BMC", "BDC"):
                artifact = operands[0] == "/Artifact"
                self.check(not open_, f"{where}: a piece inside another")
                open_.append(artifact)
                if not artifact:
                    pieces.append(int(operands[1].MCID))
            elif name == "EMC":
                self.check(bool(open_), f"{where}: an end without a beginning")
                open_ = open_[:-1]
            elif name in PAINTS:
                self.check(bool(open_), f"{where}: {name} belongs to nothing")
        self.check(not open_, f"{where}: a piece has no end")
        return pieces

    @staticmethod
    def numbers(tree):
        items = list(tree.Nums)
        return {int(key): list(value) for key, value in zip(items[::2], items[1::2])}

    def elements(self):
        root = self.pdf.Root.StructTreeRoot
        self.check(root.K.S == "/Document", "the root is no document")
        self.level = 0
        self.element(root.K, root, None, None)

    def element(self, element, parent, above, page):
        role = str(element.S)
        self.check(element.P.objgen == parent.objgen, f"{role}: another parent")
        self.check(above is None or role in INSIDE.get(above, {role}), f"{role} in {above}")
        self.check(role not in ONLY_IN or above in ONLY_IN[role], f"{role} in {above}")
        page = element.get("/Pg", page)
        if role == "/Figure":
            alt = str(element.get("/Alt", ""))
            self.check(bool(alt.strip()), "a picture without words")
            self.check(not CODE.search(alt), "words for a picture hold a code")
            self.check("/BBox" in element.get("/A", {}), "a picture without its place")
        if re.fullmatch("/H[1-6]", role):
            level = int(role[2:])
            self.check(level <= self.level + 1, f"{role} after H{self.level}")
            self.level = level
        if role == "/Table":
            rows = [kid for kid in self.kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            cells = {len([cell for cell in self.kids(row) if isinstance(cell, pikepdf.Dictionary)]) for row in rows}
            self.check(len(cells) == 1, f"rows of {sorted(cells)} cells in one table")

        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                self.element(kid, element, role, page)
            elif isinstance(kid, pikepdf.Dictionary):
                self.named.append((kid.Pg.objgen, int(kid.MCID)))
            else:
                self.check(page is not None, f"{role}: on no page")
                self.named.append((page.objgen, int(kid)))

    @staticmethod
    def kids(element):
        kids = element.get("/K")
        if kids is None:
            return []
        return list(kids) if isinstance(kids, pikepdf.Array) else [kids]

    def fonts(self):
        fonts = {font.objgen: font for page in self.pdf.pages for font in page.Resources.Font.values()}
        for font in fonts.values():
            name = str(font.BaseFont)
            inner = font.DescendantFonts[0]
            self.check(inner.get("/CIDToGIDMap") == "/Identity", f"{name}: no map of glyphs")
            self.check("/FontFile2" in inner.FontDescriptor, f"{name}: not embedded")
            self.check(str(inner.BaseFont) == name == str(inner.FontDescriptor.FontName), f"{name}: two names")
            map_ = font.ToUnicode.read_bytes()
            self.check(b"beginbfrange" in map_ and b"<0000>\n" not in map_, f"{name}: no map of characters")

    def document(self):
        root = self.pdf.Root
        view = root.ViewerPreferences
        self.check(str(root.Lang) == "en", "no language")
        self.check(bool(root.MarkInfo.Marked) and "/Suspects" not in root.MarkInfo, "not marked")
        self.check(bool(view.DisplayDocTitle) and view.PrintScaling == "/None", "how it is shown and printed")
        with self.pdf.open_metadata() as metadata:
            self.check(metadata.get("pdfuaid:part") == "1", "not said to be accessible")
            self.check(metadata.get("dc:title") == str(self.pdf.docinfo.Title), "two titles")
        self.check(len(self.pdf.pages) < 3 or ("/Outlines" in root and "/PageLabels" in root), "no bookmarks")


def main(paths):
    faults = []
    for path in paths:
        sheet = Sheet(path)
        sheet.document()
        sheet.fonts()
        sheet.elements()
        sheet.pages()
        faults += sheet.faults
    if faults:
        sys.exit("tags: FAILED:\n" + "\n".join(faults[:40]))
    print(f"tags: {len(paths)} files, all right")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
