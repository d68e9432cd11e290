//! What follows from a kit that was made: its facts for other programs, what there is to
//! warn of, and what is done next.

use super::output::{SecretSummary, Summary};
use crate::id::{Generation, SetId};
use crate::profile::SHORT_BELOW;
use crate::record::PrintedHash;
use crate::sheet::{OperationKind, SheetKind};
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

/// Something that is done with a new kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Print the sheets.
    Print,
    /// Set the new secrets, by the sheet that shows them.
    Set,
    /// Set the new secrets, as a recovery shows them.
    SetByRecover,
    /// Nothing is new on the target.
    SetNothing,
    /// Read every printed sheet back.
    ReadBack,
    /// Seal the shares.
    Seal,
    /// Seal the shares, with a credential sheet beside each, and with the earlier ones that
    /// still hold a secret.
    SealWithCredential,
    /// Sign in with the new generation, and note it.
    Confirm,
    /// Put the new credential in the place of the spent ones.
    Exchange,
    /// Put the new credential beside the older ones.
    Add,
    /// Destroy the spent generations.
    DestroyGeneration,
    /// Destroy the shares of the set before.
    DestroySet,
    /// Destroy the set before and its spent generations.
    DestroyBoth,
    /// Keep what shows no secret, destroy all other files.
    Clean,
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

impl NextStep {
    /// The key of its text.
    pub fn key(self) -> &'static str {
        match self {
            Self::Print => "step-print",
            Self::Set => "step-set",
            Self::SetByRecover => "step-set-by-recover",
            Self::SetNothing => "step-set-nothing",
            Self::ReadBack => "step-read-back",
            Self::Seal => "step-seal",
            Self::SealWithCredential => "step-seal-with-credential",
            Self::Confirm => "step-confirm",
            Self::Exchange => "step-exchange",
            Self::Add => "step-add",
            Self::DestroyGeneration => "step-destroy-generation",
            Self::DestroySet => "step-destroy-set",
            Self::DestroyBoth => "step-destroy-both",
            Self::Clean => "step-clean",
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

    /// What is done next, in this order.
    pub fn next_steps(&self) -> Vec<NextStep> {
        use NextStep::{Add, Clean, Confirm, DestroyBoth, DestroyGeneration, DestroySet, Exchange, Print};
        use NextStep::{ReadBack, Seal, SealWithCredential};

        let mut steps = vec![Print];
        match self.operation {
            _ if self.follows.is_none() => steps.extend([self.set(), ReadBack, Seal]),
            OperationKind::New | OperationKind::Rotate => {
                steps.extend([ReadBack, self.set(), Confirm]);
                match self.spent.is_empty() {
                    true => steps.push(Add),
                    false => steps.extend([Exchange, DestroyGeneration]),
                }
            }
            OperationKind::Reshare => steps.extend([ReadBack, SealWithCredential, DestroySet]),
            OperationKind::NewIdentity => {
                steps.extend([ReadBack, self.set(), Confirm, SealWithCredential, DestroyBoth]);
            }
        }

        steps.push(Clean);
        steps
    }

    fn set(&self) -> NextStep {
        if self.secrets.iter().all(|secret| secret.kept.is_some()) {
            return NextStep::SetNothing;
        }
        match self.sheets().any(|kind| kind == SheetKind::Provisioning) {
            true => NextStep::Set,
            false => NextStep::SetByRecover,
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
        let facts = json!({
            "label": self.plan.label,
            "files": self.files,
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
