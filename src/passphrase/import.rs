//! Existing secrets: taken whole or refused, never changed but for one line end.

use crate::profile::{Limit, Profile, Unit};
use crate::secret::SecretText;
use crate::texts::{Worded, Wording};

/// The longest secret that is imported, in bytes.
pub const LONGEST_IMPORT: usize = 1024;

/// Why an existing secret is not taken. It says nothing of the secret but its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// The secret is empty, or a line end only.
    Empty,
    /// The secret has more than 1,024 bytes.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// The secret is not UTF-8.
    NotText {
        /// Where it stops being text, from 1.
        position: usize,
    },
    /// A line break, a tabulator or another control character.
    Control {
        /// Which character, from 1.
        position: usize,
        /// It is a carriage return or a line feed.
        line_break: bool,
    },
    /// The secret is longer than the target takes, or keeps.
    OverLimit {
        /// The profile's name.
        profile: String,
        /// Its length in the limit's unit.
        length: usize,
        /// The longest secret that the target takes.
        limit: Limit,
    },
}

impl Worded for ImportError {
    fn wording(&self) -> Wording {
        match self {
            Self::Empty => wording!("import-empty"),
            Self::TooLong { bytes } => wording!("import-too-long", bytes, most = LONGEST_IMPORT),
            Self::NotText { position } => wording!("import-not-text", position),
            Self::Control { position, line_break: true } => wording!("import-line-break", position),
            Self::Control { position, line_break: false } => wording!("import-control", position),
            Self::OverLimit { profile, length, limit } => {
                let (unit, limit) = (limit.unit.wording(), limit.wording());
                wording!("import-over-limit", length, unit, profile, limit)
            }
        }
    }
}

worded_errors!(ImportError);

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
    BelowMinimum {
        /// The profile's name.
        profile: String,
        /// The minimum.
        least: usize,
        /// What the minimum counts.
        unit: Unit,
    },
    /// It does not meet the class rule or the rule on repeats.
    RuleNotMet {
        /// The profile's name.
        profile: String,
        /// The rule.
        rule: Wording,
    },
    /// It has characters that this profile does not name.
    NotAccepted(String),
    /// It begins or ends with a blank, which paper does not show.
    OuterBlank,
    /// It has characters beyond ASCII: keyboards and Unicode forms differ.
    BeyondAscii,
    /// It begins with a byte order mark, which some editors put at the start of a file.
    ByteOrderMark,
}

impl Worded for Remark {
    fn wording(&self) -> Wording {
        match self {
            Self::BelowMinimum { profile, least, unit } => {
                wording!("remark-below-minimum", profile, least, unit = unit.wording())
            }
            Self::RuleNotMet { profile, rule } => wording!("remark-rule", profile, rule = *rule),
            Self::NotAccepted(profile) => wording!("remark-not-accepted", profile),
            Self::OuterBlank => wording!("remark-outer-blank"),
            Self::BeyondAscii => wording!("remark-beyond-ascii"),
            Self::ByteOrderMark => wording!("remark-byte-order-mark"),
        }
    }
}

shown_in_english!(Remark);

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
    let name = || profile.name.clone();
    let mut remarks = Vec::new();

    let unit = profile.min_unit();
    if let Some(least) = profile.min.filter(|least| unit.count(text) < *least) {
        remarks.push(Remark::BelowMinimum { profile: name(), least, unit });
    }

    if let Some(rule) = profile.unmet_rule(text) {
        remarks.push(Remark::RuleNotMet { profile: name(), rule });
    }

    if text.chars().any(|c| !profile.accepts(c)) {
        remarks.push(Remark::NotAccepted(name()));
    }

    if text.starts_with(' ') || text.ends_with(' ') {
        remarks.push(Remark::OuterBlank);
    }

    if !text.is_ascii() {
        remarks.push(Remark::BeyondAscii);
    }

    if text.starts_with('\u{feff}') {
        remarks.push(Remark::ByteOrderMark);
    }
    remarks
}
