//! Which files a command may reach, told by its arguments: everything else is
//! closed to it before it reads a byte.

use std::path::{Path, PathBuf};

use crate::cli::args::{Command, MakeArgs, What};
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
            Command::Drill(a) => nothing.prompt(&a.inputs).inputs([&a.record]).noted(&a.record),
            Command::Print(a) => {
                let read = nothing.inputs(&a.plans).inputs(&a.record).inputs(&a.sums);
                let read = read.template(&a.template_dir).write(Some(&a.out)).folder(Some(&a.out));
                // The program goes onto the recovery medium.
                Self { own_program: a.what == What::Handbook, ..read }
            }
            Command::Status(a) => {
                let nothing = nothing.inputs(&a.tenant);
                Self { read_below: a.places.clone(), ..nothing }.write(a.ics.as_deref())
            }
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

    /// Commands, and what each of them reaches. Standard output is no folder, a prompt takes names of
    /// files, and a rotation asks for sheets only to keep a secret.
    const REACH: &str = "
    profiles entra =>
    recover a b --record r --output /dev/shm/s => read a b r, make /dev/shm, host, tty
    recover a --output - => read a, host, tty
    recover => any, tty
    check --record r => read r, below ., make ., any, tty
    inspect a => read a
    status records one --ics due/kits.ics => below records one, make due
    status records --tenant t.json => read t.json, below records
    new p --import pin=/run/i --out sub/kit => read p /run/i pin=/run/i, make sub sub/kit, host, tty
    new p --template-dir t --out kit => read p, below t, make . kit, host, tty
    new --dice=rolls --out kit => read rolls, make . kit, host, tty
    rotate --record r --out n => read r payload.age, make . n, host, tty
    rotate --record r --keep PIN --out n => read r payload.age, make . n, any, host, tty
    rotate --record r --batch b --out n => read r payload.age b, make . n, host, tty
    rotate --record r --template-dir t --out n => read r payload.age, below t, make . n, host, tty
    rotate --confirm --record d/r => read d/r d/payload.age, below d, make d, host, tty
    reshare --record o/r --out n => read o/r o/payload.age, make . n, any, host, tty
    reshare --record o/r --new-identity --out n => read o/r o/payload.age, make . n, host, tty
    print handbook --out d => make . d, self
    print book p --template-dir t --out s/d => read p, below t, make s s/d
    print ceremony --record r --sums s --out d => read r s, make . d
    reshare a --record o/r --new-identity --out n => read a o/r o/payload.age, below o, make o . n, host, tty";

    /// What a command may reach, in words: only what is there is named.
    fn reach(arguments: &str) -> String {
        let words = std::iter::once("sealkit").chain(arguments.split(' '));
        let access = FileAccess::of(&Cli::try_parse_from(words).unwrap().command);
        let list = |what: &str, paths: &[PathBuf]| {
            let paths = paths.iter().map(|path| format!(" {}", path.display())).collect::<String>();
            (!paths.is_empty()).then(|| format!("{what}{paths}"))
        };
        let mark = |what: &str, holds: bool| holds.then(|| what.to_owned());
        let lists =
            [list("read", &access.read), list("below", &access.read_below), list("make", &access.make_in)];
        let marks = [
            ("any", access.read_any),
            ("host", access.machine),
            ("self", access.own_program),
            ("tty", access.terminal),
        ];
        let marks = marks.map(|(what, holds)| mark(what, holds));
        lists.into_iter().chain(marks).flatten().collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_command_reaches_what_it_names_and_nothing_else() {
        for line in REACH.lines().filter(|line| !line.is_empty()) {
            let (arguments, expected) = line.trim().split_once(" =>").unwrap();
            assert_eq!(reach(arguments), expected.trim(), "{arguments}");
        }
    }
}
