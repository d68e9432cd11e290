//! The elements of a sheet as the structure tree of its PDF (ISO 32000-1, 14.7; PDF/UA-1), so
//! that a screen reader reads it in order.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::embed::text;
use super::primitive::Frame;
use super::tree::{Element, Mark, Role};

/// A marked piece of a page's content: the page, and the number of the piece on it.
#[derive(Clone, Copy)]
pub struct MarkedPiece {
    pub page: usize,
    pub number: usize,
}

/// What belongs to each element on the pages.
#[derive(Default)]
pub struct Contents {
    pub pieces: BTreeMap<Mark, Vec<MarkedPiece>>,
    /// Where a picture lies, from the lower left corner of its page.
    pub bounds: BTreeMap<Mark, Frame>,
}

/// The elements of a document, and what is written of them.
pub struct Tags<'a> {
    elements: &'a [Element],
    contents: &'a Contents,
    children: Vec<Vec<usize>>,
    pages: &'a [ObjectId],
    /// The name of each part.
    parts: &'a [String],
    ids: Vec<Option<ObjectId>>,
    /// The level of the last heading: none is left out.
    level: usize,
}

/// Adds the tree; returns the object of each element and the root.
pub fn add<'a>(
    pdf: &mut Document,
    elements: &'a [Element],
    contents: &'a Contents,
    pages: &'a [ObjectId],
    parts: &'a [String],
) -> (Vec<Option<ObjectId>>, ObjectId) {
    let mut children = vec![Vec::new(); elements.len()];
    for (i, element) in elements.iter().enumerate() {
        if let Some(list) = element.parent.index().and_then(|parent| children.get_mut(parent)) {
            list.push(i);
        }
    }

    let root = pdf.new_object_id();
    let document = pdf.new_object_id();
    let ids = vec![None; elements.len()];
    let mut tags = Tags { elements, contents, children, pages, parts, ids, level: 0 };
    let mut kids = Vec::new();
    let roots = elements.iter().enumerate().filter(|(_, element)| element.parent == Mark::NONE);
    for (part, (i, _)) in roots.enumerate() {
        if let Some(id) = tags.write(pdf, i, document, Some(part)) {
            kids.push(Object::Reference(id));
        }
    }

    pdf.set_object(document, dictionary! { "S" => "Document", "P" => root, "K" => kids });
    let parents = tags.parents(pdf);
    pdf.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => document,
            "ParentTree" => parents,
            "ParentTreeNextKey" => pages.len() as i64,
        },
    );
    (tags.ids, root)
}

impl Tags<'_> {
    /// Writes an element and all below it, if any of them is on a page.
    fn write(
        &mut self,
        pdf: &mut Document,
        index: usize,
        parent: ObjectId,
        part: Option<usize>,
    ) -> Option<ObjectId> {
        let element = self.elements.get(index)?;
        if !self.is_there(index) {
            return None;
        }
        let id = pdf.new_object_id();
        if let Some(slot) = self.ids.get_mut(index) {
            *slot = Some(id);
        }

        let mut dict = dictionary! { "S" => self.name(element.role), "P" => parent };
        let (page, mut kids) = self.pieces(index);
        if let Some(page) = page {
            dict.set("Pg", page);
        }
        for child in self.children.get(index).cloned().unwrap_or_default() {
            let written = self.write(pdf, child, id, None);
            kids.extend(written.map(Object::Reference));
        }
        match kids.len() {
            0 => {}
            1 => dict.set("K", kids.remove(0)),
            _ => dict.set("K", kids),
        }

        if let Some(name) = part.and_then(|part| self.parts.get(part)) {
            dict.set("T", text(name));
        }
        self.describe(index, element, &mut dict);
        pdf.set_object(id, dict);
        Some(id)
    }

    /// Whether an element is on a page: itself, something in it, or, if it is a cell, its row.
    fn is_there(&self, index: usize) -> bool {
        let own = self.pieces_of(index).is_some();
        let role = self.elements.get(index).map(|element| element.role);
        // A row is written only if something stands in it; then it has all its cells.
        let is_cell = matches!(role, Some(Role::Cell | Role::ColumnHead | Role::RowHead));
        own || is_cell || self.has_content_below(index)
    }

    fn has_content_below(&self, index: usize) -> bool {
        let children = self.children.get(index).into_iter().flatten();
        children.into_iter().any(|&child| self.pieces_of(child).is_some() || self.has_content_below(child))
    }

    fn pieces_of(&self, index: usize) -> Option<&Vec<MarkedPiece>> {
        self.contents.pieces.get(&Mark::at(index))
    }

    /// The marked pieces of an element, and the page of the first of them.
    fn pieces(&self, index: usize) -> (Option<ObjectId>, Vec<Object>) {
        let Some(pieces) = self.pieces_of(index) else { return (None, Vec::new()) };
        let page = |piece: &MarkedPiece| self.pages.get(piece.page).copied();
        let first = pieces.first().and_then(page);
        let kid = |piece: &MarkedPiece| {
            let number = Object::Integer(piece.number as i64);
            let page = page(piece)?;
            // A piece on another page names it.
            Some(match Some(page) == first {
                true => number,
                false => dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => number }.into(),
            })
        };
        (first, pieces.iter().filter_map(kid).collect())
    }

    /// The standard name of an element (14.8.4). The first heading is H1, and none is two
    /// levels below the one before it.
    fn name(&mut self, role: Role) -> &'static str {
        match role {
            Role::Title => {
                self.level = 1;
                "H1"
            }
            Role::Heading if self.level == 0 => {
                self.level = 1;
                "H1"
            }
            Role::Heading => "H2",
            Role::Section => "Sect",
            Role::Paragraph => "P",
            Role::List => "L",
            Role::Item => "LI",
            Role::Label => "Lbl",
            Role::Body => "LBody",
            Role::Table => "Table",
            Role::Row => "TR",
            Role::ColumnHead | Role::RowHead => "TH",
            Role::Cell => "TD",
            Role::Figure => "Figure",
        }
    }

    /// What an element says of itself beside its place.
    fn describe(&self, index: usize, element: &Element, dict: &mut Dictionary) {
        let scope = match element.role {
            Role::ColumnHead => Some("Column"),
            Role::RowHead => Some("Row"),
            _ => None,
        };
        if let Some(scope) = scope {
            dict.set("A", dictionary! { "O" => "Table", "Scope" => scope });
        }
        if !element.is_picture() {
            return;
        }
        dict.set("Alt", text(&element.alt));
        if let Some(frame) = self.contents.bounds.get(&Mark::at(index)) {
            let corners = [frame.left, frame.bottom, frame.right, frame.top];
            let corners = corners.map(|number| Object::Real((number * 10.0).round() / 10.0));
            dict.set("A", dictionary! { "O" => "Layout", "BBox" => corners.to_vec() });
        }
    }

    /// For each page the elements of its marked pieces, in the order of these.
    fn parents(&self, pdf: &mut Document) -> ObjectId {
        let mut pages: Vec<Vec<Object>> = vec![Vec::new(); self.pages.len()];
        for (mark, pieces) in &self.contents.pieces {
            let id = mark.index().and_then(|index| self.ids.get(index).copied().flatten());
            for piece in pieces {
                let Some(list) = pages.get_mut(piece.page) else { continue };
                if list.len() <= piece.number {
                    list.resize(piece.number + 1, Object::Null);
                }
                if let (Some(slot), Some(id)) = (list.get_mut(piece.number), id) {
                    *slot = Object::Reference(id);
                }
            }
        }
        let mut numbers = Vec::new();
        for (i, list) in pages.into_iter().enumerate() {
            numbers.push(Object::Integer(i as i64));
            numbers.push(Object::Reference(pdf.add_object(list)));
        }
        pdf.add_object(dictionary! { "Nums" => numbers })
    }
}
