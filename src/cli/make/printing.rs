//! How papers are sent to a printer: sealkit does not do it, it tells the commands.

use std::path::Path;

use sealkit::kit::PrintJob;
use sealkit::sheet::SheetKind;

/// Of more shares than these, only the first ones are listed: the ceremony sheet has them all.
const MOST_SHARES: usize = 3;

/// One file for the printer.
pub struct Job {
    /// How many copies are printed.
    pub copies: usize,
    /// The path of the file.
    pub file: String,
}

/// The commands that print the files on one side and unscaled, and that nothing was sent yet.
pub fn jobs(jobs: &[Job]) -> String {
    let mut lines = vec![text!("print-jobs", count = jobs.len())];
    lines.extend(jobs.iter().map(|job| text!("print-job", command = job.command())));
    lines.push(text!("printed-nothing"));
    lines.join("\n")
}

/// What is printed of a kit, in the order of handling: what it is, and the command.
pub fn sections(jobs: &[PrintJob], folder: &Path) -> String {
    let mut lines = Vec::new();
    let mut last = None;
    let shares = jobs.iter().filter(|job| job.kind.is_share()).count();
    let mut listed = 0;

    for job in jobs {
        let caption = caption(job, shares > 0);
        if last.as_ref() != Some(&caption) {
            lines.push(caption.clone());
            last = Some(caption);
        }
        if job.kind.is_share() {
            listed += 1;
            if shares > MOST_SHARES && listed == MOST_SHARES {
                lines.push(text!("job-more-shares", count = shares + 1 - MOST_SHARES));
            }
            if shares > MOST_SHARES && listed >= MOST_SHARES {
                continue;
            }
        }
        let file = folder.join(job.kind.file_name()).display().to_string();
        let command = Job { copies: job.copies, file }.command();
        lines.push(text!("print-job", command));
    }

    lines.join("\n")
}

/// What a sheet is, and how it is handled.
fn caption(job: &PrintJob, new_shares: bool) -> String {
    match job.kind {
        SheetKind::Ceremony => text!("job-ceremony"),
        SheetKind::Share { .. } => text!("job-shares"),
        SheetKind::Credential => text!("job-credential", count = job.copies),
        SheetKind::Provisioning if new_shares => text!("job-provisioning"),
        SheetKind::Provisioning => text!("job-provisioning-alone"),
        SheetKind::SealedCopy { .. } => text!("job-sealed-copy"),
        SheetKind::Destruction => text!("job-destruction"),
        _ => text!("job-other"),
    }
}

impl Job {
    fn command(&self) -> String {
        let copies = if self.copies == 1 { String::new() } else { format!(" -n {}", self.copies) };
        format!("lp{copies} -o sides=one-sided -o print-scaling=none {}", shell_word(&self.file))
    }
}

/// A path as one word for a shell.
pub fn shell_word(path: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+=:,@".contains(c);
    match path.starts_with('-') {
        true => shell_word(&format!("./{path}")),
        false if path.chars().all(plain) => path.to_owned(),
        false => format!("'{}'", path.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_can_be_copied_as_it_stands() {
        let job = |file: &str, copies| Job { copies, file: file.to_owned() }.command();
        let options = "-o sides=one-sided -o print-scaling=none";
        let three = format!("lp -n 3 {options} /dev/shm/k/credential.pdf");
        assert_eq!(job("/dev/shm/k/credential.pdf", 3), three);
        assert_eq!(job("my kit/it's.pdf", 1), format!("lp {options} 'my kit/it'\\''s.pdf'"));
        assert_eq!(job("-k.pdf", 1), format!("lp {options} ./-k.pdf"));
    }
}
