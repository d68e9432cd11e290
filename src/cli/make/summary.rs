//! What is said of a kit that was made: no secret in it.

use std::path::Path;

use sealkit::kit::{BATCH, KitWarning, OperationKind, PAYLOAD, RECORD};
use sealkit::kit::{RehearsalResult, SecretSummary, Summary};
use sealkit::plan::Custodian;
use sealkit::profile::SHORT_BELOW;
use sealkit::program;
use sealkit::record::PrintedHash;
use sealkit::sheet::SheetKind;
use serde::Serialize;
use serde_json::json;

use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::report::{Failure, warn};
use crate::os::host::Network;

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

    let steps = written.first().map(Written::next_steps).unwrap_or_default();
    let count = text!("kits-written", count = written.len());
    let batch = batch.map(|(hash, out)| batch_words(hash, out)).unwrap_or_default();
    output::line(&format!("{kits}\n\n{count}\n{steps}{batch}"), context)
}

/// A kit on its medium.
#[derive(Serialize)]
pub struct Written {
    /// What may be said of it.
    #[serde(flatten)]
    pub summary: Summary,
    folder: String,
    warnings: Vec<String>,
}

impl Written {
    /// Collects what is told and what there is to warn of; `notices` come from the medium.
    pub fn new(summary: Summary, folder: &Path, notices: Vec<String>, network: &Network) -> Self {
        let words = |warnings: &[KitWarning<'_>]| -> Vec<String> {
            warnings.iter().map(|warning| warning_words(warning, network)).collect()
        };
        let warnings = [words(&summary.warnings()), notices, words(&summary.custody())].concat();
        Self { summary, folder: folder.display().to_string(), warnings }
    }

    /// Two lines, where there are many kits.
    fn short(&self) -> String {
        let Summary { plan, set_id: set, quorum, generation, record_hash, .. } = &self.summary;
        let (label, what, folder) = (&plan.label, self.what(), &self.folder);
        let hash = PrintedHash::of(*record_hash);
        text!("kit-in-short", label, what, folder, set, quorum, generation, hash)
    }

    /// Warnings to standard error, the summary to standard output.
    fn print(&self, context: &Context) -> Result<(), Failure> {
        self.warnings.iter().for_each(|warning| warn(warning, context));
        output::line(&format!("{}\n\n{}", self.full(), self.next_steps()), context)
    }

    fn full(&self) -> String {
        let Summary { plan, set_id: set, quorum, generation, .. } = &self.summary;
        let (k, n) = (quorum.threshold(), quorum.shares());
        let (label, what, folder) = (&plan.label, self.what(), &self.folder);
        let mut lines = vec![text!("kit-in-full", label, what, folder, set, k, n, generation)];
        self.summary.secrets.iter().for_each(|secret| lines.extend(secret_lines(secret)));
        for (generation, names) in &self.summary.staying {
            lines.push(format!("  {}", text!("keep-credential", generation, names = names.join(", "))));
        }

        lines.push(text!("heading-sheets"));
        let (inner, flat): (Vec<&String>, Vec<&String>) =
            self.summary.files.iter().partition(|file| file.contains('/'));
        let todo = |file: &String| format!("  {file:<20} {}", what_to_do(file, &plan.custodians));
        lines.extend(flat.into_iter().map(todo));
        if !inner.is_empty() {
            lines.push(format!("  {:<20} {}", "runbook/", text!("todo-runbook-files", number = inner.len())));
        }

        let Summary { recipient, fingerprint, record_hash, .. } = &self.summary;
        let hash = PrintedHash::of(*record_hash);
        lines.push(text!("kit-values", rehearsed = self.rehearsed(), recipient, fingerprint, hash));
        lines.join("\n")
    }

    /// Numbered steps.
    fn next_steps(&self) -> String {
        let Summary { generation, spent, staying, follows, .. } = &self.summary;
        let spent = spent.iter().map(ToString::to_string).collect::<Vec<_>>().join(&text!("and"));
        let all =
            |key: &str| staying.iter().map(|(generation, _)| text!(key, generation)).collect::<String>();
        let (keep, too) = (all("step-keep-too"), all("step-lay-too"));
        let set = follows.as_ref().map_or(self.summary.set_id, |old| old.set_id);

        let steps = (1..).zip(self.summary.next_steps()).map(|(number, step): (usize, _)| {
            let words = text!(step.key(), generation, spent, keep, too, set);
            format!("\n  {number}. {words}")
        });

        text!("next-steps") + &steps.collect::<String>()
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

/// What to do with a file of the kit.
fn what_to_do(file: &str, custodians: &[Custodian]) -> String {
    let key = match SheetKind::parse(file) {
        Some(SheetKind::Share { x, .. }) => {
            let keeper = custodians.get(usize::from(x).wrapping_sub(1)).map(ToString::to_string);
            return text!("todo-share", keeper = keeper.unwrap_or_else(|| text!("todo-share-of-nobody")));
        }
        Some(SheetKind::SealedCopy { .. }) => "todo-sealed-copy",
        Some(SheetKind::Credential) => "todo-credential",
        Some(SheetKind::Instructions) => "todo-instructions",
        Some(SheetKind::Program) => "todo-program",
        Some(SheetKind::Provisioning) => "todo-provisioning",
        Some(SheetKind::Ceremony) => "todo-ceremony",
        Some(SheetKind::Replacement) => "todo-replacement",
        Some(SheetKind::Destruction) => "todo-destruction",
        Some(SheetKind::Envelopes) => "todo-envelopes",
        Some(SheetKind::Drill) => "todo-drill",
        Some(SheetKind::Batch) => "todo-batch",
        Some(SheetKind::Runbook) => "todo-runbook",
        None if file == program::NAME => "todo-recover-py",
        None if file == PAYLOAD => "todo-payload",
        None if file == RECORD => "todo-record",
        None => "todo-other",
    };

    text!(key)
}

/// What is done with a batch.
fn batch_words(hash: PrintedHash, out: &Path) -> String {
    let (file, sheet) = (out.join(BATCH), out.join(SheetKind::Batch.file_name()));
    let words = text!("batch-written", hash, file = file.display(), sheet = sheet.display());
    format!("\n\n{words}")
}

fn warning_words(warning: &KitWarning<'_>, network: &Network) -> String {
    match warning {
        KitWarning::ShortSecret(SecretSummary { name, profile, characters, .. }) => {
            let characters = characters.unwrap_or_default();
            text!("short-secret", name, characters, short = SHORT_BELOW, profile)
        }
        KitWarning::ManyLines(lines) => text!("many-lines", lines),
        KitWarning::NotOffline => text!("kit-not-made-offline", network),
        KitWarning::SealedCopies(count) => text!("sealed-copies-made", count),
        KitWarning::Unverified(reason) => text!("unverified-kit", reason),
        KitWarning::OldCopies(count, generation, fate) => {
            text!("old-copies", count, generation, next = text!(fate.key(), generation))
        }
        KitWarning::LoneOpener(keeper) => text!("lone-opener", keeper),
        KitWarning::RevokesNothing(set) => text!("revokes-nothing", set),
    }
}

fn secret_lines(secret: &SecretSummary) -> Vec<String> {
    let SecretSummary { name, profile, characters, entropy_bits, notes, .. } = secret;
    let kept = secret.kept.as_ref().map(|kept| text!("unchanged-since", generation = kept.since));
    let kept = kept.unwrap_or_default();
    let mut lines = vec![match (characters, entropy_bits) {
        (Some(characters), Some(bits)) => {
            text!("secret-in-full", name, profile, characters, bits = format!("{bits:.1}"), kept)
        }
        _ => text!("imported-in-full", name, profile, kept),
    }];
    lines.extend(notes.iter().map(|note| format!("    {note}")));
    lines
}
