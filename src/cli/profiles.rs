//! `sealkit profiles`: what each kind of target takes, and who says so.

use sealkit::profile::{self, Profile};
use serde_json::json;

use crate::cli::args::{ProfilesArgs, Usage};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::report::Failure;

/// Lists all profiles, or one in full.
pub fn run(arguments: &ProfilesArgs, context: &Context) -> Result<(), Failure> {
    match &arguments.name {
        None if context.json => output::json(&json!({ "profiles": profile::all() })),
        None => output::line(&table(profile::all()), context),
        Some(name) => {
            let profile = profile::find(name).ok_or_else(|| Usage::NoSuchProfile(name.clone()))?;
            if context.json { output::json(profile) } else { output::line(&in_full(profile), context) }
        }
    }
}

fn table(profiles: &[Profile]) -> String {
    let row = |name: &str, length: &str, title: &str, source: &str| {
        format!("{name:<18} {length:<22} {title}; {source}")
    };
    let mut lines = vec![row("PROFILE", "LENGTH", "FOR", "SOURCE")];
    lines.extend(profiles.iter().map(|p| row(&p.name, &length(p), &p.title, &p.source)));
    lines.push("\n`sealkit profiles NAME` shows one in full.".to_owned());
    lines.join("\n")
}

/// The shortest and the longest secret; a policy decides where there is no number.
fn length(profile: &Profile) -> String {
    let end = |end: Option<usize>| end.map_or_else(|| "policy".to_owned(), |end| end.to_string());
    let longest = profile.limit().map(|limit| limit.length);
    format!("{}-{} {}", end(profile.min), end(longest), profile.unit)
}

fn in_full(profile: &Profile) -> String {
    let mut lines = vec![format!("{}: {}", profile.name, profile.title)];
    let mut add = |what: &str, text: &str| lines.push(format!("  {what:<10} {text}"));
    add("length", &length(profile));
    if let Some(limit) = profile.limit() {
        add("limit", &limit.to_string());
    }
    add("characters", &profile.allowed());
    if let Some(rule) = &profile.require {
        add("required", &rule.to_string());
    }
    if let Some(repeats) = profile.max_repeats {
        add("repeats", &format!("one character at most {repeats} times in a row"));
    }
    profile.notes.iter().for_each(|note| add("note", note));
    profile.unconfirmed.iter().for_each(|doubt| add("unsure", doubt));
    add("source", &profile.source);
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_stands_in_the_table_with_its_limit() {
        let table = table(profile::all());
        for profile in profile::all() {
            assert!(table.contains(&profile.name) && table.contains(&profile.source), "{}", profile.name);
        }
        assert!(table.lines().any(|line| line.starts_with("entra") && line.contains("8-256 characters")));
    }

    #[test]
    fn a_target_that_cuts_says_so() {
        let okta = in_full(profile::find("okta").unwrap());
        assert!(okta.contains("keeps only the first 72"), "{okta}");
    }
}
