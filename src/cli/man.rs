//! `sealkit man`: manual pages made from the command line itself.

use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use crate::cli::args::{self, ManArgs};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::report::{self, Failure};
use crate::os::files;

/// Prints the main page, or writes one page per command into a folder.
pub fn run(arguments: &ManArgs, context: &Context) -> Result<(), Failure> {
    let mut program = args::command().disable_help_subcommand(true);
    program.build();
    let Some(folder) = &arguments.dir else { return output::bytes(&page(program, "sealkit")?) };
    let names = write_all(folder, &program, context)?;
    if context.json {
        return output::json(&serde_json::json!({ "pages": names }));
    }
    output::line(&text!("pages-written", count = names.len(), folder = folder.display()), context)
}

fn write_all(folder: &Path, program: &Command, context: &Context) -> Result<Vec<String>, Failure> {
    let mut pages = vec![("sealkit".to_owned(), program.clone())];
    for command in program.get_subcommands() {
        pages.push((format!("sealkit-{}", command.get_name()), command.clone()));
    }
    let mut names = Vec::new();
    for (title, command) in pages {
        let name = format!("{title}.1");
        let on_disk = files::write_public(&folder.join(&name), &page(command, &title)?)?;
        on_disk.notices().for_each(|notice| report::warn_of(&notice, context));
        names.push(name);
    }

    Ok(names)
}

/// One page. It carries no date, so that equal programs give equal pages.
fn page(command: Command, title: &str) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    let page = Man::new(command).title(title.to_uppercase()).manual("sealkit");
    page.render(&mut text).map_err(|error| Failure::unwritten_stdout(&error))?;
    Ok(text)
}
