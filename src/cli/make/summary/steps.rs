//! What is done next with a kit.

use sealkit::kit::{OperationKind, PreviousKit};
use sealkit::sheet::SheetKind;

use super::Written;

/// Numbered steps.
pub fn next(written: &Written) -> String {
    let mut steps = vec![text!("step-print")];
    steps.extend(match &written.summary.follows {
        None => vec![set(written), text!("step-read-back"), text!("step-seal")],
        Some(old) => after(written, old),
    });
    steps.push(text!("step-clean"));

    let numbered = (1..).zip(steps).map(|(number, step): (usize, String)| format!("\n  {number}. {step}"));
    text!("next-steps") + &numbered.collect::<String>()
}

/// The steps of a kit that follows on another one.
fn after(written: &Written, old: &PreviousKit) -> Vec<String> {
    let PreviousKit { set_id: set, generation: older } = old;
    let confirm = text!("step-confirm", generation = written.summary.generation);
    let read_back = text!("step-read-back");
    match written.summary.operation {
        OperationKind::New | OperationKind::Rotate => vec![
            read_back,
            self::set(written),
            confirm,
            text!("step-exchange", older),
            text!("step-destroy-generation", older),
        ],
        OperationKind::Reshare => {
            vec![read_back, text!("step-seal-with-credential"), text!("step-destroy-set", set)]
        }
        OperationKind::NewIdentity => vec![
            read_back,
            self::set(written),
            confirm,
            text!("step-seal-with-credential"),
            text!("step-destroy-both", set, older),
        ],
    }
}

fn set(written: &Written) -> String {
    if written.summary.secrets.iter().all(|secret| secret.kept.is_some()) {
        return text!("step-set-nothing");
    }
    match written.files.iter().any(|file| SheetKind::parse(file) == Some(SheetKind::Provisioning)) {
        true => text!("step-set"),
        false => text!("step-set-by-recover"),
    }
}
