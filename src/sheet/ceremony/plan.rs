//! What the pages before the kit are made from, and the rows of people that both of them have.

use super::super::Part;
use super::super::block::{Cell, Table, Text};
use super::super::context::BinaryInfo;
use super::super::form::{PEN, accounts, part};
use super::super::operation::OperationKind;
use super::super::steps::{Setting, StepFacts};
use crate::id::SetId;
use crate::plan::{Custodian, Paper};
use time::Date;

/// More bags than these go onto a list.
const MOST_BAGS: usize = 3;
/// Characters that a name, a place, a label, and a line of accounts or secrets may have.
const LONG_NAME: usize = 20;
const LONG_PLACE: usize = 22;
const LONG_LABEL: usize = 28;
const LONG_ACCOUNT: usize = 40;
/// Characters that the names of all secrets may have to stand behind one another.
const LONG_SECRETS: usize = 200;

/// What is known of a kit before it is made: the plan, and the record of the kit that is there.
#[derive(Clone, Debug, PartialEq)]
pub struct CeremonyPlan {
    /// The operation that the ceremony is for.
    pub operation: OperationKind,
    /// The kit's name.
    pub label: String,
    /// The accounts it opens.
    pub accounts: Vec<String>,
    /// The names of the secrets that are set.
    pub secrets: Vec<String>,
    /// One per share, in order; a missing one prints as blanks.
    pub custodians: Vec<Custodian>,
    /// The name of the file that this comes from, such as `contoso-1.toml`.
    pub source: String,
    /// Hash and words of the program, from a file of its release; never from the program.
    pub release: Option<BinaryInfo>,
    /// The version of the program.
    pub version: String,
    /// The paper.
    pub paper: Paper,
    /// The id of the handbook that lies in every place.
    pub handbook: Option<String>,
    /// The date in the document's properties.
    pub date: Date,
    /// What the steps depend on, and the words.
    pub facts: StepFacts,
}

impl CeremonyPlan {
    /// The custodian of share `x`, or one without name and place.
    pub(super) fn custodian(&self, x: u8) -> Custodian {
        let known = self.custodians.get(usize::from(x).wrapping_sub(1)).cloned();
        known.unwrap_or_else(|| Custodian { name: String::new(), place: String::new(), phone: String::new() })
    }

    /// Whether custodians take shares away: a rotation leaves them where they are.
    pub(super) fn brings_custodians(&self) -> bool {
        self.operation != OperationKind::Rotate
    }

    /// Whether custodians sign on a list of their own, so that the form stays two pages.
    pub(super) fn has_list(&self) -> bool {
        let bags = usize::from(self.facts.shares) + usize::from(self.facts.sealed_copies);
        // Custodians of the old set come too, and Letter is 18 mm shorter.
        let opens_bags = matches!(self.operation, OperationKind::Reshare | OperationKind::NewIdentity);
        opens_bags || self.paper == Paper::Letter || bags > MOST_BAGS || self.is_wordy()
    }

    /// Whether there are secrets to set.
    pub(super) fn sets_secrets(&self) -> bool {
        self.facts.setting != Setting::Nothing && self.operation != OperationKind::Reshare
    }

    /// Whether the secrets need rows of their own, which may go on on another page.
    pub(super) fn has_many_secrets(&self) -> bool {
        self.secrets.concat().chars().count() > LONG_SECRETS
    }

    /// Whether names are too long for the lines that the form has for them.
    pub(super) fn is_wordy(&self) -> bool {
        let is_long = |text: &str, most: usize| text.chars().count() > most;
        let keeper =
            |keeper: &Custodian| is_long(&keeper.name, LONG_NAME) || is_long(&keeper.place, LONG_PLACE);
        is_long(&self.label, LONG_LABEL)
            || is_long(&accounts(self.facts.texts, &self.accounts), LONG_ACCOUNT)
            || is_long(&self.secrets.concat(), LONG_ACCOUNT)
            || self.custodians.iter().any(keeper)
    }

    /// The share set, where it is the same before and after.
    pub(super) fn set_id(&self) -> Option<SetId> {
        self.facts.set_before.filter(|_| self.operation == OperationKind::Rotate)
    }

    pub(super) fn part(&self, head: String) -> Part {
        let texts = self.facts.texts;
        let (version, source) = (&self.version, &self.source);
        let foot = words!(texts, "ceremony-foot", version, source);
        part(words!(texts, "ceremony-title"), head, words!(texts, "ceremony-shows-places"), foot)
    }
}

/// The columns of the people who are there.
pub(super) fn people_table(plan: &CeremonyPlan) -> Table {
    let texts = plan.facts.texts;
    let columns = [
        (words!(texts, "form-role"), 40),
        (words!(texts, "form-printed-name"), 50),
        (words!(texts, "form-signature"), 60),
        (words!(texts, "ceremony-time-in"), 24),
    ];
    Table::labelled(PEN, columns)
}

/// A row for somebody who comes in.
pub(super) fn person(role: Text, name: &str) -> Vec<Cell> {
    vec![Cell::Words(role), name.into(), "".into(), "".into()]
}

/// A row for each custodian.
pub(super) fn custodians(plan: &CeremonyPlan) -> impl Iterator<Item = Vec<Cell>> {
    let texts = plan.facts.texts;
    let row = move |x: u8| person(marked!(texts, "ceremony-custodian", x), &plan.custodian(x).name);
    (1..=plan.facts.shares).map(row)
}
