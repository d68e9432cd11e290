//! What a kit is made from.

use crate::plan::Plan;
use crate::record::Vouched;
use crate::recovery::Opened;
use crate::secret::{Identity, SecretText};
use time::Date;

/// What every operation needs to make a kit.
pub struct Request {
    /// What is wanted.
    pub plan: Plan,
    /// A value for each secret that the plan imports. A rotation may leave one out: that
    /// secret stays in the credential that holds it.
    pub imports: Vec<Imported>,
    /// The day it is made.
    pub date: Date,
    /// Whether that day was given by hand.
    pub date_given: bool,
    /// Whether the sheet with the secrets in clear is made.
    pub provisioning: bool,
    /// How many sealed copies of the whole secret are made, up to [`MOST_COPIES`]. `None`:
    /// as many as the record of the kit that is there counts.
    pub sealed_copies: Option<u16>,
    /// The machine and the program.
    pub machine: Machine,
}

/// More sealed copies than anybody can look after.
pub const MOST_COPIES: u16 = 32;

/// The value of a secret that the plan imports, as it was read.
pub struct Imported {
    /// The plan's name of it.
    pub name: String,
    /// Its value, with at most one line end.
    pub value: SecretText,
}

/// A secret that is to be sealed again as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// The plan's name of it.
    pub name: String,
    /// Why it is not replaced; a new key wants to know.
    pub reason: Option<String>,
}

/// The kit that a new one follows on, and what may be taken over from it.
#[derive(Clone, Copy)]
pub struct Previous<'a> {
    /// Its record: a swapped one would name somebody else's recipient, who would get the
    /// next password.
    pub record: Vouched<'a>,
    /// What is carried over.
    pub keep: &'a [Keep],
    /// The names of secrets that a rotation renews only because it is asked to.
    pub renew: &'a [String],
    /// The credentials of that record, opened by a quorum: they give what is carried over.
    pub opened: Option<&'a Opened>,
    /// The identity of that record, proven by a quorum: it opens what is sealed anew.
    pub identity: Option<&'a Identity>,
}

/// What is recorded of the machine and the program.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Whether no network interface was live.
    pub made_offline: bool,
    /// What was asked, and the answer.
    pub checks: Vec<(String, String)>,
    /// The program's version.
    pub tool_version: String,
    /// SHA-256 of the program, where it could be read.
    pub tool_sha256: Option<[u8; 32]>,
    /// Where randomness came from.
    pub entropy_sources: Vec<String>,
}
