//! Which files a command may reach, told by its arguments: everything else is
//! closed to it before it reads a byte.

use std::path::{Path, PathBuf};

use crate::cli::args::{Command, NewArgs, ReshareArgs, RotateArgs};

/// The files a command may reach.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Files and folders that are read.
    pub read: Vec<PathBuf>,
    /// Whether a prompt takes file names, so that any may be read.
    pub read_any: bool,
    /// Folders in which something new is made, renamed or removed.
    pub make_in: Vec<PathBuf>,
    /// Whether something may be asked or shown on the terminal.
    pub terminal: bool,
    /// Whether the machine is looked at: /proc, /sys and /etc/cups.
    pub machine: bool,
}

impl Reach {
    /// What the arguments of a command name.
    pub fn of(command: &Command) -> Self {
        let nothing = Self::default();
        match command {
            Command::Init(a) => nothing.write(a.file.as_deref()),
            Command::Man(a) => Self { make_in: a.dir.iter().cloned().collect(), ..nothing },
            Command::Profiles(_) | Command::Completions(_) => nothing,
            Command::New(a) => Self::of_new(a),
            Command::Rotate(a) => Self::of_rotate(a),
            Command::Reshare(a) => Self::of_reshare(a),
            Command::Inspect(a) => nothing.inputs(&a.inputs),
            Command::Preflight(a) => Self { machine: true, ..nothing }.folder(a.out.as_deref()),
            Command::Check(a) => nothing.prompt(&a.inputs).inputs([&a.record]).write(Some(&a.record)),
            Command::Recover(a) => {
                // The place of the output is judged by what the machine tells of it.
                let machine = a.output.is_some();
                Self { machine, ..nothing }.prompt(&a.inputs).inputs(&a.record).write(a.output.as_deref())
            }
        }
    }

    /// An import is FILE or NAME=FILE; which one is known only when the plans are read.
    fn of_new(arguments: &NewArgs) -> Self {
        Self { terminal: true, machine: true, ..Self::default() }
            .inputs(&arguments.plans)
            .imports(&arguments.imports)
            .write(Some(&arguments.out))
            .folder(Some(&arguments.out))
    }

    /// The prompt for shares comes only where something is carried over.
    fn of_rotate(arguments: &RotateArgs) -> Self {
        let RotateArgs { inputs, record, imports, keep, out, confirm, .. } = arguments;
        let reach = Self { terminal: true, machine: true, ..Self::default() };
        match confirm {
            true => reach.inputs([record]).write(Some(record)),
            false => reach.quorum(inputs, record, !keep.is_empty()).imports(imports).write(out.as_deref()),
        }
    }

    fn of_reshare(arguments: &ReshareArgs) -> Self {
        let ReshareArgs { inputs, record, imports, keep, out, plan, new_identity, .. } = arguments;
        Self { terminal: true, machine: true, ..Self::default() }
            .quorum(inputs, record, !new_identity || !keep.is_empty())
            .imports(imports)
            .inputs(plan)
            .write(Some(out))
    }

    /// Shares and credential, which may lie beside the record; a prompt for them reads any.
    fn quorum(mut self, inputs: &[PathBuf], record: &Path, asked: bool) -> Self {
        self.read_any = asked && inputs.is_empty();
        self.inputs(inputs).inputs(&[record.to_owned(), record.with_file_name("payload.age")])
    }

    /// Each is FILE or NAME=FILE.
    fn imports(self, flags: &[String]) -> Self {
        let named = flags.iter().filter_map(|flag| Some(PathBuf::from(flag.split_once('=')?.1)));
        let whole = flags.iter().map(PathBuf::from);
        let imports: Vec<PathBuf> = named.chain(whole).collect();
        self.inputs(&imports)
    }

    /// Files that are read.
    fn inputs<'a>(mut self, inputs: impl IntoIterator<Item = &'a PathBuf>) -> Self {
        self.read.extend(inputs.into_iter().cloned());
        self
    }

    /// The same, where none of them means a prompt that takes any name.
    fn prompt(mut self, inputs: &[PathBuf]) -> Self {
        self.terminal = true;
        self.read_any = inputs.is_empty();
        self.inputs(inputs)
    }

    /// A file or folder that is made, or put in the place of an old one: its folder is written to.
    fn write(mut self, path: Option<&Path>) -> Self {
        let parent = path.filter(|path| path.as_os_str() != "-").map(|path| match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        });
        self.make_in.extend(parent);
        self
    }

    /// A folder in which something is made, if it is there.
    fn folder(mut self, path: Option<&Path>) -> Self {
        self.make_in.extend(path.map(Path::to_owned));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::Parser;

    fn reach(arguments: &str) -> Reach {
        let words = std::iter::once("sealkit").chain(arguments.split(' '));
        Reach::of(&Cli::try_parse_from(words).unwrap().command)
    }

    fn paths(paths: &[&str]) -> Vec<PathBuf> {
        paths.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn a_command_without_files_reaches_none() {
        assert_eq!(reach("profiles entra"), Reach::default());
    }

    #[test]
    fn named_inputs_are_all_that_is_read() {
        let reach = reach("recover a.png b.txt --record record.json --output /dev/shm/secret");
        assert_eq!(reach.read, paths(&["a.png", "b.txt", "record.json"]));
        assert_eq!((reach.read_any, reach.machine, reach.terminal), (false, true, true));
        assert_eq!(reach.make_in, paths(&["/dev/shm"]));
    }

    #[test]
    fn a_prompt_that_takes_names_reads_any() {
        assert!(reach("recover").read_any && reach("check --record r.json").read_any);
        assert!(!reach("inspect a").read_any && !reach("new --out kit").read_any);
    }

    #[test]
    fn a_rotation_reads_any_file_only_where_shares_are_asked_for() {
        let rotate = |flags: &str| reach(&format!("rotate --record a/record.json --out b/kit{flags}"));
        assert_eq!(rotate("").read, paths(&["a/record.json", "a/payload.age"]));
        assert_eq!(rotate("").make_in, paths(&["b"]));
        let asked = ["", " --keep x", " s.txt --keep x"].map(|flags| rotate(flags).read_any);
        assert_eq!(asked, [false, true, false]);
        let confirm = reach("rotate --confirm --record a/record.json");
        assert_eq!((confirm.read, confirm.make_in), (paths(&["a/record.json"]), paths(&["a"])));
    }

    #[test]
    fn standard_output_is_no_folder() {
        assert_eq!(reach("recover a --output -").make_in, paths(&[]));
    }

    #[test]
    fn an_import_may_carry_its_name() {
        let reach = reach("new plan.toml --import pin=/run/pin.txt --out sub/kit");
        assert_eq!(reach.read, paths(&["plan.toml", "/run/pin.txt", "pin=/run/pin.txt"]));
        assert_eq!(reach.make_in, paths(&["sub", "sub/kit"]));
    }
}
