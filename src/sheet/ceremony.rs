//! The ceremony sheet: pages 1 and 2 are printed before there is a kit and are its script,
//! page 3 comes with the kit and says what was made.

mod after;
mod before;
mod custody;
mod plan;

pub use after::{CeremonyDetails, PackingRow, ceremony};
pub use before::ceremony_before;
pub use plan::CeremonyPlan;

#[cfg(test)]
mod tests;
