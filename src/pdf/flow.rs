//! Pieces to pages: nothing is cut, what does not fit goes to the next page.

use super::PdfError;
use super::geometry::{folds, margins};
use super::primitive::{Flow, Frame, PageSetting, Piece, Primitive};
use crate::plan::Paper;

/// A table smaller than this part of a page is not split.
const SMALL: f32 = 0.45;
/// The last rows of a table fill this part of a page at least, if they do not fit the one before.
const TAIL: f32 = 0.26;

/// One page.
#[derive(Default)]
pub struct Page<'a> {
    /// What lies on it.
    pub items: Vec<Primitive<'a>>,
    /// What its pieces said of it.
    pub setting: PageSetting,
}

/// Fills pages, one after the other.
pub struct Pages<'a> {
    frame: Frame,
    done: Vec<Page<'a>>,
    page: Page<'a>,
    down: f32,
    empty: bool,
}

/// Lets everything flow over as many pages as it takes.
pub fn paginate<'a>(flows: Vec<Flow<'a>>, frame: Frame) -> Result<Vec<Page<'a>>, PdfError> {
    let mut pages = Pages { frame, done: Vec::new(), page: Page::default(), down: frame.top, empty: true };
    let mut waiting: Vec<Piece<'a>> = Vec::new();

    for flow in flows {
        match flow {
            // Pieces that must stay with the next one wait, until one may stand alone.
            Flow::Piece(piece) => {
                let keep = piece.keep;
                waiting.push(piece);
                if !keep {
                    pages.group(std::mem::take(&mut waiting))?;
                }
            }
            Flow::Table { header, rows, .. } => pages.table(std::mem::take(&mut waiting), header, rows)?,
            Flow::Halves { header, rows, offset, width } => {
                let before = std::mem::take(&mut waiting);
                pages.halves(before, &header, rows, (offset, width))?;
            }
            Flow::Break => {
                pages.group(std::mem::take(&mut waiting))?;
                if !pages.empty {
                    pages.turn();
                }
            }
            Flow::Fixed(frame, piece, setting) => {
                pages.group(std::mem::take(&mut waiting))?;
                pages.fixed(frame, piece, setting);
            }
        }
    }

    pages.group(waiting)?;

    if !pages.empty {
        pages.turn();
    }
    Ok(pages.done)
}

impl<'a> Pages<'a> {
    fn space_left(&self) -> f32 {
        self.frame.bottom - self.down
    }

    fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.page));
        self.down = self.frame.top;
        self.empty = true;
    }

    /// Places a piece, on a new page if need be.
    fn place(&mut self, piece: Piece<'a>) -> Result<(), PdfError> {
        // Higher than a page: it would be put on one page after another for ever.
        if piece.height > self.frame.height() + 0.01 {
            return Err(PdfError::PieceTooHigh);
        }
        if !self.empty && piece.gap + piece.height > self.space_left() + 0.01 {
            self.turn();
        }

        self.down += if self.empty { 0.0 } else { piece.gap };
        let (left, top) = (self.frame.left, self.down);
        self.put(piece.items, left, top);
        self.down += piece.height;
        Ok(())
    }

    fn put(&mut self, items: Vec<Primitive<'a>>, left: f32, top: f32) {
        self.page.items.extend(items.into_iter().map(|item| item.moved(left, top)));
        self.empty = false;
    }

    /// Places pieces that belong together, if a page can hold them together.
    fn group(&mut self, pieces: Vec<Piece<'a>>) -> Result<(), PdfError> {
        let height = height(&pieces);
        if !self.empty && height > self.space_left() + 0.01 && height <= self.frame.height() {
            self.turn();
        }
        pieces.into_iter().try_for_each(|piece| self.place(piece))
    }

    fn table(
        &mut self,
        mut before: Vec<Piece<'a>>,
        header: Piece<'a>,
        mut rows: Vec<Piece<'a>>,
    ) -> Result<(), PdfError> {
        let whole = height(&before) + header.gap + header.height + height(&rows);
        if !self.empty && whole > self.space_left() + 0.01 && whole < SMALL * self.frame.height() {
            self.turn();
        }

        let last = rows.split_off(self.tail(&rows));
        let mut rows = rows.into_iter();
        let repeated = Piece { gap: 0.0, ..header.clone().unmarked() };
        // The header, what stands above it and the first row stay together.
        before.push(header);
        before.extend(rows.next());
        self.group(before)?;

        for row in rows {
            self.row(vec![row], &repeated)?;
        }
        self.row(last, &repeated)
    }

    /// Where the last rows begin that stay together, so that a page which they begin is no scrap
    /// of paper. They are two at least, and the first row is not among them.
    fn tail(&self, rows: &[Piece<'a>]) -> usize {
        let mut height = 0.0;
        let enough = |row: &Piece<'a>| -> bool {
            height += row.gap + row.height;
            height >= TAIL * self.frame.height()
        };
        let count = rows.iter().rev().position(enough).map_or(rows.len(), |at| at + 1);
        rows.len().saturating_sub(count.max(2)).max(1).min(rows.len())
    }

    /// Places rows that stay together, under the labels again if they begin a page.
    fn row(&mut self, rows: Vec<Piece<'a>>, header: &Piece<'a>) -> Result<(), PdfError> {
        let height = height(&rows);
        if height > self.space_left() + 0.01 && header.height + height <= self.frame.height() {
            self.turn();
            self.place(header.clone())?;
        }
        for row in rows {
            if row.height > self.space_left() + 0.01 {
                self.turn();
                self.place(header.clone())?;
            }
            self.place(row)?;
        }
        Ok(())
    }

    fn halves(
        &mut self,
        before: Vec<Piece<'a>>,
        header: &Piece<'a>,
        rows: Vec<Piece<'a>>,
        (offset, width): (f32, f32),
    ) -> Result<(), PdfError> {
        let Some(leading) = rows.first().map(|row| row.height) else {
            return self.group(before);
        };
        // Four rows in each half at least, or the table begins on the next page.
        let least =
            height(&before) + header.gap + header.height + leading * rows.len().div_ceil(2).min(4) as f32;
        if !self.empty && least > self.space_left() {
            self.turn();
        }
        self.group(before)?;

        let mut rows = rows.into_iter();
        let mut header = header.clone();
        while rows.len() > 0 {
            self.place(header.clone())?;
            // What is said again is not read out again.
            header = header.unmarked();
            let top = self.down;
            let header_top = top - header.height;

            // Both halves of a page are equally long, so that the eye goes down one and then the other.
            let fit = ((self.space_left() / leading) as usize).max(1);
            let count = fit.min(rows.len().div_ceil(2));
            let left = self.frame.left;
            for x in [left, left + offset] {
                if x > left && rows.len() > 0 {
                    self.put(header.items.clone(), x, header_top);
                }
                for (i, row) in rows.by_ref().take(count).enumerate() {
                    let below = top + (i + 1) as f32 * leading;
                    self.put(row.items, x, below - leading);
                    if (i + 1) % 5 == 0 && i + 1 < count {
                        self.put(vec![Primitive::across(0.0, width, 0.0, 0.3)], x, below);
                    }
                }
            }

            self.down = top + count as f32 * leading;
            if rows.len() > 0 {
                self.turn();
            }
        }
        Ok(())
    }

    /// A panel of the page begun, or of the next one where something already stands there.
    fn fixed(&mut self, frame: Frame, piece: Piece<'a>, setting: PageSetting) {
        const GAP: f32 = 6.0;
        let mut top = frame.top;
        if !self.empty && self.down > frame.top + 0.01 {
            let lower = self.down + GAP;
            if setting.slides && lower + piece.height <= self.frame.bottom {
                top = lower;
            } else {
                self.turn();
            }
        }

        self.put(piece.items, frame.left, top);
        self.page.setting.folded |= setting.folded;
        self.page.setting.foot = setting.foot.or(self.page.setting.foot);
        self.down = frame.bottom;
    }
}

fn height(pieces: &[Piece<'_>]) -> f32 {
    let gaps: f32 = pieces.iter().skip(1).map(|piece| piece.gap).sum();
    gaps + pieces.iter().map(|piece| piece.height).sum::<f32>()
        + pieces.first().map_or(0.0, |piece| piece.gap)
}

/// Short marks in both margins where the sheet is folded.
pub fn fold_marks<'a>(paper: Paper) -> Vec<Primitive<'a>> {
    let outer = margins(paper);
    let width = outer.left + outer.right;
    let (near, far) = (outer.left * 0.33, outer.left * 0.66);
    let marks =
        |y: f32| [Primitive::across(near, far, y, 0.5), Primitive::across(width - far, width - near, y, 0.5)];
    folds(paper).into_iter().flat_map(marks).collect()
}
