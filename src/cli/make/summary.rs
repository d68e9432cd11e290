//! What is said of a kit that was made: no secret in it.

mod steps;

use std::path::{Path, PathBuf};

use sealkit::id::Generation;
use sealkit::kit::{BATCH, OperationKind, PAYLOAD, RECORD, RehearsalResult, SecretSummary, Summary};
use sealkit::plan::Plan;
use sealkit::program;
use sealkit::record::Hash;
use sealkit::record::PrintedHash;
use sealkit::sheet::SheetKind;
use serde::{Serialize, Serializer};
use serde_json::json;

use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::report::{Failure, warn};
use crate::os::host::Network;

/// Below this a secret is short for a break-glass account.
const SHORT: usize = 100;
/// More lines of credential than anybody likes to type.
const MANY_LINES: usize = 100;

/// So many kits of one run are told in full.
const FEW: usize = 4;

/// Tells of every kit that was written: a few in full, many in two lines each, and what
/// they have in common once.
pub fn tell(
    written: &[Written],
    many: bool,
    batch: Option<(PrintedHash, &Path)>,
    context: &Context,
) -> Result<(), Failure> {
    if context.json {
        let mut told = json!({ "kits": written });
        if let Some((hash, _)) = batch {
            told["batch_hash"] = hash.to_string().into();
        }
        return output::json(&told);
    }
    if !many {
        return written.iter().try_for_each(|kit| kit.print(context));
    }
    let mut warnings: Vec<(&String, usize)> = Vec::new();
    for warning in written.iter().flat_map(|kit| &kit.warnings) {
        match warnings.iter_mut().find(|(known, _)| *known == warning) {
            Some((_, count)) => *count += 1,
            None => warnings.push((warning, 1)),
        }
    }
    for (warning, count) in warnings {
        warn(&text!("warning-of-kits", count, warning), context);
    }
    let kits = match written.len() {
        ..=FEW => written.iter().map(Written::full).collect::<Vec<_>>().join("\n\n"),
        _ => written.iter().map(Written::short).collect::<Vec<_>>().join("\n"),
    };
    let steps = written.first().map(steps::next).unwrap_or_default();
    let count = text!("kits-written", count = written.len());
    let batch = batch.map(|(hash, out)| batch_words(hash, out)).unwrap_or_default();
    output::line(&format!("{kits}\n\n{count}\n{steps}{batch}"), context)
}

/// A kit on its medium.
pub struct Written {
    /// The kit's name.
    pub label: String,
    custodians: Vec<String>,
    /// What may be said of it.
    pub summary: Summary,
    folder: PathBuf,
    files: Vec<String>,
    warnings: Vec<String>,
}

impl Written {
    /// Collects what is told and what there is to warn of; `notices` come from the medium.
    pub fn new(
        plan: &Plan,
        summary: Summary,
        folder: PathBuf,
        files: Vec<String>,
        notices: Vec<String>,
        network: &Network,
    ) -> Self {
        let mut warnings: Vec<String> = summary.secrets.iter().flat_map(short).collect();
        if summary.credential_lines > MANY_LINES {
            warnings.push(text!("many-lines", lines = summary.credential_lines));
        }
        if !network.is_offline() {
            warnings.push(text!("kit-not-made-offline", network));
        }
        let sealed_copy =
            |file: &&String| matches!(SheetKind::parse(file), Some(SheetKind::SealedCopy { .. }));
        let copies = files.iter().filter(sealed_copy).count();
        if copies > 0 {
            warnings.push(text!("sealed-copies-made", count = copies));
        }
        warnings.extend(summary.unverified.iter().map(|reason| text!("unverified-kit", reason)));
        warnings.extend(old_copies(&summary, copies > 0));
        warnings.extend(notices);
        warnings.extend(plan.lone_openers().into_iter().map(|keeper| text!("lone-opener", keeper)));
        let custodians = plan.custodians.iter().map(|c| keeper(&c.name, &c.place)).collect();
        warnings.extend(custody(&summary));
        Self { label: plan.label.clone(), custodians, summary, folder, files, warnings }
    }

    /// The hash of its record.
    pub fn record_hash(&self) -> Hash {
        self.summary.record_hash
    }

    /// Two lines, where there are many kits.
    fn short(&self) -> String {
        let Summary { set_id, quorum, generation, record_hash, .. } = &self.summary;
        text!(
            "kit-in-short",
            label = self.label,
            what = self.what(),
            folder = self.folder.display(),
            set = set_id,
            quorum,
            generation,
            hash = PrintedHash::of(*record_hash)
        )
    }

    /// Warnings to standard error, the summary to standard output.
    fn print(&self, context: &Context) -> Result<(), Failure> {
        self.warnings.iter().for_each(|warning| warn(warning, context));
        output::line(&format!("{}\n\n{}", self.full(), steps::next(self)), context)
    }

    fn full(&self) -> String {
        let Summary { set_id, quorum, generation, .. } = &self.summary;
        let (k, n) = (quorum.threshold(), quorum.shares());
        let (label, what, folder) = (&self.label, self.what(), self.folder.display());
        let mut lines = vec![text!("kit-in-full", label, what, folder, set = set_id, k, n, generation)];
        self.summary.secrets.iter().for_each(|secret| lines.extend(secret_lines(secret)));
        for (generation, names) in &self.summary.staying {
            lines.push(format!("  {}", text!("keep-credential", generation, names = names.join(", "))));
        }
        lines.push(text!("heading-sheets"));
        let (inner, flat): (Vec<&String>, Vec<&String>) =
            self.files.iter().partition(|file| file.contains('/'));
        lines.extend(flat.iter().map(|file| format!("  {file:<20} {}", self.what_to_do(file))));
        if !inner.is_empty() {
            lines.push(format!("  {:<20} {}", "runbook/", text!("todo-runbook-files", number = inner.len())));
        }
        let Summary { recipient, fingerprint, record_hash, .. } = &self.summary;
        let hash = PrintedHash::of(*record_hash);
        lines.push(text!("kit-values", rehearsed = self.rehearsed(), recipient, fingerprint, hash));
        lines.join("\n")
    }

    fn what_to_do(&self, file: &str) -> String {
        let Some(kind) = SheetKind::parse(file) else { return other_file(file) };
        match kind {
            SheetKind::Share { x, .. } => {
                let keeper = self.custodians.get(usize::from(x).wrapping_sub(1));
                text!("todo-share", keeper = keeper.map_or("its custodian", String::as_str))
            }
            SheetKind::SealedCopy { .. } => text!("todo-sealed-copy"),
            SheetKind::Credential => text!("todo-credential"),
            SheetKind::Instructions => text!("todo-instructions"),
            SheetKind::Program => text!("todo-program"),
            SheetKind::Provisioning => text!("todo-provisioning"),
            SheetKind::Ceremony => text!("todo-ceremony"),
            SheetKind::Replacement => text!("todo-replacement"),
            SheetKind::Destruction => text!("todo-destruction"),
            SheetKind::Envelopes => text!("todo-envelopes"),
            SheetKind::Drill => text!("todo-drill"),
            SheetKind::Batch => text!("todo-batch"),
            SheetKind::Runbook => text!("todo-runbook"),
        }
    }

    /// The generation that this one replaces; a new split replaces none.
    fn older(&self) -> Option<Generation> {
        match self.summary.operation {
            OperationKind::Rotate | OperationKind::NewIdentity => {
                self.summary.follows.as_ref().map(|old| old.generation)
            }
            OperationKind::New | OperationKind::Reshare => None,
        }
    }

    fn what(&self) -> String {
        let Summary { operation, follows, generation, set_id: set, .. } = &self.summary;
        let Some(old) = follows else { return text!("what-kit") };
        let (old_set, older) = (old.set_id, old.generation);
        match operation {
            OperationKind::New => text!("what-kit"),
            OperationKind::Rotate => text!("what-generation", generation, older),
            OperationKind::Reshare => text!("what-set", set, old_set),
            OperationKind::NewIdentity => text!("what-key", generation, old_set, older),
        }
    }

    fn rehearsed(&self) -> String {
        let RehearsalResult { quorums, tried } = self.summary.rehearsal;
        match (self.summary.operation, tried) {
            (OperationKind::Rotate, 0) => text!("rehearsed-codes"),
            (OperationKind::Rotate, _) => text!("rehearsed-quorum"),
            _ => text!("rehearsed-all", tried, quorums),
        }
    }
}

/// What to do with a file of the kit that is no sheet.
fn other_file(file: &str) -> String {
    match file {
        program::NAME => text!("todo-recover-py"),
        PAYLOAD => text!("todo-payload"),
        RECORD => text!("todo-record"),
        _ => text!("todo-other"),
    }
}

/// What is done with a batch.
fn batch_words(hash: PrintedHash, out: &Path) -> String {
    let (file, sheet) = (out.join(BATCH), out.join(SheetKind::Batch.file_name()));
    let words = text!("batch-written", hash, file = file.display(), sheet = sheet.display());
    format!("\n\n{words}")
}

/// What has to be known about the sealed copies of the generation before: whoever takes one
/// for the newest tries a password that is out of use.
fn old_copies(summary: &Summary, new_ones: bool) -> Option<String> {
    let (count, generation) = summary.old_copies?;
    let next = match (new_ones, summary.staying.iter().any(|(place, _)| *place == generation)) {
        (true, false) => text!("old-copies-replaced"),
        (true, true) => text!("old-copies-joined", generation),
        (false, false) => text!("old-copies-spent"),
        (false, true) => text!("old-copies-stay", generation),
    };
    Some(text!("old-copies", count, generation, next))
}

/// What has to be known about shares that are out of use.
fn custody(summary: &Summary) -> Option<String> {
    let old = summary.follows.as_ref().filter(|_| summary.operation == OperationKind::Reshare)?;
    Some(text!("revokes-nothing", set = old.set_id))
}

fn keeper(name: &str, place: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{name}, {place}") }
}

fn secret_lines(secret: &SecretSummary) -> Vec<String> {
    let SecretSummary { name, profile, characters, notes, .. } = secret;
    let entropy = match secret.entropy_bits {
        Some(bits) => text!("bits-of-entropy", bits = format!("{bits:.1}")),
        None => text!("imported"),
    };
    let kept = secret.kept.as_ref().map(|kept| text!("unchanged-since", generation = kept.since));
    let mut lines =
        vec![text!("secret-in-full", name, profile, characters, entropy, kept = kept.unwrap_or_default())];
    lines.extend(notes.iter().map(|note| format!("    {note}")));
    lines
}

fn short(secret: &SecretSummary) -> Option<String> {
    let SecretSummary { name, profile, characters, .. } = secret;
    (secret.entropy_bits.is_some() && *characters < SHORT)
        .then(|| text!("short-secret", name, characters, short = SHORT, profile))
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let summary = &self.summary;
        let secrets = summary.secrets.iter().map(|secret| {
            json!({
                "name": secret.name,
                "profile": secret.profile,
                "characters": secret.characters,
                "entropy_bits": secret.entropy_bits,
                "notes": secret.notes,
                "kept_since": secret.kept.as_ref().map(|kept| kept.since),
            })
        });
        let elsewhere = summary.staying.iter().flat_map(|(generation, names)| {
            names.iter().map(move |name| json!({ "name": name, "generation": generation }))
        });
        let told = json!({
            "label": self.label,
            "folder": self.folder.display().to_string(),
            "files": self.files,
            "set_id": summary.set_id,
            "recipient": summary.recipient,
            "fingerprint": summary.fingerprint,
            "record_sha256": summary.record_hash,
            "record_hash": PrintedHash::of(summary.record_hash).to_string(),
            "unverified": summary.unverified,
            "generation": summary.generation,
            "replaces": self.older(),
            "pending": self.older().is_some(),
            "threshold": summary.quorum.threshold(),
            "shares": summary.quorum.shares(),
            "secrets": secrets.collect::<Vec<_>>(),
            "elsewhere": elsewhere.collect::<Vec<_>>(),
            "spent": summary.spent,
            "rehearsal": { "quorums": summary.rehearsal.quorums, "tried": summary.rehearsal.tried },
            "credential_lines": summary.credential_lines,
            "warnings": self.warnings,
        });
        told.serialize(serializer)
    }
}
