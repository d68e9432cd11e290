//! Pages to PDF, by the `printpdf` crate: the only place that writes any.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{DictItem, Mm, Op, PdfDocument, PdfPage, PdfSaveOptions, XObject, XObjectId, to_lopdf_doc};
use zeroize::Zeroize;

use super::PdfError;
use super::document::{self, Chapter, Outline, Section};
use super::embed::Faces;
use super::file;
use super::flow::Page;
use super::font::{DESCENT, Face};
use super::geometry::{mm, size_mm};
use super::noise;
use super::paint::{self, Painted};
use super::primitive::{Frame, Primitive};
use super::tags::{Contents, MarkedPiece};
use super::tree::{Element, Mark, Role, Tree};
use crate::secret::SecretBytes;
use crate::sheet::Sheet;

/// Writes the document; equal content and date give equal bytes. `parts` has the number of
/// pages of each part.
pub fn document(
    sheet: &Sheet,
    pages: &[Page<'_>],
    parts: &[usize],
    tree: Tree,
) -> Result<SecretBytes, PdfError> {
    let faces = Faces::of(&used(pages))?;
    let (width, height) = size_mm(sheet.paper);
    let elements = tree.into_elements();

    let mut document = PdfDocument::new(&sheet.title);
    for item in pages.iter().flat_map(|page| &page.items) {
        if let &Primitive::Noise { squares: (columns, rows), seed, .. } = item {
            let name = XObjectId(paint::noise_name((columns, rows), seed));
            let picture = XObject::External(noise::squares(columns, rows, seed));
            document.resources.xobjects.map.insert(name, picture);
        }
    }

    let mut contents = Contents::default();
    for (number, page) in pages.iter().enumerate() {
        let Painted { ops, marks } = paint::page(&page.items, mm(height), &faces, &elements);
        document.pages.push(PdfPage::new(Mm(width), Mm(height), ops));
        for (piece, mark) in marks.into_iter().enumerate() {
            contents.pieces.entry(mark).or_default().push(MarkedPiece { page: number, number: piece });
        }
        find_pictures(page, mm(height), &elements, &mut contents);
    }

    let sections = sections(sheet, pages, parts, &elements, mm(height));
    let outline = Outline { sections, elements: &elements, contents };
    // printpdf's copies of the words are wiped, whether or not the document was written.
    let written = save(sheet, &document, &faces, &outline);
    document.pages.iter_mut().for_each(wipe);
    written
}

/// The characters that each face shows.
fn used(pages: &[Page<'_>]) -> BTreeMap<Face, BTreeSet<char>> {
    let mut used: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
    for item in pages.iter().flat_map(|page| &page.items) {
        match item {
            Primitive::Words { face, words, .. } => {
                used.entry(*face).or_default().extend(words.chars());
            }
            Primitive::Noise { .. } => {
                let (face, letters) = noise::repertoire();
                used.entry(face).or_default().extend(letters);
            }
            _ => {}
        }
    }
    // Between words that stand apart.
    used.values_mut().for_each(|used| _ = used.insert(' '));
    used
}

/// Notes where the pictures of a page lie.
fn find_pictures(page: &Page<'_>, height: f32, elements: &[Element], contents: &mut Contents) {
    for item in &page.items {
        let mark = item.mark();
        let is_picture = mark.index().and_then(|index| elements.get(index)).is_some_and(Element::is_picture);
        if !is_picture {
            continue;
        }
        let bounds = item.bounds();
        let bounds = Frame { top: height - bounds.top, bottom: height - bounds.bottom, ..bounds };
        let all = contents.bounds.entry(mark).or_insert(bounds);
        *all = Frame {
            left: all.left.min(bounds.left),
            top: all.top.max(bounds.top),
            right: all.right.max(bounds.right),
            bottom: all.bottom.min(bounds.bottom),
        };
    }
}

/// The parts of the file and the titles in each.
fn sections(
    sheet: &Sheet,
    pages: &[Page<'_>],
    parts: &[usize],
    elements: &[Element],
    height: f32,
) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut first = 0;
    for (part, &count) in sheet.parts.iter().zip(parts) {
        let mut chapters: Vec<(Mark, Chapter)> = Vec::new();
        for (i, page) in pages.iter().enumerate().skip(first).take(count) {
            titles(page, i, elements, height, &mut chapters);
        }
        let chapters = if chapters.len() > 1 { chapters } else { Vec::new() };
        let chapters = chapters.into_iter().map(|(_, chapter)| chapter).collect();
        sections.push(Section { name: part.name.clone(), page: first, chapters });
        first += count;
    }
    sections
}

/// The titles of these pages, each with its page, from 1.
pub fn titles_of(pages: &[Page<'_>], elements: &[Element]) -> Vec<(String, usize)> {
    let mut chapters: Vec<(Mark, Chapter)> = Vec::new();
    for (i, page) in pages.iter().enumerate() {
        titles(page, i, elements, 0.0, &mut chapters);
    }
    chapters.into_iter().map(|(_, chapter)| (chapter.name, chapter.page + 1)).collect()
}

/// The titles on one page; a title of two lines is one.
fn titles(page: &Page<'_>, number: usize, elements: &[Element], height: f32, out: &mut Vec<(Mark, Chapter)>) {
    for item in &page.items {
        let Primitive::Words { y, size, words, mark, .. } = item else { continue };
        let role = mark.index().and_then(|index| elements.get(index)).map(|element| element.role);
        if role != Some(Role::Title) {
            continue;
        }
        match out.last_mut() {
            Some((last, chapter)) if last == mark => {
                chapter.name.push(' ');
                chapter.name.push_str(words);
            }
            _ => {
                let top = height - y + (1.0 + DESCENT) * size;
                out.push((*mark, Chapter { name: words.to_string(), page: number, top }));
            }
        }
    }
}

fn save(
    sheet: &Sheet,
    document: &PdfDocument,
    faces: &Faces,
    outline: &Outline<'_>,
) -> Result<SecretBytes, PdfError> {
    // Not `secure`, so that it writes the operators that it does not know as they are given.
    let options =
        PdfSaveOptions { secure: false, subset_fonts: false, image_optimization: None, ..Default::default() };
    let mut pdf = to_lopdf_doc(document, &options, &mut Vec::new());

    let fonts = faces.add_to(&mut pdf);
    let fonts = pdf.add_object(fonts);
    resources(&mut pdf, fonts);
    document::complete(&mut pdf, sheet, outline);
    file::bytes(pdf).map(SecretBytes::new).map_err(|_| PdfError::Write)
}

/// Gives each page our fonts, and takes what no page uses from its resources.
fn resources(pdf: &mut lopdf::Document, fonts: lopdf::ObjectId) {
    let pages: Vec<_> = pdf.get_pages().into_values().collect();
    for page in pages {
        let resources = pdf.get_dictionary(page).and_then(|page| page.get(b"Resources")).cloned();
        let Ok(Ok(id)) = resources.map(|resources| resources.as_reference()) else { continue };
        if let Ok(dict) = pdf.get_dictionary_mut(id) {
            dict.set("Font", fonts);
            dict.remove(b"ExtGState");
            dict.remove(b"Shading");
        }
    }
}

fn wipe(page: &mut PdfPage) {
    for op in &mut page.ops {
        if let Op::Unknown { value, .. } = op {
            for item in value {
                match item {
                    DictItem::String { data, .. } => data.zeroize(),
                    number => *number = DictItem::Int(0),
                }
            }
        }
    }
}
