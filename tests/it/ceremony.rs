//! `docs/CEREMONY.md` is true: its commands are run one after the other, and what they
//! print is compared with what stands there.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::process::{self, SEALKIT};

const DOCUMENT: &str = include_str!("../../docs/CEREMONY.md");
/// Stands for any text, and on a line of its own for any lines.
const ANY: &str = "…";

/// A block of the document.
#[derive(Debug, PartialEq)]
enum Block {
    /// A file and its text.
    File(String, String),
    /// A command and the lines it prints.
    Command(String, Vec<String>),
}

/// The blocks that are run, in their order.
fn blocks(document: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match kind.split_once(' ') {
            Some(("toml", name)) => blocks.push(Block::File(name.to_owned(), body.join("\n") + "\n")),
            _ if kind == "console" => commands(&body, &mut blocks),
            _ => {}
        }
    }
    blocks
}

fn commands(body: &[&str], blocks: &mut Vec<Block>) {
    for line in body {
        match (line.strip_prefix("$ "), blocks.last_mut()) {
            (Some(command), _) => blocks.push(Block::Command(command.to_owned(), Vec::new())),
            (None, Some(Block::Command(_, printed))) => printed.push((*line).to_owned()),
            _ => panic!("{line}: no command before it"),
        }
    }
}

/// What a command prints on both streams, and its status where that is not 0.
fn run(command: &str, place: &Path, path: &str) -> Vec<String> {
    let mut shell = process::command("sh");
    shell.args(["-c", &format!("{command} 2>&1")]).current_dir(place).env("PATH", path);
    let output = shell.output().unwrap();
    let mut printed: Vec<String> =
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    match output.status.code() {
        Some(0) => {}
        status => printed.push(format!("[exit status {}]", status.unwrap_or(-1))),
    }
    printed
}

/// The programs of the document: ours, and a scanner that draws a sheet.
fn programs(folder: &Path) -> String {
    std::os::unix::fs::symlink(SEALKIT, folder.join("sealkit")).unwrap();
    let scan = "#!/bin/sh\nexec pdftoppm -r 200 -gray -png -singlefile \"$1\" \"${2%.png}\"\n";
    fs::write(folder.join("scan"), scan).unwrap();
    fs::set_permissions(folder.join("scan"), fs::Permissions::from_mode(0o755)).unwrap();
    format!("{}:{}", folder.display(), std::env::var("PATH").unwrap())
}

#[test]
fn every_command_prints_what_the_document_says() {
    if crate::external::program("pdftoppm").is_none() {
        return;
    }
    let (place, tools) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = programs(tools.path());
    for block in blocks(DOCUMENT) {
        match block {
            Block::File(name, text) => fs::write(place.path().join(name), text).unwrap(),
            Block::Command(command, expected) => {
                let printed = run(&command, place.path(), &path);
                let (shown, wanted) = (printed.join("\n"), expected.join("\n"));
                assert!(matches(&expected, &printed), "$ {command}\nprints\n{shown}\ninstead of\n{wanted}");
            }
        }
    }
}

#[test]
fn the_year_has_all_its_commands() {
    let commands: Vec<String> = blocks(DOCUMENT)
        .into_iter()
        .filter_map(|block| match block {
            Block::Command(command, _) => Some(command),
            Block::File(..) => None,
        })
        .collect();
    for command in ["new", "check", "status", "drill", "rotate", "reshare", "recover", "inspect"] {
        let wanted = format!("sealkit {command} ");
        assert!(commands.iter().any(|c| c.starts_with(&wanted)), "{command} is missing");
    }
}

fn matches(patterns: &[String], lines: &[String]) -> bool {
    match (patterns.split_first(), lines.split_first()) {
        (None, None) => true,
        (Some((any, rest)), _) if any == ANY => {
            matches(rest, lines) || lines.split_first().is_some_and(|(_, lines)| matches(patterns, lines))
        }
        (Some((pattern, rest)), Some((line, lines))) => glob(pattern, line) && matches(rest, lines),
        _ => false,
    }
}

fn glob(pattern: &str, text: &str) -> bool {
    match pattern.split_once(ANY) {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).any(|at| glob(rest, &text[at..]))
        }),
    }
}

#[test]
fn the_comparison_itself_finds_faults() {
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    assert!(matches(&owned(&["a … c", "…", "end"]), &owned(&["a b c", "x", "end"])));
    assert!(!matches(&owned(&["a … c"]), &owned(&["a b d"])));
    assert!(!matches(&owned(&["a"]), &owned(&["a", "[exit status 1]"])));
    assert!(!matches(&owned(&[]), &owned(&["a"])));
    let parsed = blocks("```toml p.toml\nx = 1\n```\n```console\n$ a\nb\n$ c\n```\n");
    assert_eq!(parsed[0], Block::File("p.toml".into(), "x = 1\n".into()));
    assert_eq!(parsed[1..], [Block::Command("a".into(), owned(&["b"])), Block::Command("c".into(), vec![])]);
}
