//! What follows from a kit that was made: its facts for other programs, what there is to
//! warn of, and the steps it is handled in.

use super::output::{PrintJob, SecretSummary, Summary};
use crate::id::{Generation, SetId};
use crate::profile::SHORT_BELOW;
use crate::record::PrintedHash;
use crate::sheet::{self, EarlierCredentials, OperationKind, Setting, SheetKind, Step, StepFacts};
use crate::texts::Texts;
use serde::{Serialize, Serializer};
use serde_json::json;

/// More lines of credential than anybody likes to type.
const MANY_LINES: usize = 100;

/// What has to be known about a kit that was made.
pub enum KitWarning<'a> {
    /// A generated secret is shorter than [`SHORT_BELOW`].
    ShortSecret(&'a SecretSummary),
    /// The credential takes so many lines to be typed.
    ManyLines(usize),
    /// A network interface was live.
    NotOffline,
    /// There are so many new sealed copies.
    SealedCopies(usize),
    /// The record before was not compared with paper, for this reason.
    Unverified(&'a str),
    /// There are so many sealed copies of this earlier generation. Whoever takes one for the
    /// newest tries a password that is out of use.
    OldCopies(u16, Generation, OldCopies),
    /// This custodian keeps enough shares to open the kit alone.
    LoneOpener(&'a str),
    /// Shares of this set still combine among themselves.
    RevokesNothing(SetId),
}

/// What becomes of the sealed copies of the generation before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OldCopies {
    /// New ones take their place.
    Replaced,
    /// New ones join them: the old ones still hold a secret.
    Joined,
    /// They are destroyed, and no new ones are there.
    Spent,
    /// They stay, and no new ones are there.
    Stay,
}

impl OldCopies {
    /// The key of its text.
    pub fn key(self) -> &'static str {
        match self {
            Self::Replaced => "old-copies-replaced",
            Self::Joined => "old-copies-joined",
            Self::Spent => "old-copies-spent",
            Self::Stay => "old-copies-stay",
        }
    }
}

impl Summary {
    /// The generation that this one replaces; a new split replaces none.
    pub fn replaces(&self) -> Option<Generation> {
        let renews = matches!(self.operation, OperationKind::Rotate | OperationKind::NewIdentity);
        self.follows.as_ref().filter(|_| renews).map(|old| old.generation)
    }

    /// What there is to warn of in the kit itself.
    pub fn warnings(&self) -> Vec<KitWarning<'_>> {
        let is_short = |secret: &&SecretSummary| secret.characters.is_some_and(|count| count < SHORT_BELOW);
        let short = self.secrets.iter().filter(is_short).map(KitWarning::ShortSecret);
        let lines = Some(self.credential_lines).filter(|lines| *lines > MANY_LINES);
        let copies = Some(self.sealed_copies()).filter(|copies| *copies > 0);

        let mut warnings: Vec<_> = short.chain(lines.map(KitWarning::ManyLines)).collect();
        warnings.extend((!self.made_offline).then_some(KitWarning::NotOffline));
        warnings.extend(copies.map(KitWarning::SealedCopies));
        warnings.extend(self.unverified.as_deref().map(KitWarning::Unverified));
        warnings.extend(self.old_copies());
        warnings
    }

    /// What there is to warn of in who keeps its pieces, and those of the set before.
    pub fn custody(&self) -> Vec<KitWarning<'_>> {
        let old = self.follows.as_ref().filter(|_| self.operation == OperationKind::Reshare);
        let lone = self.plan.lone_openers().into_iter().map(KitWarning::LoneOpener);
        lone.chain(old.map(|old| KitWarning::RevokesNothing(old.set_id))).collect()
    }

    /// The steps of the ceremony that this kit is made in. `record` is the path of the record, so
    /// that commands can be copied.
    pub fn steps(&self, record: Option<String>, texts: &'static Texts) -> Vec<Step> {
        let staying = self.staying.iter().map(|(generation, _)| *generation).collect();
        let facts = StepFacts {
            threshold: self.quorum.threshold(),
            shares: self.quorum.shares(),
            generation: self.generation,
            set_before: self.follows.as_ref().map(|old| old.set_id),
            setting: self.setting(),
            sealed_copies: u16::try_from(self.sealed_copies()).unwrap_or(u16::MAX),
            earlier: Some(EarlierCredentials { spent: self.spent.clone(), staying }),
            record,
            texts,
        };
        sheet::steps(self.operation, &facts)
    }

    fn setting(&self) -> Setting {
        if self.secrets.iter().all(|secret| secret.kept.is_some()) {
            return Setting::Nothing;
        }
        match self.sheets().any(|kind| kind == SheetKind::Provisioning) {
            true => Setting::Sheet,
            false => Setting::Recovery,
        }
    }

    fn sheets(&self) -> impl Iterator<Item = SheetKind> {
        self.files.iter().filter_map(|file| SheetKind::parse(file))
    }

    fn sealed_copies(&self) -> usize {
        self.sheets().filter(|kind| matches!(kind, SheetKind::SealedCopy { .. })).count()
    }

    fn old_copies(&self) -> Option<KitWarning<'_>> {
        let (count, generation) = self.old_copies?;
        let stay = self.staying.iter().any(|(place, _)| *place == generation);
        let fate = match (self.sealed_copies() > 0, stay) {
            (true, false) => OldCopies::Replaced,
            (true, true) => OldCopies::Joined,
            (false, false) => OldCopies::Spent,
            (false, true) => OldCopies::Stay,
        };

        Some(KitWarning::OldCopies(count, generation, fate))
    }
}

impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let elsewhere = self.staying.iter().flat_map(|(generation, names)| {
            names.iter().map(move |name| json!({ "name": name, "generation": generation }))
        });
        let job = |job: &PrintJob| json!({ "file": job.kind.file_name(), "pages": job.pages, "copies": job.copies });
        let facts = json!({
            "label": self.plan.label,
            "files": self.files,
            "print": self.jobs.iter().map(job).collect::<Vec<_>>(),
            "set_id": self.set_id,
            "recipient": self.recipient,
            "fingerprint": self.fingerprint,
            "record_sha256": self.record_hash,
            "record_hash": PrintedHash::of(self.record_hash).to_string(),
            "unverified": self.unverified,
            "generation": self.generation,
            "replaces": self.replaces(),
            "pending": self.replaces().is_some(),
            "threshold": self.quorum.threshold(),
            "shares": self.quorum.shares(),
            "secrets": self.secrets,
            "elsewhere": elsewhere.collect::<Vec<_>>(),
            "spent": self.spent,
            "rehearsal": self.rehearsal,
            "credential_lines": self.credential_lines,
        });

        facts.serialize(serializer)
    }
}
