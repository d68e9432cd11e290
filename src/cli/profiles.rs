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
    lines.extend(profiles.iter().map(|p| row(&p.name, &p.length(), &p.title, &p.source)));
    lines.push(text!("one-profile-in-full"));
    lines.join("\n")
}

fn in_full(profile: &Profile) -> String {
    let facts = profile.facts().into_iter().map(|(what, text)| format!("\n  {what:<10} {text}"));
    format!("{}: {}{}", profile.name, profile.title, facts.collect::<String>())
}
