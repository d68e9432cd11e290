//! What is said of a kit that was made: no secret in it.

mod steps;

use std::path::PathBuf;

use sealkit::id::Generation;
use sealkit::kit::{OperationKind, PAYLOAD, RECORD, RehearsalResult, SecretSummary, Summary};
use sealkit::plan::Plan;
use sealkit::program;
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
pub fn tell(written: &[Written], many: bool, context: &Context) -> Result<(), Failure> {
    if context.json {
        return output::json(&json!({ "kits": written }));
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
        match count {
            1 => warn(warning, context),
            _ => warn(&format!("{count} kits: {warning}"), context),
        }
    }
    let kits = match written.len() {
        ..=FEW => written.iter().map(Written::full).collect::<Vec<_>>().join("\n\n"),
        _ => written.iter().map(Written::short).collect::<Vec<_>>().join("\n"),
    };
    let steps = written.first().map(steps::next).unwrap_or_default();
    let count = if written.len() == 1 { "1 kit".to_owned() } else { format!("{} kits", written.len()) };
    output::line(&format!("{kits}\n\n{count} written; of each\n{steps}"), context)
}

/// A kit on its medium.
pub struct Written {
    label: String,
    custodians: Vec<String>,
    summary: Summary,
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
            let lines = summary.credential_lines;
            warnings.push(format!(
                "the credential takes {lines} lines to type where its QR codes cannot be read"
            ));
        }
        if !network.is_offline() {
            warnings.push(format!(
                "NOT MADE OFFLINE: network interfaces {network}; the sheets and the record say so"
            ));
        }
        let sealed_copy =
            |file: &&String| matches!(SheetKind::parse(file), Some(SheetKind::SealedCopy { .. }));
        match files.iter().filter(sealed_copy).count() {
            0 => {}
            1 => warnings.push("the sealed copy opens everything by itself, without a share".to_owned()),
            n => warnings
                .push(format!("each of the {n} sealed copies opens everything by itself, without a share")),
        }
        warnings.extend(notices);
        for keeper in plan.lone_openers() {
            warnings.push(format!("{keeper} keeps enough shares to open the kit alone"));
        }
        let custodians = plan.custodians.iter().map(|c| keeper(&c.name, &c.place)).collect();
        warnings.extend(custody(&summary));
        Self { label: plan.label.clone(), custodians, summary, folder, files, warnings }
    }

    /// The hash of its record.
    pub fn record_hash(&self) -> String {
        self.summary.record_sha256.clone()
    }

    /// Two lines, where there are many kits.
    fn short(&self) -> String {
        let Summary { set_id, quorum, generation, record_sha256, .. } = &self.summary;
        let folder = self.folder.display();
        format!(
            "{}: {} written to {folder}\n  share set {set_id}, {quorum}, generation {generation}, record SHA-256 {record_sha256}",
            self.label,
            self.what()
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
        let mut lines = vec![
            format!("{}: {} written to {}", self.label, self.what(), self.folder.display()),
            format!("share set {set_id}, {k} of {n} shares open it, generation {generation}"),
            String::new(),
            "secrets".to_owned(),
        ];
        self.summary.secrets.iter().for_each(|secret| lines.extend(secret_lines(secret)));
        lines.push("\nsheets".to_owned());
        let (inner, flat): (Vec<&String>, Vec<&String>) =
            self.files.iter().partition(|file| file.contains('/'));
        lines.extend(flat.iter().map(|file| format!("  {file:<20} {}", self.what_to_do(file))));
        if !inner.is_empty() {
            let count = inner.len();
            let what = format!("its commands and queries as {count} text files; no secret in it");
            lines.push(format!("  {:<20} {what}", "runbook/"));
        }
        lines.extend([
            format!("\n{}", self.rehearsed()),
            format!("recipient {}", self.summary.recipient),
            format!("fingerprint {}", self.summary.fingerprint),
            format!("record SHA-256 {}", self.summary.record_sha256),
        ]);
        lines.join("\n")
    }

    fn what_to_do(&self, file: &str) -> String {
        let Some(kind) = SheetKind::parse(file) else { return other_file(file).to_owned() };
        let what = match kind {
            SheetKind::Share { x, .. } => {
                let keeper = self.custodians.get(usize::from(x).wrapping_sub(1));
                let keeper = keeper.map_or("its custodian", String::as_str);
                return format!("print once, seal, for {keeper}");
            }
            SheetKind::SealedCopy { .. } => {
                "SECRETS IN CLEAR: print once and seal it; it opens everything by itself"
            }
            SheetKind::Credential => "print one for each envelope; it lies beside the envelope, not in it",
            SheetKind::Instructions => "print, keep apart from the shares; no secret in it",
            SheetKind::Program => "print, keep with the instructions: recover.py on paper; no secret in it",
            SheetKind::Provisioning => {
                "SECRETS IN CLEAR: set them on the target, then destroy sheet and file"
            }
            SheetKind::Ceremony => "print, fill in and sign during the ceremony; no secret in it",
            SheetKind::Replacement => "print, one notice per envelope: what is exchanged there, and when",
            SheetKind::Destruction => {
                "print; signed when the old pieces are destroyed, and not before it says so"
            }
            SheetKind::Envelopes => "print, one cover per custodian",
            SheetKind::Drill => {
                "print for the first drill; `sealkit drill --form` makes another; no secret in it"
            }
            SheetKind::Runbook => {
                "print, keep where no sign-in is needed, apart from the shares; no secret in it"
            }
        };
        what.to_owned()
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
        let Summary { operation, follows, generation, set_id, .. } = &self.summary;
        let Some(old) = follows else { return "kit".to_owned() };
        match operation {
            OperationKind::New => "kit".to_owned(),
            OperationKind::Rotate => {
                format!("generation {generation}, pending in the place of {},", old.generation)
            }
            OperationKind::Reshare => format!("share set {set_id}, in the place of {},", old.set_id),
            OperationKind::NewIdentity => format!(
                "new key and generation {generation}, pending in the place of set {} and generation {},",
                old.set_id, old.generation
            ),
        }
    }

    fn rehearsed(&self) -> String {
        let RehearsalResult { quorums, tried } = self.summary.rehearsal;
        match (self.summary.operation, tried) {
            (OperationKind::Rotate, 0) => {
                "read back: every code of the credential; the recipient is that of the earlier paper"
                    .to_owned()
            }
            (OperationKind::Rotate, _) => "rehearsed: the quorum that was given opens it".to_owned(),
            _ => format!("rehearsed: {tried} of {quorums} quorums tried, each opened it"),
        }
    }
}

/// What to do with a file of the kit that is no sheet.
fn other_file(file: &str) -> &'static str {
    match file {
        program::NAME => "opens the kit with Python alone; safe to copy; no secret in it",
        PAYLOAD => "the sealed credential for any age program; safe to copy",
        RECORD => "keep: the public record of what was made; no secret in it",
        _ => "keep with the kit",
    }
}

/// What has to be known about shares that are out of use.
fn custody(summary: &Summary) -> Option<String> {
    let old = summary.follows.as_ref().filter(|_| summary.operation == OperationKind::Reshare)?;
    Some(format!(
        "this revokes nothing: the shares of set {} still combine among themselves until they are destroyed",
        old.set_id
    ))
}

fn keeper(name: &str, place: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{name}, {place}") }
}

fn secret_lines(secret: &SecretSummary) -> Vec<String> {
    let mut entropy = match secret.entropy_bits {
        Some(bits) => format!("{bits:.1} bits of entropy"),
        None => "imported".to_owned(),
    };
    if let Some(kept) = &secret.kept {
        entropy.push_str(&format!(", unchanged since generation {}", kept.since));
    }
    let SecretSummary { name, profile, characters, notes, .. } = secret;
    let mut lines = vec![format!("  {name}: profile {profile}, {characters} characters, {entropy}")];
    lines.extend(notes.iter().map(|note| format!("    {note}")));
    lines
}

fn short(secret: &SecretSummary) -> Option<String> {
    let SecretSummary { name, profile, characters, .. } = secret;
    (secret.entropy_bits.is_some() && *characters < SHORT).then(|| {
        format!(
            "secret {name} has {characters} characters, fewer than {SHORT}: see `sealkit profiles {profile}`"
        )
    })
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
        let told = json!({
            "label": self.label,
            "folder": self.folder.display().to_string(),
            "files": self.files,
            "set_id": summary.set_id,
            "recipient": summary.recipient,
            "fingerprint": summary.fingerprint,
            "record_sha256": summary.record_sha256,
            "generation": summary.generation,
            "replaces": self.older(),
            "pending": self.older().is_some(),
            "threshold": summary.quorum.threshold(),
            "shares": summary.quorum.shares(),
            "secrets": secrets.collect::<Vec<_>>(),
            "rehearsal": { "quorums": summary.rehearsal.quorums, "tried": summary.rehearsal.tried },
            "credential_lines": summary.credential_lines,
            "warnings": self.warnings,
        });
        told.serialize(serializer)
    }
}
