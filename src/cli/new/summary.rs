//! What is said of a kit that was made: no secret in it.

use std::path::PathBuf;

use sealkit::kit::{SecretSummary, Summary};
use sealkit::plan::Plan;
use serde::{Serialize, Serializer};
use serde_json::json;

use crate::cli::host::Network;
use crate::cli::output;
use crate::cli::report::{Failure, warn};

/// Below this a secret is short for a break-glass account.
const SHORT: usize = 100;
/// More lines of credential than anybody likes to type.
const MANY_LINES: usize = 100;

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
    /// Collects the facts and what there is to warn of; `notices` come from the medium.
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
        match files.iter().filter(|file| file.starts_with("sealed-copy-")).count() {
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
        Self { label: plan.label.clone(), custodians, summary, folder, files, warnings }
    }

    /// Warnings to standard error, the summary to standard output.
    pub fn print(&self) -> Result<(), Failure> {
        self.warnings.iter().for_each(|warning| warn(warning));
        output::line(&self.text())
    }

    fn text(&self) -> String {
        let Summary { set_id, quorum, generation, rehearsal, .. } = &self.summary;
        let (k, n) = (quorum.threshold(), quorum.shares());
        let mut lines = vec![
            format!("{}: kit written to {}", self.label, self.folder.display()),
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
            format!(
                "\nrehearsed: {} of {} quorums tried, each opened it",
                rehearsal.tried, rehearsal.quorums
            ),
            format!("recipient {}", self.summary.recipient),
            format!("fingerprint {}", self.summary.fingerprint),
            format!("record SHA-256 {}", self.summary.record_sha256),
            format!("\n{}", self.next_steps()),
        ]);
        lines.join("\n")
    }

    fn what_to_do(&self, file: &str) -> String {
        let share =
            file.strip_prefix("share-").and_then(|rest| rest.split('-').next()?.parse::<usize>().ok());
        if let Some(number) = share {
            let keeper = self.custodians.get(number.wrapping_sub(1));
            let keeper = keeper.map_or("its custodian", String::as_str);
            return format!("print once, seal, for {keeper}");
        }
        if file.starts_with("sealed-copy-") {
            return "SECRETS IN CLEAR: print once and seal it; it opens everything by itself".to_owned();
        }
        let what = match file {
            "credential.pdf" => "print one for each envelope; it lies beside the envelope, not in it",
            "instructions.pdf" => "print, keep apart from the shares; no secret in it",
            "provisioning.pdf" => "SECRETS IN CLEAR: set them on the target, then destroy sheet and file",
            "ceremony.pdf" => "print, fill in and sign during the ceremony; no secret in it",
            "envelopes.pdf" => "print, one cover per custodian",
            "runbook.pdf" => "print, keep where no sign-in is needed, apart from the shares; no secret in it",
            "payload.age" => "the sealed credential for any age program; safe to copy",
            "record.json" => "keep: the public record of what was made; no secret in it",
            _ => "keep with the kit",
        };
        what.to_owned()
    }

    fn next_steps(&self) -> String {
        let clear = if self.files.iter().any(|file| file == "provisioning.pdf") {
            "set the secrets on the target with provisioning.pdf, then destroy it"
        } else {
            "set the secrets on the target: `sealkit recover` shows them"
        };
        format!(
            "next steps\n  1. print the sheets on a printer without network and memory\n  \
             2. {clear}\n  \
             3. read every printed sheet back: `sealkit check --record record.json`\n  \
             4. seal each share in its envelope, hand it over, sign the ceremony sheet\n  \
             5. keep record.json and payload.age; destroy all other files"
        )
    }
}

fn keeper(name: &str, place: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{name}, {place}") }
}

fn secret_lines(secret: &SecretSummary) -> Vec<String> {
    let entropy = match secret.entropy_bits {
        Some(bits) => format!("{bits:.1} bits of entropy"),
        None => "imported".to_owned(),
    };
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
            })
        });
        let facts = json!({
            "label": self.label,
            "folder": self.folder.display().to_string(),
            "files": self.files,
            "set_id": summary.set_id,
            "recipient": summary.recipient,
            "fingerprint": summary.fingerprint,
            "record_sha256": summary.record_sha256,
            "generation": summary.generation,
            "threshold": summary.quorum.threshold(),
            "shares": summary.quorum.shares(),
            "secrets": secrets.collect::<Vec<_>>(),
            "rehearsal": { "quorums": summary.rehearsal.quorums, "tried": summary.rehearsal.tried },
            "credential_lines": summary.credential_lines,
            "warnings": self.warnings,
        });
        facts.serialize(serializer)
    }
}
