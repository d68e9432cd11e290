//! `sealkit rotate`: a new generation for the shares that are there, and the note that
//! it works.

mod confirm;
mod many;

use sealkit::kit::{self, Keep, KitError, Previous};
use sealkit::record::Record;
use sealkit::recovery::Opened;
use sealkit::secret::Identity;

use crate::cli::args::{Rotate, RotateArgs, RotateRequest, once_from_stdin};
use crate::cli::context::Context;
use crate::cli::make::session::MakeSession;
use crate::cli::make::templates;
use crate::cli::make::{fingerprint, imports, plans, summary::Kind};
use crate::cli::output;
use crate::cli::read::quorum::QuorumInputs;
use crate::cli::read::record_file;
use crate::cli::report::{self, Failure};
use crate::os::files;

/// Makes a new generation, or notes that it works.
pub fn run(arguments: RotateArgs, context: &Context) -> Result<(), Failure> {
    match arguments.request()? {
        RotateRequest::Make(request) if request.records.len() > 1 => many::make(request, context),
        RotateRequest::Make(request) => make(request, context),
        RotateRequest::Confirm(request) => confirm::run(&request, context),
    }
}

fn make(request: Rotate, context: &Context) -> Result<(), Failure> {
    let Rotate { inputs, records, out, fingerprints, imports: flags, keep, template_dir, make } = request;
    let path = records.into_iter().next().unwrap_or_default();
    make.given_date()?;
    let record = record_file::read(&path)?;
    let own = templates::own(template_dir.as_deref())?;
    let plan = plans::of_record(&record.made().plan, &own)?;
    nothing_twice(&record, &keep, &flags)?;
    let wanted = imports::assign(&flags, vec![imports::again(&plan, &keep)])?;
    let dice = make.dice.request()?;
    once_from_stdin(inputs.iter().chain(imports::sources(&wanted)).chain(dice.source()))?;
    files::check_new(&out)?;
    let mut workshop = MakeSession::open(&make, &dice, &out, context)?;
    let fingerprint = fingerprint::of_paper(fingerprints.first().copied(), &record)?;
    warn_of_pending(&record, context);

    let brought = Brought::read(&inputs, &keep, &record, &path, context)?;
    let imports = wanted.into_iter().map(imports::fetch).collect::<Result<Vec<_>, _>>()?;
    let request = workshop.request(plan, imports.into_iter().flatten().collect());
    let before = Previous {
        record: &record,
        keep: &keep,
        credential: brought.opened().map(|opened| &opened.credential),
        identity: brought.identity(),
    };
    let kit = kit::rotate(&request, &before, fingerprint, &mut workshop.generator)?;
    let kind = Kind::Rotate { older: record.made().generation };
    let written = workshop.write(&request, kit, out, kind)?;
    if context.json {
        output::json(&serde_json::json!({ "kits": [written] }))
    } else {
        written.print(context)
    }
}

/// What a quorum gave, as far as one was brought.
enum Brought {
    Nothing,
    Identity(Identity),
    All(Box<Opened>),
}

impl Brought {
    /// What is carried over has to be opened; else shares only prove that they open the
    /// new generation too.
    fn read(
        inputs: &[crate::os::files::Input],
        keep: &[Keep],
        record: &Record,
        path: &std::path::Path,
        context: &Context,
    ) -> Result<Self, Failure> {
        match (inputs.is_empty(), keep.is_empty()) {
            (true, true) => Ok(Self::Nothing),
            (false, true) => Ok(Self::Identity(
                QuorumInputs::of_record(inputs, record, path, context)?.prove(context)?.identity,
            )),
            (_, false) => Ok(Self::All(Box::new(
                QuorumInputs::of_record(inputs, record, path, context)?.open(context)?,
            ))),
        }
    }

    fn opened(&self) -> Option<&Opened> {
        match self {
            Self::All(opened) => Some(opened),
            _ => None,
        }
    }

    fn identity(&self) -> Option<&Identity> {
        match self {
            Self::Nothing => None,
            Self::Identity(identity) => Some(identity),
            Self::All(opened) => Some(&opened.identity),
        }
    }
}

/// A name that is wrong is told before anything is asked for.
pub fn nothing_twice(record: &Record, keep: &[Keep], imports: &[String]) -> Result<(), Failure> {
    for Keep { name, .. } in keep {
        if !record.made().secrets.iter().any(|secret| secret.name == *name) {
            return Err(KitError::NothingToKeep(name.clone()).into());
        }
        if imports.iter().any(|flag| flag.split_once('=').is_some_and(|(given, _)| given == name)) {
            return Err(KitError::KeptAndGiven(name.clone()).into());
        }
    }
    Ok(())
}

/// The one before it may still be the one that works.
pub fn warn_of_pending(record: &Record, context: &Context) {
    let made = record.made();
    if let Some(older) = made.replaces.filter(|_| record.is_pending()) {
        report::warn(
            &format!(
                "no sign-in with generation {} is noted: keep generation {older} until one of the newer ones is confirmed",
                made.generation
            ),
            context,
        );
    }
}
