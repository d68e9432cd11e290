//! The steps of a ceremony: one list for paper, screen and documents. Their numbers and titles
//! are the same for every operation; what happens in a step is not.

use super::block::{Style, Text};
use super::form::{numbers, sentences};
use super::operation::OperationKind;
use crate::id::{Generation, SetId};
use crate::texts::Texts;

/// A step by its name. The order is that of the ceremony.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepName {
    /// Everybody is here, signed, and without a telephone.
    People,
    /// The computer is fit, and the program is the right one.
    Computer,
    /// The plan is read aloud.
    Plan,
    /// The kit is made, and page 3 printed.
    Make,
    /// Each share is printed, read back and sealed before the next one.
    Shares,
    /// Each copy of the credential is printed and read back.
    Credential,
    /// The secrets are set, tried and confirmed.
    SetAndTry,
    /// What showed a secret, or is out of use, is destroyed.
    Destroy,
    /// Bags, credentials and handbooks go to their places.
    HandOver,
    /// What is public is kept, every other file removed.
    Tidy,
    /// The head of the log is written down, and everybody signs.
    Close,
}

/// One step, worded for an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Which one it is.
    pub name: StepName,
    /// Its number, from 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// What happens.
    pub text: Text,
}

/// How the secrets get to their accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Setting {
    /// By the provisioning sheet, which shows them.
    #[default]
    Sheet,
    /// As a recovery shows them: there is no sheet with them.
    Recovery,
    /// Not at all: each is as it was.
    Nothing,
}

/// What becomes of the credentials that are there already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarlierCredentials {
    /// Those in which nothing is valid any more once the new one counts.
    pub spent: Vec<Generation>,
    /// Those that still hold a secret.
    pub staying: Vec<Generation>,
}

/// What the words of the steps depend on. Nothing in it is secret.
#[derive(Clone, Debug, PartialEq)]
pub struct StepFacts {
    /// How many shares open the kit.
    pub threshold: u8,
    /// How many shares there are.
    pub shares: u8,
    /// The generation of the credential that the kit has in the end.
    pub generation: Generation,
    /// The share set that is there before, if there is one.
    pub set_before: Option<SetId>,
    /// How the secrets get to their accounts.
    pub setting: Setting,
    /// How many new sealed copies there are.
    pub sealed_copies: u16,
    /// What becomes of earlier credentials; `None` as long as only the plan is known.
    pub earlier: Option<EarlierCredentials>,
    /// The path of the record, once there is one: commands that are suggested are whole.
    pub record: Option<String>,
    /// The words.
    pub texts: &'static Texts,
}

impl StepName {
    /// All of them, in order.
    pub const ALL: [Self; 11] = [
        Self::People,
        Self::Computer,
        Self::Plan,
        Self::Make,
        Self::Shares,
        Self::Credential,
        Self::SetAndTry,
        Self::Destroy,
        Self::HandOver,
        Self::Tidy,
        Self::Close,
    ];

    /// Its number, from 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// Its title.
    pub fn title(self, texts: &Texts) -> String {
        match self {
            Self::People => words!(texts, "steps-people"),
            Self::Computer => words!(texts, "steps-computer"),
            Self::Plan => words!(texts, "steps-plan"),
            Self::Make => words!(texts, "steps-make"),
            Self::Shares => words!(texts, "steps-shares"),
            Self::Credential => words!(texts, "steps-credential"),
            Self::SetAndTry => words!(texts, "steps-set"),
            Self::Destroy => words!(texts, "steps-destroy"),
            Self::HandOver => words!(texts, "steps-hand-over"),
            Self::Tidy => words!(texts, "steps-tidy"),
            Self::Close => words!(texts, "steps-close"),
        }
    }
}

impl Step {
    /// What happens, as a screen shows it: a command stands between backticks.
    pub fn words(&self) -> String {
        let span = |span: &super::block::Span| match span.style {
            Style::Mono => format!("`{}`", span.words),
            Style::Plain | Style::Bold => span.words.clone(),
        };
        self.text.0.iter().map(span).collect()
    }
}

/// The steps of an operation, in order.
pub fn steps(operation: OperationKind, facts: &StepFacts) -> Vec<Step> {
    let step = |name: StepName| Step {
        name,
        number: name.number(),
        title: name.title(facts.texts),
        text: sentences(facts.say(name, operation)),
    };
    StepName::ALL.into_iter().map(step).collect()
}

impl StepFacts {
    fn say(&self, name: StepName, operation: OperationKind) -> Vec<Text> {
        let texts = self.texts;
        match name {
            StepName::People => vec![marked!(texts, "steps-people-text")],
            StepName::Computer => vec![marked!(texts, "steps-computer-text", command = "sha256sum")],
            StepName::Plan => vec![self.plan(operation)],
            StepName::Make => self.make(operation),
            StepName::Shares => self.seal(operation),
            StepName::Credential => self.credential(operation),
            StepName::SetAndTry => self.set(operation),
            StepName::Destroy => self.destroy(operation),
            StepName::HandOver => self.hand_over(operation),
            StepName::Tidy => vec![marked!(texts, "steps-tidy-text")],
            StepName::Close => {
                let command = match &self.record {
                    Some(record) => format!("sealkit inspect {record}"),
                    None => "sealkit inspect".to_owned(),
                };
                vec![marked!(texts, "steps-close-text", command)]
            }
        }
    }

    /// A command, with the record it reads where that is known.
    fn command(&self, command: &str) -> String {
        match &self.record {
            Some(record) => format!("{command} --record {record}"),
            None => command.to_owned(),
        }
    }

    fn plan(&self, operation: OperationKind) -> Text {
        let (texts, k, n) = (self.texts, self.threshold, self.shares);
        match operation {
            OperationKind::New => marked!(texts, "steps-plan-new", k, n),
            OperationKind::Rotate => marked!(texts, "steps-plan-rotate"),
            OperationKind::Reshare => marked!(texts, "steps-plan-reshare", k, n),
            OperationKind::NewIdentity => marked!(texts, "steps-plan-new-identity", k, n),
        }
    }

    /// A hash that is copied from the disk vouches for nothing, so it comes from paper.
    fn make(&self, operation: OperationKind) -> Vec<Text> {
        let texts = self.texts;
        let run = |command: &str| marked!(texts, "steps-run", command);
        let (from_paper, set) = (marked!(texts, "steps-record-hash"), marked!(texts, "steps-set-by-hand"));
        let page_3 = marked!(texts, "steps-page-3");

        match operation {
            OperationKind::New => vec![run("sealkit new"), set, page_3],
            OperationKind::Rotate => {
                vec![run("sealkit rotate"), from_paper, marked!(texts, "steps-page-3-same")]
            }
            OperationKind::Reshare => {
                let (bags, page_3) =
                    (marked!(texts, "steps-open-bags"), marked!(texts, "steps-page-3-same-key"));
                vec![bags, run("sealkit reshare"), from_paper, set, page_3]
            }
            OperationKind::NewIdentity => {
                vec![run("sealkit reshare --new-identity"), from_paper, set, page_3]
            }
        }
    }

    fn seal(&self, operation: OperationKind) -> Vec<Text> {
        let texts = self.texts;
        let mut said = match operation {
            OperationKind::Rotate => vec![marked!(texts, "steps-shares-closed")],
            _ => vec![marked!(texts, "steps-shares-each", command = self.command("sealkit check"))],
        };
        said.extend((self.sealed_copies > 0).then(|| marked!(texts, "steps-sealed-copies")));
        said
    }

    fn credential(&self, operation: OperationKind) -> Vec<Text> {
        let (texts, count, number) = (self.texts, self.shares, self.generation);
        match operation {
            OperationKind::New | OperationKind::NewIdentity => {
                vec![marked!(texts, "steps-credential-text", count)]
            }
            OperationKind::Rotate => {
                // No share was read back before, so nobody has seen the command yet.
                let command = self.command("sealkit check");
                vec![marked!(texts, "steps-credential-check", count, command)]
            }
            OperationKind::Reshare => vec![marked!(texts, "steps-credential-same", count, number)],
        }
    }

    fn set(&self, operation: OperationKind) -> Vec<Text> {
        let (texts, k) = (self.texts, self.threshold);
        if operation == OperationKind::Reshare {
            return vec![marked!(texts, "steps-set-none")];
        }

        let mut said = vec![match self.setting {
            Setting::Sheet => marked!(texts, "steps-set-by-sheet"),
            Setting::Recovery => marked!(texts, "steps-set-by-recovery", k, command = "sealkit recover"),
            Setting::Nothing => marked!(texts, "steps-set-none"),
        }];
        let command = self.command("sealkit rotate --confirm");
        match (operation, self.setting) {
            // A first kit replaces nothing, so there is nothing to confirm.
            (OperationKind::New, Setting::Sheet) => said.push(marked!(texts, "steps-keep-sheet")),
            (OperationKind::New, _) => {}
            _ => said.push(marked!(texts, "steps-confirm", command)),
        }
        said
    }

    fn destroy(&self, operation: OperationKind) -> Vec<Text> {
        let texts = self.texts;
        let shown = self.setting == Setting::Sheet && operation != OperationKind::Reshare;
        let mut said = vec![match shown {
            true => marked!(texts, "steps-receipt"),
            false => marked!(texts, "steps-no-receipt"),
        }];

        let set = self.set_before.map(|set| set.to_string()).unwrap_or_default();
        let earlier = self.earlier.as_ref().map(|earlier| earlier.spent.as_slice());
        said.extend(match (operation, earlier) {
            (OperationKind::New, _) | (OperationKind::Rotate, Some([])) => None,
            (OperationKind::Rotate, _) => Some(marked!(texts, "steps-destroy-later")),
            (OperationKind::NewIdentity, None) => Some(marked!(texts, "steps-destroy-key", set)),
            (OperationKind::NewIdentity, Some(old @ [_, ..])) => {
                let (spent, count) = (numbers(texts, old), old.len());
                Some(marked!(texts, "steps-destroy-both", set, spent, count))
            }
            // A new split leaves the credential, and so may a new key.
            _ => Some(marked!(texts, "steps-destroy-set", set)),
        });
        said
    }

    fn hand_over(&self, operation: OperationKind) -> Vec<Text> {
        let texts = self.texts;
        if operation == OperationKind::Rotate {
            return self.exchange();
        }

        let number = self.generation;
        let takes = marked!(texts, "steps-hand-over-text", number);
        let staying = self.earlier.iter().map(|earlier| &earlier.staying).filter(|old| !old.is_empty());
        let too = staying.map(|old| {
            let (staying, count) = (numbers(texts, old), old.len());
            marked!(texts, "steps-hand-over-too", staying, count)
        });
        [takes].into_iter().chain(too).collect()
    }

    /// The bags stay closed, and the credential beside each is exchanged.
    fn exchange(&self) -> Vec<Text> {
        let (texts, number) = (self.texts, self.generation);
        let beside = marked!(texts, "steps-places", number);
        let Some(earlier) = &self.earlier else {
            return vec![beside, marked!(texts, "steps-old-on-page-3")];
        };

        let mut said = vec![beside];
        if !earlier.spent.is_empty() {
            let (spent, count) = (numbers(texts, &earlier.spent), earlier.spent.len());
            said.push(marked!(texts, "steps-old-away", spent, count));
        }
        if !earlier.staying.is_empty() {
            let (staying, count) = (numbers(texts, &earlier.staying), earlier.staying.len());
            said.push(marked!(texts, "steps-old-stays", staying, count));
        }
        said
    }
}

#[cfg(test)]
mod tests;
