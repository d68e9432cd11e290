//! What the sheets say about a kit: public display data, no secret.

use time::Date;

use crate::id::{Epoch, Fingerprint, Generation, KeyId, Recipient, SetId};
use crate::plan::{Contact, Custodian, Paper};
use crate::texts::Texts;

/// The public description of one secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretInfo {
    /// Its name within the kit.
    pub name: String,
    /// The account it opens.
    pub account: String,
    /// The password profile it was made for.
    pub profile: String,
    /// The generation of the credential that holds it.
    pub generation: Generation,
    /// How many characters a generated one has. That of an imported one is nobody's business:
    /// most sheets may be copied.
    pub characters: Option<usize>,
}

/// The program that made the kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BinaryInfo {
    /// SHA-256 of the program in hexadecimal digits.
    pub sha256: String,
    /// The same in words, for reading aloud.
    pub words: Vec<String>,
}

/// Everything the sheets of one kit have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetContext {
    /// The kit's name.
    pub label: String,
    /// The accounts it opens.
    pub accounts: Vec<String>,
    /// Its secrets, described, wherever they live.
    pub secrets: Vec<SecretInfo>,
    /// The day it was made.
    pub made: Date,
    /// The day the next rotation is due.
    pub next_rotation: Date,
    /// The day the next drill is due.
    pub next_drill: Date,
    /// The generation of the credential.
    pub generation: Generation,
    /// The generation it replaces.
    pub replaces: Option<Generation>,
    /// Earlier credentials that are kept, and the names of the secrets in each of them.
    pub staying: Vec<(Generation, Vec<String>)>,
    /// How many shares open it.
    pub threshold: u8,
    /// How many shares there are.
    pub shares: u8,
    /// Which split of the key this is.
    pub epoch: Epoch,
    /// The name of the share set, `K7QM-4XTB`.
    pub set_id: SetId,
    /// The name of the key, `K7QM`.
    pub key_id: KeyId,
    /// The age recipient in full.
    pub recipient: Recipient,
    /// The recipient's fingerprint in groups.
    pub fingerprint: Fingerprint,
    /// One per share, in order; a missing one prints as blanks.
    pub custodians: Vec<Custodian>,
    /// Whom to call; none prints as blanks.
    pub contacts: Vec<Contact>,
    /// The paper.
    pub paper: Paper,
    /// Whether no network interface was live when it was made.
    pub made_offline: bool,
    /// Whether the date was given by hand instead of by the clock.
    pub date_given: bool,
    /// The version of the program.
    pub version: String,
    /// The program itself, where it could be read.
    pub binary: Option<BinaryInfo>,
    /// The words of the sheets.
    pub texts: &'static Texts,
}

impl SheetContext {
    /// The custodian of share `x`, or one without name and place.
    pub fn custodian(&self, x: u8) -> Custodian {
        self.custodians.get(usize::from(x).wrapping_sub(1)).cloned().unwrap_or_else(|| Custodian {
            name: String::new(),
            place: String::new(),
            phone: String::new(),
        })
    }
}
