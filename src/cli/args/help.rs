//! The words of `--help`, from `assets/texts/en/help.ftl`: what clap derives has none.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use super::Cli;
use sealkit::texts::{Texts, english};

/// The command line with its words.
pub fn command() -> Command {
    worded(with_flags(Cli::command()), english())
}

/// The two flags that clap would add in its own words.
fn with_flags(command: Command) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = command.disable_help_flag(true).disable_version_flag(true);
    command.arg(help.display_order(998)).arg(version.display_order(999))
}

/// Reads a command line.
///
/// # Errors
/// Those of clap, help and version among them.
pub fn parse(arguments: &[OsString]) -> Result<Cli, clap::Error> {
    Cli::from_arg_matches(&command().try_get_matches_from(arguments)?)
}

/// Every command by `help-of-COMMAND`, every option by `help-COMMAND-OPTION` or `help-OPTION`.
pub fn worded(command: Command, texts: &Texts) -> Command {
    let of = command.get_name().to_owned();
    let about = texts.text(&format!("help-of-{of}"), &[]);
    let option = |arg: Arg| {
        let help = option_help(&of, arg.get_id().as_str(), texts);
        arg.help(help)
    };
    command.about(about).mut_args(option).mut_subcommands(|command| worded(command, texts))
}

fn option_help(command: &str, id: &str, texts: &Texts) -> String {
    let id = id.replace('_', "-");
    let key = format!("help-{command}-{id}");
    if texts.has(&key) { texts.text(&key, &[]) } else { texts.text(&format!("help-{id}"), &[]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const WORDS: &str = include_str!("../../../assets/texts/en/help.ftl");

    /// Every key that a command and its options take.
    fn taken(command: &Command) -> BTreeSet<String> {
        let of = command.get_name();
        let key = |arg: &Arg| {
            let id = arg.get_id().as_str().replace('_', "-");
            let own = format!("help-{of}-{id}");
            if english().has(&own) { own } else { format!("help-{id}") }
        };
        let below = command.get_subcommands().flat_map(taken);
        command.get_arguments().map(key).chain(below).chain([format!("help-of-{of}")]).collect()
    }

    #[test]
    fn every_command_and_option_has_words_and_no_words_are_left_over() {
        let there: BTreeSet<String> =
            WORDS.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key.to_owned()).collect();
        assert_eq!(taken(&command()), there);
    }

    #[test]
    fn no_word_of_the_help_stands_in_the_code() {
        let keys: Vec<String> = WORDS
            .lines()
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, _)| format!("{key} = ¿?"))
            .collect();
        let none = worded(with_flags(Cli::command()), &Texts::of(&[keys.join("\n")]));
        for command in std::iter::once(&none).chain(none.get_subcommands()) {
            assert_eq!(command.get_about().map(ToString::to_string).as_deref(), Some("¿?"));
            for arg in command.get_arguments() {
                assert_eq!(arg.get_help().map(ToString::to_string).as_deref(), Some("¿?"), "{arg}");
            }
        }
    }
}
