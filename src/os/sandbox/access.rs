//! The files that stay open to this process once it has closed the rest.

use std::path::{Path, PathBuf};

/// The files a command may reach.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FileAccess {
    /// Files and folders that are read.
    pub read: Vec<PathBuf>,
    /// Files, and folders with all that lies in them, that are read.
    pub read_below: Vec<PathBuf>,
    /// Whether a prompt takes file names, so that any may be read.
    pub read_any: bool,
    /// Folders in which something new is made, renamed or removed.
    pub make_in: Vec<PathBuf>,
    /// Whether something may be asked or shown on the terminal.
    pub terminal: bool,
    /// Whether the machine is looked at: /proc, /sys and /etc/cups.
    pub machine: bool,
    /// Whether the program itself is read, to be copied.
    pub own_program: bool,
}

/// What a command names, put together step by step.
impl FileAccess {
    /// An import is FILE or NAME=FILE; which one is known only when the plans are read.
    pub fn imports(self, flags: &[String]) -> Self {
        let named = flags.iter().filter_map(|flag| Some(PathBuf::from(flag.split_once('=')?.1)));
        let imports: Vec<PathBuf> = named.chain(flags.iter().map(PathBuf::from)).collect();
        self.inputs(&imports)
    }

    /// Files that are read.
    pub fn inputs<'a>(mut self, inputs: impl IntoIterator<Item = &'a PathBuf>) -> Self {
        self.read.extend(inputs.into_iter().cloned());
        self
    }

    /// A template is a folder of texts.
    pub fn template(mut self, folder: &Option<PathBuf>) -> Self {
        self.read_below.extend(folder.clone());
        self
    }

    /// Files that are read, where none of them means a prompt that takes any name.
    pub fn prompt(mut self, inputs: &[PathBuf]) -> Self {
        self.terminal = true;
        self.read_any = inputs.is_empty();
        self.inputs(inputs)
    }

    /// A file or folder that is made, or put in the place of an old one: its folder is written to.
    pub fn write(mut self, path: Option<&Path>) -> Self {
        let parent = path.filter(|path| path.as_os_str() != "-").map(|path| match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        });
        self.make_in.extend(parent);
        self
    }

    /// A folder in which something is made, if it is there.
    pub fn folder(mut self, path: Option<&Path>) -> Self {
        self.make_in.extend(path.map(Path::to_owned));
        self
    }
}
