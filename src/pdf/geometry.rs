//! The sizes of paper, its margins and its folds. Constants are millimetres, frames points.

use super::primitive::Frame;
use crate::plan::Paper;

/// Millimetres to points.
pub fn mm(millimetres: f32) -> f32 {
    millimetres * 72.0 / 25.4
}

/// The left and the right margin.
const SIDE: f32 = 18.0;
/// The top and the bottom margin, and the heights of head and foot.
const EDGE: f32 = 15.0;
const HEAD: f32 = 9.5;
const FOOT: f32 = 9.0;
/// What is kept clear on both sides of a fold.
const CLEAR: f32 = 8.0;
/// Words may come nearer than a secret.
const CLEAR_WORDS: f32 = 4.0;

/// The width and height of the paper in millimetres.
pub fn size_mm(paper: Paper) -> (f32, f32) {
    match paper {
        Paper::A4 => (210.0, 297.0),
        Paper::Letter => (215.9, 279.4),
    }
}

/// The two folds, in points from the top.
pub fn folds(paper: Paper) -> [f32; 2] {
    match paper {
        Paper::A4 => [mm(105.0), mm(210.0)],
        Paper::Letter => [mm(93.0), mm(186.0)],
    }
}

/// Everything inside the margins, head and foot included.
pub fn margins(paper: Paper) -> Frame {
    let (width, height) = size_mm(paper);
    Frame { left: mm(SIDE), top: mm(EDGE), right: mm(width - SIDE), bottom: mm(height - EDGE) }
}

/// Where blocks may stand.
pub fn content(paper: Paper) -> Frame {
    let outer = margins(paper);
    Frame { top: outer.top + mm(HEAD), bottom: outer.bottom - mm(FOOT), ..outer }
}

/// The three panels of a folded sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Panels {
    content: Frame,
    folds: [f32; 2],
}

impl Panels {
    pub fn of(paper: Paper) -> Self {
        Self { content: content(paper), folds: folds(paper) }
    }

    /// The frame of a panel: only the middle one holds secrets, well clear of the folds.
    pub fn frame(&self, number: u8) -> Frame {
        let [first, second] = self.folds;
        match number {
            1 => Frame { bottom: first - mm(CLEAR_WORDS), ..self.content },
            2 => Frame { top: first + mm(CLEAR), bottom: second - mm(CLEAR), ..self.content },
            _ => Frame { top: second + mm(CLEAR_WORDS), ..self.content },
        }
    }
}
