//! The sizes of paper, its margins and its folds. Constants are millimetres, frames points.

use super::primitive::{Frame, SQUARE};
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

/// Where a secret on the middle panel lies under both patterns of its packet: from and to, in
/// points from the top.
pub fn zone(paper: Paper) -> (f32, f32) {
    match paper {
        Paper::A4 => (mm(131.0), mm(182.0)),
        Paper::Letter => (mm(118.0), mm(169.0)),
    }
}

/// A pattern by its upper left corner in points, and the columns and rows of its squares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    pub left: f32,
    pub top: f32,
    pub squares: (u16, u16),
}

/// Where things lie on a packet, in points from its upper left corner. What lies before what
/// when it is folded is explained in the notes on the folding; a test folds it.
pub struct Packing {
    /// The patterns on the second and on the third panel.
    pub noise: [Noise; 2],
    /// From where to where the steps may stand.
    pub steps: f32,
    pub steps_end: f32,
    /// The base line of the foot.
    pub foot: f32,
}

impl Packing {
    pub fn of(paper: Paper) -> Self {
        let noise = |columns: u16, top: f32, rows: u16| {
            let (width, _) = size_mm(paper);
            let left = (mm(width) - f32::from(columns) * SQUARE) / 2.0;
            Noise { left, top: mm(top), squares: (columns, rows) }
        };
        match paper {
            // 3 mm clear of the folds, where toner cracks, and 5 mm of the edge, where printers do not print.
            Paper::A4 => Self {
                noise: [noise(164, 108.3, 90), noise(164, 235.1, 52)],
                steps: mm(212.8),
                steps_end: mm(229.6),
                foot: mm(232.6),
            },
            // The last panel is as high as the others, so the steps stand below its pattern.
            Paper::Letter => Self {
                noise: [noise(170, 96.3, 79), noise(170, 199.0, 54)],
                steps: mm(259.0),
                steps_end: mm(275.0),
                foot: mm(196.4),
            },
        }
    }
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
