//! What is done next with a kit.

use sealkit::id::Generation;
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
    let set = old.set_id;
    let spent: Vec<String> = written.summary.spent.iter().map(Generation::to_string).collect();
    let spent = spent.join(text!("and").as_str());
    let confirm = text!("step-confirm", generation = written.summary.generation);
    let read_back = text!("step-read-back");
    match written.summary.operation {
        OperationKind::New | OperationKind::Rotate => {
            let keep = |(generation, _): &(Generation, _)| text!("step-keep-too", generation);
            let keep: String = written.summary.staying.iter().map(keep).collect();
            let mut steps = vec![read_back, self::set(written), confirm];
            match spent.is_empty() {
                true => steps.push(text!("step-add", keep)),
                false => steps
                    .extend([text!("step-exchange", spent, keep), text!("step-destroy-generation", spent)]),
            }
            steps
        }
        OperationKind::Reshare => {
            let too = |(generation, _): &(Generation, _)| text!("step-lay-too", generation);
            let too: String = written.summary.staying.iter().map(too).collect();
            vec![read_back, text!("step-seal-with-credential") + &too, text!("step-destroy-set", set)]
        }
        OperationKind::NewIdentity => vec![
            read_back,
            self::set(written),
            confirm,
            text!("step-seal-with-credential"),
            text!("step-destroy-both", set, spent),
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
