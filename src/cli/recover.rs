//! `sealkit recover`: pieces to a quorum, a quorum to the secret.

mod choose;
mod deliver;
pub(super) mod desk;

use crate::cli::args::{Destination, RecoverRequest, Wanted};
use crate::cli::read::input;
use crate::cli::read::prompt;
use crate::cli::report::{Failure, Status, events};
use crate::os::files;
use crate::os::files::Input;
use crate::os::host::Place;
use crate::os::sandbox;
use crate::os::terminal::plain;
use sealkit::recovery::{CombineError, Finding, OpenError, Opened, Recovery, VouchedBy};
use sealkit::seal;
use sealkit::secret::{Identity, SecretText};

/// Gathers, opens and delivers.
pub fn run(request: &RecoverRequest) -> Result<(), Failure> {
    if let Destination::File(path) = &request.target {
        files::check_new(path)?;
        Place::of(path).admit(false)?.iter().for_each(|notice| crate::cli::report::warn(notice));
    }
    let expected = request.record.as_ref().map(crate::cli::inspect::expected).transpose()?;
    let mut recovery = Recovery::new(expected);
    let mut trouble = None;
    if request.inputs.is_empty() {
        let identity_only = request.wanted == Wanted::Identity;
        prompt::ask(&mut desk::RecoverHandler { recovery: &mut recovery, identity_only })?;
    } else {
        trouble = gather_all(&mut recovery, &request.inputs)?;
    }
    lock_memory();
    choose::kit(&mut recovery)?;
    if request.wanted == Wanted::Identity {
        let Finding { claim, proven } =
            recovery.proven().map_err(|fault| worded(&recovery, fault, trouble))?;
        choose::admit(request, claim.epoch == 0)?;
        choose::contradiction(&recovery);
        name_bad(&proven.bad);
        return deliver::identity(request, &identity_text(&proven.identity)?);
    }
    let opened = recovery.open().map_err(|fault| worded(&recovery, fault, trouble))?;
    lock_memory();
    choose::admit(request, opened.rehearsal)?;
    remark(&opened);
    deliver::credential(request, &opened)
}

/// Shares, identity and secret are there now: none of them goes to swap.
fn lock_memory() {
    sandbox::lock_memory().iter().for_each(|notice| crate::cli::report::warn(notice));
}

/// Reads every input; what is wrong with one is said, and does not keep the
/// others from opening the kit. Gives back the first trouble.
pub(super) fn gather_all(recovery: &mut Recovery, inputs: &[Input]) -> Result<Option<Failure>, Failure> {
    let mut trouble = None;
    for input in inputs {
        match input::add(recovery, input) {
            Ok(events) => {
                for event in events {
                    let said = events::event(&event);
                    say(&input.name(), &said);
                    let failure = said.status.map(|status| {
                        Failure::new(status, said.sentence, said.hint.unwrap_or_default())
                            .about(&input.name())
                    });
                    trouble = trouble.or(failure);
                }
            }
            Err(failure) if failure.status() == Status::Damaged => {
                failure.warn();
                trouble = trouble.or(Some(failure));
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(trouble)
}

fn say(input: &str, said: &events::Message) {
    match &said.status {
        None => crate::cli::report::note(&format!("{input}: {}", said.sentence)),
        Some(_) => {
            let hint = said.hint.as_deref().unwrap_or_default();
            crate::cli::report::warn(&format!("{input}: {}; {hint}", said.sentence));
        }
    }
}

/// Too few shares, or no credential, because a piece was bad: then the bad piece
/// is the reason to name.
pub fn worded(recovery: &Recovery, fault: OpenError, trouble: Option<Failure>) -> Failure {
    let incomplete =
        matches!(&fault, OpenError::NoCredential | OpenError::Quorum(CombineError::TooFew { .. }));
    if let Some(missing) =
        recovery.lines_gap().filter(|_| fault == OpenError::NoCredential && trouble.is_none())
    {
        let sentence = format!("lines of the credential are missing: {}", events::ranges(&missing));
        return Failure::new(Status::Damaged, sentence, "enter all numbered lines of the credential sheet");
    }
    if let Some(gap) = recovery.credential_gap().filter(|_| fault == OpenError::NoCredential) {
        return Failure::new(
            Status::Damaged,
            format!("of the credential, {gap}"),
            "scan every code of the credential sheet",
        );
    }
    match trouble {
        Some(trouble) if incomplete => {
            let rest: Failure = fault.into();
            trouble.because(&rest)
        }
        _ => fault.into(),
    }
}

pub(super) fn remark(opened: &Opened) {
    name_bad(&opened.bad);
    choose::others(opened).iter().for_each(|said| crate::cli::report::warn(said));
    for generation in &opened.older {
        crate::cli::report::warn(&format!(
            "an older credential was given too, generation {generation}: the newest is used"
        ));
    }
    for fault in &opened.failed {
        let said = match fault {
            OpenError::Generation { found, recorded } if found < recorded => format!(
                "the credential of generation {found} was given too: it is out of use since generation {recorded}"
            ),
            OpenError::Generation { found, recorded } => format!(
                "a newer credential was given too, generation {found}: the record is of generation {recorded} and does not vouch for it"
            ),
            fault => format!("another credential that was given does not open: {fault}"),
        };
        crate::cli::report::warn(&said);
    }
    if let Some(doubt) = doubt(opened) {
        crate::cli::report::warn(&doubt);
    }
}

/// What has to be said before a secret is shown that nothing vouches for.
fn doubt(opened: &Opened) -> Option<String> {
    let fingerprint = opened.recipient.fingerprint();
    let sentence = match opened.vouched_by {
        VouchedBy::ComparedRecord => return None,
        VouchedBy::Record => format!(
            "not compared: the record names this credential, but nobody has compared that record with paper; compare \
             the recipient's fingerprint {fingerprint} with the ceremony sheet"
        ),
        VouchedBy::Nothing if !opened.contradictions.is_empty() => format!(
            "origin not verified: the record is not that of this credential; compare the recipient's fingerprint \
             {fingerprint} with the ceremony sheet"
        ),
        VouchedBy::Nothing => format!(
            "origin not verified: age does not say who sealed; compare the recipient's fingerprint {fingerprint} with the \
             ceremony sheet, or give the record with `--record`"
        ),
    };
    Some(sentence)
}

pub(super) fn name_bad(bad: &[u8]) {
    for x in bad {
        crate::cli::report::warn(&format!(
            "share {x} does not belong to the others: forged or misread; it was not used"
        ));
    }
}

fn identity_text(identity: &Identity) -> Result<SecretText, Failure> {
    seal::identity_text(identity).map_err(|e| OpenError::Seal(e).into())
}

/// One line of facts about an opened credential, for a screen or standard error.
fn title(opened: &Opened) -> String {
    let credential = &opened.credential;
    let (title, sealed) = (plain(&credential.title), credential.sealed);
    let heading = if opened.rehearsal { "REHEARSAL, no secret: " } else { "" };
    format!("{heading}{title}: generation {}, sealed {sealed}, set {}", credential.generation, opened.set)
}
