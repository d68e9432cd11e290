//! What a sheet is made of, for somebody who hears it instead of seeing it: headings,
//! paragraphs, lists, tables and pictures, in the order of reading (ISO 32000-1, 14.7).

use std::cell::RefCell;

use crate::texts::Texts;

/// What an element is (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// One part of a file.
    Section,
    /// The title of a part.
    Title,
    /// A heading inside a part.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// A point of a list.
    Item,
    /// The number or sign before a point.
    Label,
    /// The words of a point.
    Body,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// The label of a column.
    ColumnHead,
    /// The cell that says what its row is about.
    RowHead,
    /// A cell of a table.
    Cell,
    /// A picture, with words for it.
    Figure,
}

/// The element that a thing on the page belongs to. What belongs to none is decoration: a
/// rule, a fold mark, the head and the foot of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(Option<u32>);

/// One element.
#[derive(Clone, Debug)]
pub struct Element {
    pub role: Role,
    pub parent: Mark,
    /// The words for a picture.
    pub alt: String,
}

/// The elements of a sheet, in the order of reading. What was laid out and not used has
/// elements here that nothing on a page belongs to.
pub struct Tree {
    elements: RefCell<Vec<Element>>,
    /// The words that stand around those of every sheet, such as the number of a page.
    pub texts: &'static Texts,
}

impl Mark {
    /// Decoration.
    pub const NONE: Self = Self(None);

    /// The mark of the element at this place in the tree.
    pub fn at(index: usize) -> Self {
        Self(u32::try_from(index).ok())
    }

    /// The place of its element in the tree.
    pub fn index(self) -> Option<usize> {
        usize::try_from(self.0?).ok()
    }
}

impl Element {
    /// Whether it is a picture.
    pub fn is_picture(&self) -> bool {
        self.role == Role::Figure
    }
}

impl Tree {
    /// A tree without elements, for a sheet in this language.
    pub fn new(texts: &'static Texts) -> Self {
        Self { elements: RefCell::default(), texts }
    }

    /// Adds an element.
    pub fn add(&self, role: Role, parent: Mark) -> Mark {
        self.picture(role, parent, String::new())
    }

    /// Adds an element with words for a picture.
    pub fn picture(&self, role: Role, parent: Mark, alt: String) -> Mark {
        let mut elements = self.elements.borrow_mut();
        elements.push(Element { role, parent, alt });
        Mark(u32::try_from(elements.len() - 1).ok())
    }

    /// All elements.
    pub fn into_elements(self) -> Vec<Element> {
        self.elements.into_inner()
    }
}
