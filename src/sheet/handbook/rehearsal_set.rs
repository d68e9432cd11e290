//! A complete share set that protects nothing, the same in every handbook, to practise on.

use crate::credential::{self, CredentialCode, Part};
use crate::id::{Fingerprint, Recipient};
use crate::qr::QrError;
use crate::share::Share;
use crate::texts::{Worded, Wording};

/// Made once by the ignored test in `tests/it/rehearsal.rs`; it never changes.
const SET: &str = include_str!("../../../assets/rehearsal.txt");

/// Why the rehearsal set could not be read.
#[derive(Debug, PartialEq, Eq)]
pub enum RehearsalSetError {
    /// A square could not be encoded.
    Qr(QrError),
    /// The rehearsal set that comes with the program is damaged.
    Damaged,
}

impl Worded for RehearsalSetError {
    fn wording(&self) -> Wording {
        match self {
            Self::Qr(error) => error.wording(),
            Self::Damaged => wording!("rehearsal-set-damaged"),
        }
    }
}

worded_errors!(RehearsalSetError: Qr(QrError));

/// The rehearsal set that comes with the program.
pub struct RehearsalSet {
    /// Its shares, in order.
    pub(in crate::sheet) shares: Vec<Share>,
    /// What the squares of its credential say.
    pub(in crate::sheet) parts: Vec<&'static str>,
    /// Its credential.
    pub(in crate::sheet) credential: CredentialCode,
    /// Its key, `AGE-SECRET-KEY-1...`, which protects nothing.
    pub(in crate::sheet) identity: &'static str,
    /// The kit fingerprint, which a program shows.
    pub(in crate::sheet) fingerprint: Fingerprint,
}

impl RehearsalSet {
    /// Reads the set.
    ///
    /// # Errors
    /// [`RehearsalSetError`], which no kit can cause.
    pub fn read() -> Result<Self, RehearsalSetError> {
        let starting = |with: &'static str| SET.lines().filter(move |line| line.starts_with(with));
        let only = |with| starting(with).next().ok_or(RehearsalSetError::Damaged);

        let share = |line: &'static str| Share::from_code(line.strip_prefix("SK1:S:")?).ok();
        let shares: Option<Vec<Share>> = starting("SK1:S:").map(share).collect();

        let parts: Vec<&str> = starting("SK1:C:").collect();
        let read: Option<Vec<Part>> = parts.iter().map(|part| Part::parse(part).ok()).collect();
        let credential = read.and_then(|read| credential::join(&read).ok());

        let recipient = Recipient::parse(only("age1")?).map_err(|_| RehearsalSetError::Damaged)?;
        Ok(Self {
            shares: shares.ok_or(RehearsalSetError::Damaged)?,
            parts,
            credential: credential.ok_or(RehearsalSetError::Damaged)?,
            identity: only("AGE-SECRET-KEY-1")?,
            fingerprint: recipient.fingerprint(),
        })
    }

    /// The name of the set, `TEST-ONLY`.
    pub(in crate::sheet) fn set(&self) -> String {
        self.shares.first().map(|share| share.set().to_string()).unwrap_or_default()
    }
}
