//! The kinds of sheets, and the one place that knows the names of their files.

use std::fmt;

/// What a sheet is for. Its `Display` is the name of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKind {
    /// One share of the key, with its packet and its custody card.
    Share {
        /// The number of the share, from 1.
        x: u8,
        /// How many shares there are.
        shares: u8,
    },
    /// The sealed credential.
    Credential,
    /// The new secrets in clear, to be set on their targets.
    Provisioning,
    /// One whole copy of the secrets in clear, to be kept sealed, with its packet.
    SealedCopy {
        /// The number of the copy, from 1.
        number: u16,
        /// How many copies there are.
        copies: u16,
    },
    /// The certificate that what was replaced is destroyed.
    Destruction,
    /// Page 3 of the ceremony sheet: what was made.
    Ceremony,
    /// The hash that vouches for the records of many kits; it lies beside their folders.
    Batch,
    /// How to open any kit; it belongs to none.
    Handbook,
    /// Pages 1 and 2 of the ceremony sheet, which are printed before the kit is made.
    CeremonyBefore,
    /// Packets and custody cards of a kit that is there.
    Covers,
    /// The form for one drill.
    Drill,
    /// The book of a plan with a template.
    Book,
    /// The red card of such a book alone.
    RedCard,
}

/// The kinds of which a folder has one sheet at most, whose names carry no numbers.
const SINGLE: [SheetKind; 11] = [
    SheetKind::Credential,
    SheetKind::Provisioning,
    SheetKind::Destruction,
    SheetKind::Ceremony,
    SheetKind::Batch,
    SheetKind::Handbook,
    SheetKind::CeremonyBefore,
    SheetKind::Covers,
    SheetKind::Drill,
    SheetKind::Book,
    SheetKind::RedCard,
];

impl SheetKind {
    /// The name of the sheet's file in the kit folder.
    pub fn file_name(self) -> String {
        self.to_string()
    }

    /// Returns the kind of the sheet that has exactly this file name, or `None` if no
    /// sheet has it.
    pub fn parse(file_name: &str) -> Option<Self> {
        let single = SINGLE.into_iter().find(|kind| kind.file_name() == file_name);
        // Only the canonical spelling counts: "share-01-of-3.pdf" is no sheet of ours.
        single.or_else(|| numbered(file_name).filter(|kind| kind.file_name() == file_name))
    }

    /// Whether a secret of the kit can be read from this sheet alone. A share has to be
    /// kept sealed too, but shows no secret of the kit.
    pub fn shows_secret(self) -> bool {
        matches!(self, Self::Provisioning | Self::SealedCopy { .. })
    }

    /// Whether this is the sheet of a share.
    pub fn is_share(self) -> bool {
        matches!(self, Self::Share { .. })
    }
}

impl fmt::Display for SheetKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stem = match self {
            Self::Share { x, shares } => return write!(f, "share-{x}-of-{shares}.pdf"),
            Self::SealedCopy { number, copies } => return write!(f, "sealed-copy-{number}-of-{copies}.pdf"),
            Self::Credential => "credential",
            Self::Provisioning => "provisioning",
            Self::Destruction => "destruction",
            Self::Ceremony => "ceremony",
            Self::Batch => "batch",
            Self::Handbook => "handbook",
            Self::CeremonyBefore => "ceremony-before",
            Self::Covers => "covers",
            Self::Drill => "drill",
            Self::Book => "book",
            Self::RedCard => "red-card",
        };

        write!(f, "{stem}.pdf")
    }
}

/// Reads the names that carry two numbers.
fn numbered(file_name: &str) -> Option<SheetKind> {
    let stem = file_name.strip_suffix(".pdf")?;
    let numbers = |prefix| stem.strip_prefix(prefix)?.split_once("-of-");

    if let Some((x, shares)) = numbers("share-") {
        return Some(SheetKind::Share { x: x.parse().ok()?, shares: shares.parse().ok()? });
    }
    let (number, copies) = numbers("sealed-copy-")?;
    Some(SheetKind::SealedCopy { number: number.parse().ok()?, copies: copies.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_kind() {
        let numbered =
            [SheetKind::Share { x: 3, shares: 32 }, SheetKind::SealedCopy { number: 1, copies: 2 }];
        for kind in SINGLE.into_iter().chain(numbered) {
            assert_eq!(SheetKind::parse(&kind.file_name()), Some(kind));
        }
    }

    #[test]
    fn other_names_are_no_sheets() {
        for name in ["record.json", "share-1.pdf", "share-01-of-3.pdf", "share-1-of-3.png", "Drill.pdf", ""] {
            assert_eq!(SheetKind::parse(name), None, "{name}");
        }
    }

    #[test]
    fn only_sheets_in_clear_show_a_secret() {
        let shown = |name| SheetKind::parse(name).map(SheetKind::shows_secret);
        assert_eq!(shown("provisioning.pdf"), Some(true));
        assert_eq!(shown("sealed-copy-2-of-2.pdf"), Some(true));
        assert_eq!(shown("share-1-of-3.pdf"), Some(false));
        assert_eq!(shown("credential.pdf"), Some(false));
    }
}
