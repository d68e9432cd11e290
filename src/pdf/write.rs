//! Pages to PDF, by the `printpdf` crate: the only place that writes any.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use printpdf::{
    Color, CurTransMat, DictItem, Greyscale, Line, LinePoint, Mm, Op, PdfDocument, PdfFont, PdfFontHandle,
    PdfPage, PdfSaveOptions, Point, Pt, TextItem, to_lopdf_doc,
};
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use super::PdfError;
use super::flow::Page;
use super::font::Face;
use super::geometry::{mm, size_mm};
use super::primitive::{Primitive, side};
use super::screen::screen;
use crate::qr::Grid;
use crate::secret::SecretBytes;
use crate::sheet::Sheet;

/// How hard streams are deflated, of 9.
const LEVEL: u32 = 4;

/// Writes the document; equal content and date give equal bytes.
pub fn document(sheet: &Sheet, pages: &[Page<'_>]) -> Result<SecretBytes, PdfError> {
    let mut document = PdfDocument::new(&sheet.title);
    for (face, used) in used(pages) {
        let font = face.embedded(&used).ok_or(PdfError::Font)?;
        document.resources.fonts.map.insert(face.id(), PdfFont::new(font));
    }

    let (width, height) = size_mm(sheet.paper);
    document.pages = pages
        .iter()
        .map(|items| PdfPage::new(Mm(width), Mm(height), operations(items, mm(height))))
        .collect();

    // printpdf's copies of the words are wiped, whether or not the document was written.
    let written = save(sheet, &document);
    document.pages.iter_mut().for_each(wipe);
    written
}

fn used(pages: &[Page<'_>]) -> BTreeMap<Face, BTreeSet<char>> {
    let mut used: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
    for item in pages.iter().flatten() {
        if let Primitive::Words { face, words, .. } = item {
            used.entry(*face).or_default().extend(words.chars());
        }
    }
    used
}

/// printpdf numbers its documents by a counter of the process and names more
/// about itself than a sheet needs, so both entries are written here instead.
fn save(sheet: &Sheet, document: &PdfDocument) -> Result<SecretBytes, PdfError> {
    use lopdf::{Dictionary, Object, StringFormat, dictionary};

    // Not `secure`, so that it writes the rectangle operator as it is given.
    let options =
        PdfSaveOptions { secure: false, subset_fonts: false, image_optimization: None, ..Default::default() };
    let mut pdf = to_lopdf_doc(document, &options, &mut Vec::new());
    pdf.objects.values_mut().try_for_each(deflate).map_err(|_| PdfError::Write)?;

    let date = sheet.date;
    let stamp = format!("D:{:04}{:02}{:02}000000Z", date.year(), u8::from(date.month()), date.day());
    let title: Vec<u8> =
        [0xfe, 0xff].into_iter().chain(sheet.title.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let info: Dictionary = dictionary! {
        "Title" => Object::String(title, StringFormat::Hexadecimal),
        "Creator" => Object::string_literal("sealkit"),
        "Producer" => Object::string_literal("sealkit"),
        "CreationDate" => Object::string_literal(stamp),
    };
    let info = pdf.add_object(info);
    if let Ok(Object::Reference(old)) = pdf.trailer.get(b"Info").cloned() {
        pdf.objects.remove(&old);
    }
    pdf.trailer.set("Info", info);
    pdf.trailer.set("ID", identity(&pdf));

    let mut bytes = Vec::with_capacity(64 * 1024);
    let saved = pdf.save_to(&mut bytes);
    wipe_streams(&mut pdf);
    let bytes = SecretBytes::new(bytes);
    saved.map(|()| bytes).map_err(|_| PdfError::Write)
}

/// Not lopdf's own way, which tries hardest: for one byte in a hundred it takes a sixth of
/// the time of a kit.
fn deflate(object: &mut lopdf::Object) -> std::io::Result<()> {
    let lopdf::Object::Stream(stream) = object else { return Ok(()) };
    if stream.dict.has(b"Filter") {
        return Ok(());
    }

    let mut encoder = ZlibEncoder::new(Vec::with_capacity(stream.content.len()), Compression::new(LEVEL));
    encoder.write_all(&stream.content)?;
    let deflated = encoder.finish()?;

    stream.content.zeroize();
    stream.dict.set("Filter", "FlateDecode");
    stream.set_content(deflated);
    Ok(())
}

/// Two equal names for the file, from its pages.
fn identity(pdf: &lopdf::Document) -> lopdf::Object {
    let mut hash = Sha256::new();
    for object in pdf.objects.values() {
        if let lopdf::Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }

    let name = hash.finalize().iter().take(16).copied().collect::<Vec<u8>>();
    let name = lopdf::Object::String(name, lopdf::StringFormat::Hexadecimal);
    lopdf::Object::Array(vec![name.clone(), name])
}

fn wipe_streams(pdf: &mut lopdf::Document) {
    for object in pdf.objects.values_mut() {
        if let lopdf::Object::Stream(stream) = object {
            stream.content.zeroize();
        }
    }
}

fn wipe(page: &mut PdfPage) {
    for op in &mut page.ops {
        match op {
            Op::ShowText { items } => items.iter_mut().for_each(|item| {
                if let TextItem::Text(words) = item {
                    words.zeroize();
                }
            }),
            Op::Unknown { value, .. } => value.iter_mut().for_each(|number| *number = DictItem::Real(0.0)),
            _ => {}
        }
    }
}

fn operations(items: &[Primitive<'_>], height: f32) -> Vec<Op> {
    let black = || Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None });
    let mut ops = vec![Op::SetFillColor { col: black() }, Op::SetOutlineColor { col: black() }];
    let mut font = None;
    for item in items {
        match item {
            Primitive::Words { x, y, face, size, words } => {
                let pos = Point { x: Pt(tenths(*x)), y: Pt(tenths(height - y)) };
                let size = hundredths(*size);
                // The font outlasts the text section, so it is named on a change only.
                if font.replace((*face, size)) != Some((*face, size)) {
                    ops.push(Op::SetFont { font: PdfFontHandle::External(face.id()), size: Pt(size) });
                }
                ops.extend([
                    Op::StartTextSection,
                    Op::SetTextCursor { pos },
                    Op::ShowText { items: vec![TextItem::Text(words.as_str().to_owned())] },
                    Op::EndTextSection,
                ]);
            }
            Primitive::Rule { from, to, weight } => {
                let points = [from, to].map(|(x, y)| point(hundredths(*x), hundredths(height - y)));
                ops.push(Op::SetOutlineThickness { pt: Pt(*weight) });
                ops.push(Op::DrawLine { line: Line { points: points.to_vec(), is_closed: false } });
            }
            Primitive::Code { x, y, module, grid } => {
                let (unit, bottom) = (f32::from(*module) / 100.0, height - y - side(grid, *module));
                let matrix = CurTransMat::Raw([unit, 0.0, 0.0, unit, hundredths(*x), hundredths(bottom)]);
                ops.extend([Op::SaveGraphicsState, Op::SetTransformationMatrix { matrix }]);
                squares(grid, &mut ops);
                ops.push(Op::RestoreGraphicsState);
            }
            Primitive::Screen { x, y, width, rows } => {
                screen(hundredths(*x), hundredths(height - y), *width, *rows, &mut ops);
            }
        }
    }
    ops
}

/// A tenth of a point is a thirtieth of a millimetre: enough for words.
fn tenths(points: f32) -> f32 {
    (points * 10.0).round() / 10.0
}

fn hundredths(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

fn point(x: f32, y: f32) -> LinePoint {
    LinePoint { p: Point { x: Pt(x), y: Pt(y) }, bezier: false }
}

/// One path for the whole code, a rectangle for each run of dark modules in a
/// row, in whole modules: every module is exactly as wide as the next. printpdf's
/// polygons spell each corner out, which would make the sheet twice as large.
fn squares(grid: &Grid, ops: &mut Vec<Op>) {
    let size = grid.size();
    let number = |count: usize| DictItem::Real(count as f32);
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let start = x;
            while grid.is_dark(x, y) {
                x += 1;
            }
            if x > start {
                let value = vec![number(start), number(size - y - 1), number(x - start), number(1)];
                ops.push(Op::Unknown { key: "re".to_owned(), value });
            } else {
                x += 1;
            }
        }
    }
    ops.push(Op::Unknown { key: "f".to_owned(), value: Vec::new() });
}
