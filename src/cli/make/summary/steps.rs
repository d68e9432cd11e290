//! What is done next with a kit.

use sealkit::id::Generation;
use sealkit::kit::{OperationKind, PreviousKit};
use sealkit::sheet::SheetKind;

use super::Written;

const PRINT: &str = "print the sheets on a printer without network and memory";
const READ_BACK: &str = "read every printed sheet back: `sealkit check --record record.json`";
const CLEAN: &str = "keep record.json, payload.age and what shows no secret; destroy all other files";

/// Numbered steps.
pub fn next(written: &Written) -> String {
    let mut steps = vec![PRINT.to_owned()];
    steps.extend(match &written.summary.follows {
        None => vec![
            set(written),
            READ_BACK.to_owned(),
            "seal each share in its envelope, hand it over, sign the ceremony sheet".to_owned(),
        ],
        Some(old) => after(written, old),
    });
    steps.push(CLEAN.to_owned());
    let numbered = (1..).zip(steps).map(|(number, step): (usize, String)| format!("\n  {number}. {step}"));
    format!("next steps{}", numbered.collect::<String>())
}

/// The steps of a kit that follows on another one.
fn after(written: &Written, old: &PreviousKit) -> Vec<String> {
    let old_set = old.set_id;
    let spent: Vec<String> = written.summary.spent.iter().map(Generation::to_string).collect();
    let spent = spent.join(" and ");
    match written.summary.operation {
        OperationKind::New | OperationKind::Rotate => {
            let mut steps = vec![READ_BACK.to_owned(), set(written), confirm(written)];
            let at_each = "at each place: new credential and notice beside the closed envelope";
            let keep = |(generation, _): &(Generation, _)| format!(", keep credential no. {generation}");
            let keep: String = written.summary.staying.iter().map(keep).collect();
            match spent.as_str() {
                "" => steps.push(format!("{at_each}{keep}")),
                spent => steps.extend([
                    format!("{at_each}, generation {spent} away{keep}"),
                    format!("destroy generation {spent} before a witness and sign destruction.pdf"),
                ]),
            }
            steps
        }
        OperationKind::Reshare => vec![
            READ_BACK.to_owned(),
            "seal each share in its envelope, hand it over, a credential sheet beside it".to_owned(),
            format!("then destroy all shares of set {old_set} before a witness and sign destruction.pdf"),
        ],
        OperationKind::NewIdentity => vec![
            READ_BACK.to_owned(),
            set(written),
            confirm(written),
            "seal each share in its envelope, hand it over, a credential sheet beside it".to_owned(),
            format!(
                "then destroy set {old_set} and generation {spent} before a witness and sign destruction.pdf"
            ),
        ],
    }
}

fn set(written: &Written) -> String {
    if written.summary.secrets.iter().all(|secret| secret.kept.is_some()) {
        return "set nothing on the target: every secret is as it was".to_owned();
    }
    match written.files.iter().any(|file| SheetKind::parse(file) == Some(SheetKind::Provisioning)) {
        true => "set the secrets on the target with provisioning.pdf, then destroy it".to_owned(),
        false => "set the secrets on the target: `sealkit recover` shows them".to_owned(),
    }
}

fn confirm(written: &Written) -> String {
    let generation = written.summary.generation;
    format!("sign in with generation {generation}, then `sealkit rotate --confirm --record record.json`")
}
