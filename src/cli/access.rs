//! Which files a command may reach, told by its arguments: everything else is
//! closed to it before it reads a byte.

use std::path::{Path, PathBuf};

use crate::cli::args::{Command, MakeArgs};
use crate::cli::read::record_file;
use crate::os::files;
use crate::os::sandbox::FileAccess;

impl FileAccess {
    /// What the arguments of a command name.
    pub fn of(command: &Command) -> Self {
        let nothing = Self::default();
        match command {
            Command::Init(a) => nothing.template(&a.template_dir).write(a.file.as_deref()),
            Command::Man(a) => Self { make_in: a.dir.iter().cloned().collect(), ..nothing },
            Command::Profiles(_) | Command::Completions(_) => nothing,
            Command::New(a) => {
                let read = nothing.inputs(&a.plans).template(&a.template_dir).imports(&a.imports);
                read.making(&a.make, Some(&a.out))
            }
            Command::Rotate(a) => {
                // A quorum is asked for only where a secret is carried over.
                let asked = if a.keep.is_empty() { nothing } else { nothing.prompt(&a.inputs) };
                let read =
                    asked.inputs(&a.inputs).inputs(&a.records).template(&a.template_dir).imports(&a.imports);
                let read = read
                    .inputs(&a.records.iter().map(|record| beside(record)).collect::<Vec<_>>())
                    .inputs(&a.batch);
                let noted = a.records.iter().filter(|_| a.confirm);
                noted
                    .fold(read, |access, record| access.noted(record).beside(record))
                    .making(&a.make, a.out.as_deref())
            }
            Command::Reshare(a) => {
                let asks = !a.new_identity || !a.keep.is_empty();
                let asked = if asks { nothing.prompt(&a.inputs) } else { nothing };
                let read =
                    asked.inputs(&a.inputs).inputs([&a.record]).inputs(&a.plan).template(&a.template_dir);
                let read = read.inputs([&beside(&a.record)]).imports(&a.imports);
                // A quorum of the old key notes in the old record which one came in its place.
                let notes = a.new_identity && !(a.inputs.is_empty() && a.keep.is_empty());
                let read = if notes { read.noted(&a.record) } else { read };
                read.making(&a.make, Some(&a.out))
            }
            Command::Inspect(a) => Self { terminal: a.paper.is_asked(), ..nothing }.inputs(&a.inputs),
            Command::Preflight(a) => Self { machine: true, ..nothing }.folder(a.out.as_deref()),
            Command::Drill(a) => {
                nothing.prompt(&a.inputs).inputs([&a.record]).noted(&a.record).write(a.form.as_deref())
            }
            Command::Status(a) => Self { read_below: a.places.clone(), ..nothing }.write(a.ics.as_deref()),
            Command::Check(a) => nothing.prompt(&a.inputs).inputs([&a.record]).noted(&a.record),
            Command::Recover(a) => {
                // The place of the output is judged by what the machine tells of it.
                let machine = a.output.is_some();
                Self { machine, ..nothing }.prompt(&a.inputs).inputs(&a.record).write(a.output.as_deref())
            }
        }
    }

    /// What every command that makes a kit reads, writes and asks.
    fn making(mut self, make: &MakeArgs, out: Option<&Path>) -> Self {
        (self.terminal, self.machine) = (true, true);
        self.inputs(make.dice.file()).write(out).folder(out)
    }

    /// A record that grows. What another run put in its place meanwhile is another file, so
    /// its folder is read; a link is followed to the folder of the file that it names.
    fn noted(self, record: &Path) -> Self {
        let real = files::real_path(record).unwrap_or_else(|| record.to_owned());
        let mut access = self.write(Some(&real));
        access.read_below.extend(access.make_in.last().cloned());
        access
    }

    /// The records beside one, and the names in the two folders in which they are looked for.
    fn beside(mut self, record: &Path) -> Self {
        self.read.extend(record_file::beside(record));
        let real = files::real_path(record);
        self.read.extend(real.as_deref().and_then(Path::parent).and_then(Path::parent).map(Path::to_owned));
        self
    }
}

/// The credential that a quorum is brought for may lie beside its record.
fn beside(record: &Path) -> PathBuf {
    record.with_file_name("payload.age")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::Parser;

    fn access(arguments: &str) -> FileAccess {
        let words = std::iter::once("sealkit").chain(arguments.split(' '));
        FileAccess::of(&Cli::try_parse_from(words).unwrap().command)
    }

    fn paths(paths: &[&str]) -> Vec<PathBuf> {
        paths.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn a_command_without_files_reaches_none() {
        assert_eq!(access("profiles entra"), FileAccess::default());
    }

    #[test]
    fn named_inputs_are_all_that_is_read() {
        let access = access("recover a.png b.txt --record record.json --output /dev/shm/secret");
        assert_eq!(access.read, paths(&["a.png", "b.txt", "record.json"]));
        assert_eq!((access.read_any, access.machine, access.terminal), (false, true, true));
        assert_eq!(access.make_in, paths(&["/dev/shm"]));
    }

    #[test]
    fn records_are_looked_for_in_folders_and_nowhere_else() {
        let access = access("status records one.json --ics due/kits.ics");
        assert_eq!(access.read_below, paths(&["records", "one.json"]));
        assert_eq!((access.read, access.make_in, access.read_any), (paths(&[]), paths(&["due"]), false));
    }

    #[test]
    fn a_prompt_that_takes_names_reads_any() {
        assert!(access("recover").read_any && access("check --record r.json").read_any);
        assert!(!access("inspect a").read_any && !access("new --out kit").read_any);
    }

    #[test]
    fn standard_output_is_no_folder() {
        assert_eq!(access("recover a --output -").make_in, paths(&[]));
    }

    #[test]
    fn an_import_may_carry_its_name() {
        let access = access("new plan.toml --import pin=/run/pin.txt --out sub/kit");
        assert_eq!(access.read, paths(&["plan.toml", "/run/pin.txt", "pin=/run/pin.txt"]));
        assert_eq!(access.make_in, paths(&["sub", "sub/kit"]));
    }

    #[test]
    fn a_template_is_read_with_its_texts() {
        assert_eq!(access("new plan.toml --template-dir mine --out kit").read_below, paths(&["mine"]));
        assert_eq!(
            access("rotate --record r.json --template-dir mine --out next").read_below,
            paths(&["mine"])
        );
    }

    #[test]
    fn rolls_in_a_file_are_read() {
        assert_eq!(access("new --dice=rolls.txt --out kit").read, paths(&["rolls.txt"]));
    }

    #[test]
    fn a_rotation_asks_for_sheets_only_to_keep_a_secret() {
        let plain = access("rotate --record r.json --out next");
        assert_eq!((plain.read_any, plain.make_in), (false, paths(&[".", "next"])));
        assert!(access("rotate --record r.json --keep PIN --out next").read_any);
        assert!(access("rotate --record r.json --batch b.json --out next").read.contains(&"b.json".into()));
        assert!(access("reshare --record r.json --out next").read_any);
        assert!(!access("reshare --record r.json --new-identity --out next").read_any);
        let noted = "reshare a.png --record old/r.json --new-identity --out next";
        assert_eq!(access(noted).make_in, paths(&["old", ".", "next"]));
        let unnoted = [
            "reshare --record old/r.json --new-identity --out next",
            "reshare --record old/r.json --out next",
        ];
        assert!(unnoted.iter().all(|command| access(command).make_in == paths(&[".", "next"])));
        assert_eq!(access("rotate --confirm --record dir/r.json").make_in, paths(&["dir"]));
    }
}
