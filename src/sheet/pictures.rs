//! The pictures of the sheets, drawn from strokes and areas.
//!
//! Words inside a picture stand in the text files, as all others do.

mod computers;
mod folding;
mod opening;
mod sketch;
mod symptoms;
mod things;

pub(in crate::sheet) use computers::{offline, online};
pub(in crate::sheet) use folding::fold_steps;
pub(in crate::sheet) use opening::{book, console, cut_network, gather, scan_or_type, start, tidy};
pub(in crate::sheet) use symptoms::{
    key, keyboard, mixed_up, not_started, older, other_kit, rehearsal, too_few, torn, unproven, unreadable,
    unscannable, wrong_line,
};
