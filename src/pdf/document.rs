//! What a document says of itself, and printpdf does not write: its language and title, how it
//! is printed, bookmarks and page labels, its tags and its metadata.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};

use super::embed::text;
use super::tags::{self, Contents};
use super::tree::Element;
use crate::sheet::Sheet;

/// The language of the words.
const LANGUAGE: &str = "en";
/// A file with more pages than this has bookmarks and page labels.
const FEW: usize = 2;

/// A place that a bookmark leads to.
pub struct Chapter {
    /// Its words.
    pub name: String,
    /// Its page.
    pub page: usize,
    /// How far above the lower edge of the page it begins, in points.
    pub top: f32,
}

/// A part of the file.
pub struct Section {
    /// Its name.
    pub name: String,
    /// Its first page.
    pub page: usize,
    /// Its titles, if there are several.
    pub chapters: Vec<Chapter>,
}

/// What is known of a document beside the content of its pages.
pub struct Outline<'a> {
    pub sections: Vec<Section>,
    pub elements: &'a [Element],
    pub contents: Contents,
}

/// Adds all that to a document which printpdf has put together. The same content and date
/// give the same objects.
pub fn complete(pdf: &mut Document, sheet: &Sheet, outline: &Outline<'_>) {
    pdf.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    for (i, &page) in pages.iter().enumerate() {
        if let Ok(page) = pdf.get_dictionary_mut(page) {
            for key in [b"TrimBox".as_slice(), b"CropBox", b"Annots"] {
                page.remove(key);
            }
            page.set("StructParents", i as i64);
            page.set("Tabs", "S");
        }
    }

    let names: Vec<String> = outline.sections.iter().map(|section| section.name.clone()).collect();
    let (_, root) = tags::add(pdf, outline.elements, &outline.contents, &pages, &names);
    let metadata = metadata(pdf, sheet);
    let mut more = dictionary! {
        "Lang" => Object::string_literal(LANGUAGE),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => root,
        "Metadata" => metadata,
        "ViewerPreferences" => dictionary! {
            "DisplayDocTitle" => true,
            "PrintScaling" => "None",
            "Duplex" => "Simplex",
        },
    };
    if pages.len() > FEW {
        more.set("Outlines", bookmarks(pdf, &outline.sections, &pages));
        more.set("PageLabels", labels(&outline.sections));
        more.set("PageMode", "UseOutlines");
    }
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.extend(&more);
    }
    trailer(pdf, sheet);
}

/// One bookmark for each part; for each of its titles where it has several.
fn bookmarks(pdf: &mut Document, sections: &[Section], pages: &[ObjectId]) -> ObjectId {
    let root = pdf.new_object_id();
    let mut items = Vec::new();
    // A file of one part has its titles as bookmarks, without the part above them.
    let alone = sections.len() == 1;
    for section in sections {
        let inner: Vec<Item> = section.chapters.iter().map(Item::of).collect();
        match alone && !inner.is_empty() {
            true => items.extend(inner),
            false => {
                items.push(Item { name: section.name.clone(), page: section.page, top: None, below: inner });
            }
        }
    }

    let count = items.iter().map(|item| 1 + item.below.len()).sum::<usize>();
    let (first, last) = siblings(pdf, root, &items, pages);
    pdf.set_object(
        root,
        dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count as i64 },
    );
    root
}

struct Item {
    name: String,
    page: usize,
    top: Option<f32>,
    below: Vec<Item>,
}

impl Item {
    fn of(chapter: &Chapter) -> Self {
        Self { name: chapter.name.clone(), page: chapter.page, top: Some(chapter.top), below: Vec::new() }
    }
}

/// Bookmarks beside one another; returns the first and the last.
fn siblings(pdf: &mut Document, parent: ObjectId, items: &[Item], pages: &[ObjectId]) -> (Object, Object) {
    let ids: Vec<ObjectId> = items.iter().map(|_| pdf.new_object_id()).collect();
    for (i, (item, &id)) in items.iter().zip(&ids).enumerate() {
        let page = pages.get(item.page).map_or(Object::Null, |&page| Object::Reference(page));
        let top = item.top.map_or(Object::Null, |top| Object::Integer(top.round() as i64));
        let place = vec![page, "XYZ".into(), Object::Null, top, Object::Null];
        let mut dict = dictionary! { "Title" => text(&item.name), "Parent" => parent, "Dest" => place };
        if let Some(&before) = i.checked_sub(1).and_then(|i| ids.get(i)) {
            dict.set("Prev", before);
        }
        if let Some(&next) = ids.get(i + 1) {
            dict.set("Next", next);
        }
        if !item.below.is_empty() {
            let (first, last) = siblings(pdf, id, &item.below, pages);
            dict.set("First", first);
            dict.set("Last", last);
            dict.set("Count", item.below.len() as i64);
        }
        pdf.set_object(id, dict);
    }
    let reference = |id: Option<&ObjectId>| id.map_or(Object::Null, |&id| Object::Reference(id));
    (reference(ids.first()), reference(ids.last()))
}

/// The pages of each part count from 1; where there are several parts, behind its name.
fn labels(sections: &[Section]) -> Dictionary {
    let mut numbers = Vec::new();
    for section in sections {
        let mut label = dictionary! { "S" => "D" };
        if sections.len() > 1 {
            label.set("P", text(&format!("{}, ", section.name)));
        }
        numbers.extend([Object::Integer(section.page as i64), label.into()]);
    }
    dictionary! { "Nums" => numbers }
}

/// The same facts as in the old dictionary, in XMP (ISO 16684-1), and that the file is
/// accessible (ISO 14289-1).
fn metadata(pdf: &mut Document, sheet: &Sheet) -> ObjectId {
    let date = sheet.date;
    let (title, day) = (escaped(&sheet.title), format!("{date}"));
    let xmp = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>\
         <xmp:CreatorTool>sealkit</xmp:CreatorTool><xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>\
         <pdf:Producer>sealkit</pdf:Producer><pdfuaid:part>1</pdfuaid:part>\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
    );
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    pdf.add_object(Stream::new(dict, xmp.into_bytes()))
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// printpdf numbers its documents by a counter of the process and names more about itself than
/// a sheet needs, so both entries are written here instead.
fn trailer(pdf: &mut Document, sheet: &Sheet) {
    let date = sheet.date;
    let stamp = format!("D:{:04}{:02}{:02}000000Z", date.year(), u8::from(date.month()), date.day());
    let info = dictionary! {
        "Title" => text(&sheet.title),
        "Creator" => Object::string_literal("sealkit"),
        "Producer" => Object::string_literal("sealkit"),
        "CreationDate" => Object::string_literal(stamp),
    };
    let info = pdf.add_object(info);
    if let Ok(Object::Reference(old)) = pdf.trailer.get(b"Info").cloned() {
        pdf.objects.remove(&old);
    }
    pdf.trailer.set("Info", info);
    pdf.trailer.set("ID", identity(pdf));
}

/// Two equal names for the file, from its pages.
fn identity(pdf: &Document) -> Object {
    let mut hash = Sha256::new();
    for object in pdf.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }

    let name = hash.finalize().iter().take(16).copied().collect::<Vec<u8>>();
    let name = Object::String(name, lopdf::StringFormat::Hexadecimal);
    Object::Array(vec![name.clone(), name])
}
