//! What is said of a kit that was made: no secret in it.

use std::path::Path;

use sealkit::kit::{BATCH, KitWarning, OperationKind, PrintJob, RECORD, RehearsalResult};
use sealkit::kit::{SecretSummary, Summary, print};
use sealkit::profile::SHORT_BELOW;
use sealkit::record::PrintedHash;
use sealkit::sheet::SheetKind;
use sealkit::texts::english;
use serde::Serialize;
use serde_json::json;

use crate::cli::context::Context;
use crate::cli::make::printing::{self, shell_word};
use crate::cli::output;
use crate::cli::report::{Failure, warn};
use crate::os::host::Network;

/// So many kits of one run are told in full.
const FEW: usize = 4;
/// The step at which the kit is made.
const MADE: usize = 4;

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

    let steps = written.first().map(Written::next).unwrap_or_default();
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
        let (label, folder, hash) = (&plan.label, &self.folder, PrintedHash::of(*record_hash));
        text!("kit-in-short", label, folder, set, quorum, generation, hash)
    }

    /// Warnings to standard error, the summary to standard output.
    fn print(&self, context: &Context) -> Result<(), Failure> {
        self.warnings.iter().for_each(|warning| warn(warning, context));
        output::line(&format!("{}\n\n{}", self.full(), self.next()), context)
    }

    /// The values to compare, then what is printed, in the order of handling.
    fn full(&self) -> String {
        let Summary { plan, set_id: set, quorum, generation, fingerprint, record_hash, .. } = &self.summary;
        let (k, n) = (quorum.threshold(), quorum.shares());
        let (label, hash) = (&plan.label, PrintedHash::of(*record_hash));

        let mut lines = vec![text!("kit-in-full", label, set, k, n, generation)];
        lines.extend(self.what());
        lines.push(text!("kit-values", fingerprint, hash));
        lines.extend(self.summary.secrets.iter().flat_map(secret_lines));
        for (generation, names) in &self.summary.staying {
            lines.push(text!("keep-credential", generation, names = names.join(", ")));
        }
        lines.push(String::new());

        lines.push(printing::sections(&self.summary.jobs, Path::new(&self.folder)));
        lines.push(text!("kit-pages", pages = self.pages(|_| 1), all = self.pages(|job| job.copies)));
        if self.summary.follows.is_none() {
            lines.extend(print::handbook_id().ok().map(|id| text!("kit-handbook", id)));
        }
        lines.join("\n")
    }

    /// Pages of all files, each counted as often as `times` says.
    fn pages(&self, times: impl Fn(&PrintJob) -> usize) -> usize {
        self.summary.jobs.iter().map(|job| job.pages * times(job)).sum()
    }

    /// That the kit is whole, the steps that are left, and the one command that comes next.
    fn next(&self) -> String {
        let steps = self.summary.steps(None, english()).into_iter().filter(|step| step.number > MADE);
        let titles = steps.map(|step| format!("{} {}", step.number, step.title)).collect::<Vec<_>>();
        let record = shell_word(&Path::new(&self.folder).join(RECORD).display().to_string());

        let mut lines = vec![self.rehearsed(), text!("steps-left", steps = titles.join(", "))];
        if matches!(self.summary.operation, OperationKind::Rotate | OperationKind::NewIdentity) {
            lines.push(text!("next-confirm", record));
        }
        lines.push(match self.summary.operation {
            OperationKind::Rotate => text!("next-credential", record),
            _ => text!("next-share", record),
        });
        lines.join("\n")
    }

    /// What it takes the place of, if there was a kit before.
    fn what(&self) -> Option<String> {
        let Summary { operation, follows, generation, .. } = &self.summary;
        let (old_set, older) = follows.as_ref().map(|old| (old.set_id, old.generation))?;
        match operation {
            OperationKind::New => None,
            OperationKind::Rotate => Some(text!("what-generation", generation, older)),
            OperationKind::Reshare => Some(text!("what-set", old_set)),
            OperationKind::NewIdentity => Some(text!("what-key", generation, old_set, older)),
        }
    }

    fn rehearsed(&self) -> String {
        let RehearsalResult { quorums, tried } = self.summary.rehearsal;
        let (k, n) = (self.summary.quorum.threshold(), self.summary.quorum.shares());
        match (self.summary.operation, tried) {
            (OperationKind::Rotate, 0) => text!("rehearsed-codes"),
            (OperationKind::Rotate, _) => text!("rehearsed-quorum"),
            (_, all) if all == quorums => text!("rehearsed-all", k, n),
            _ => text!("rehearsed-some", k, n, tried),
        }
    }
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

/// What there is to say of a secret besides its name: that it goes on unchanged, or what its
/// profile tells of it.
fn secret_lines(secret: &SecretSummary) -> Vec<String> {
    let SecretSummary { name, notes, kept, .. } = secret;
    let kept = kept.as_ref().map(|kept| text!("secret-unchanged", name, generation = kept.since));
    let notes = notes.iter().map(|note| text!("secret-note", name, note));
    kept.into_iter().chain(notes).collect()
}
