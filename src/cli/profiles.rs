//! `sealkit profiles`: what each kind of target takes, and who says so.

use sealkit::profile::{self, Profile};
use sealkit::texts::Wording;
use serde_json::json;

use crate::cli::args::{ProfilesArgs, Usage};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::report::Failure;
use crate::cli::texts;

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
    let mut lines = vec![row(
        &text!("column-profile"),
        &text!("column-length"),
        &text!("column-for"),
        &text!("column-source"),
    )];
    lines.extend(profiles.iter().map(|p| row(&p.name, &texts::say(&p.length()), &p.title, &p.source)));
    lines.push(text!("one-profile-in-full"));
    lines.join("\n")
}

fn in_full(profile: &Profile) -> String {
    let fact = |(about, fact): (_, Wording)| (texts::say(&Wording::new(about)), texts::say(&fact));
    let facts = profile.facts().into_iter().map(fact);
    let facts = facts.map(|(about, fact)| format!("\n  {about:<10} {fact}"));
    format!("{}: {}{}", profile.name, profile.title, facts.collect::<String>())
}
