//! Existing secrets: taken whole or refused, never changed but for one line end.

use crate::profile::{Limit, Profile};
use crate::secret::SecretText;
use std::fmt;

/// The longest secret that is imported, in bytes.
pub const LONGEST_IMPORT: usize = 1024;

/// Why an existing secret is not taken. It says nothing of the secret but its length.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The secret is empty, or a line end only.
    #[error("the secret is empty")]
    Empty,
    /// The secret has more than 1,024 bytes.
    #[error("the secret has {bytes} bytes, more than the {LONGEST_IMPORT} that a kit takes")]
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// The secret is not UTF-8.
    #[error("the secret is not UTF-8 text from byte {position} on")]
    NotText {
        /// Where it stops being text, from 1.
        position: usize,
    },
    /// A line break, a tabulator or another control character.
    #[error("character {position} of the secret is a control character{}", if *.line_break { " (a line break)" } else { "" })]
    Control {
        /// Which character, from 1.
        position: usize,
        /// It is a carriage return or a line feed.
        line_break: bool,
    },
    /// The secret is longer than the target takes, or keeps.
    #[error("the secret has {length} {}, but profile {profile} {limit}", .limit.unit)]
    OverLimit {
        /// The profile's name.
        profile: String,
        /// Its length in the limit's unit.
        length: usize,
        /// The longest secret that the target takes.
        limit: Limit,
    },
}

/// What is worth saying about an imported secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    /// One line end at its end was removed.
    pub line_end_removed: bool,
    /// How many characters it has.
    pub characters: usize,
    /// What may go wrong with it at the target.
    pub remarks: Vec<Remark>,
}

/// Something that may go wrong with an imported secret at the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Shorter than the profile's minimum.
    BelowMinimum(String),
    /// It does not meet the class rule or the rule on repeats.
    RuleNotMet(String),
    /// It has characters that the profile does not name.
    NotAccepted(String),
    /// It begins or ends with a blank, which paper does not show.
    OuterBlank,
    /// It has characters beyond ASCII: keyboards and Unicode forms differ.
    BeyondAscii,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BelowMinimum(what) | Self::RuleNotMet(what) | Self::NotAccepted(what) => f.write_str(what),
            Self::OuterBlank => f.write_str("it begins or ends with a blank, which is not seen on paper"),
            Self::BeyondAscii => {
                f.write_str("it has characters beyond ASCII, which not every keyboard types and which have several Unicode forms")
            }
        }
    }
}

/// Takes an existing secret: 1 to 1,024 bytes of UTF-8 without control characters.
/// One final line end (LF or CR LF) is removed; nothing else is changed.
///
/// # Errors
/// Returns [`ImportError`], also where the target would take less than the whole.
pub fn import(raw: &[u8], profile: &Profile) -> Result<(SecretText, Notes), ImportError> {
    let body = raw.strip_suffix(b"\r\n").or_else(|| raw.strip_suffix(b"\n")).unwrap_or(raw);

    if body.is_empty() {
        return Err(ImportError::Empty);
    }
    if body.len() > LONGEST_IMPORT {
        return Err(ImportError::TooLong { bytes: body.len() });
    }

    let text =
        std::str::from_utf8(body).map_err(|e| ImportError::NotText { position: e.valid_up_to() + 1 })?;
    // A line break or a tab would neither print nor be typed back.
    if let Some((index, c)) = text.chars().enumerate().find(|(_, c)| c.is_control()) {
        return Err(ImportError::Control { position: index + 1, line_break: c == '\n' || c == '\r' });
    }

    if let Some(limit) = profile.limit().filter(|limit| limit.unit.count(text) > limit.length) {
        let length = limit.unit.count(text);
        return Err(ImportError::OverLimit { profile: profile.name.clone(), length, limit });
    }

    let line_end_removed = body.len() < raw.len();
    let notes = Notes { line_end_removed, characters: text.chars().count(), remarks: remarks(text, profile) };
    Ok((SecretText::new(text.to_owned()), notes))
}

fn remarks(text: &str, profile: &Profile) -> Vec<Remark> {
    let name = &profile.name;
    let mut remarks = Vec::new();

    if let Some(min) = profile.min.filter(|min| profile.min_unit().count(text) < *min) {
        let unit = profile.min_unit();
        remarks.push(Remark::BelowMinimum(format!("profile {name} asks for at least {min} {unit}")));
    }

    if let Some(rule) = profile.unmet_rule(text) {
        remarks.push(Remark::RuleNotMet(format!("profile {name} asks for {rule}")));
    }

    if text.chars().any(|c| !profile.accepts(c)) {
        remarks.push(Remark::NotAccepted(format!("it has characters that profile {name} does not name")));
    }

    if text.starts_with(' ') || text.ends_with(' ') {
        remarks.push(Remark::OuterBlank);
    }

    if !text.is_ascii() {
        remarks.push(Remark::BeyondAscii);
    }
    remarks
}
