//! Pages 1 and 2: who is there, what happens, and who saw it. They are filled in by hand.

use super::super::Sheet;
use super::super::block::{Block, Cell, Field, Script, ScriptStep, Table, Tag, Text};
use super::super::form::{PEN, PRINTED, accounts, blank, known, mono, roles, sheet, signatures};
use super::super::kind::SheetKind;
use super::super::operation::OperationKind;
use super::super::steps::{Setting, Step, StepName, steps};
use super::custody;
use super::plan::{CeremonyPlan, custodians, people_table, person};

/// Words of the program's hash in a row, as they are read aloud.
const WORDS_IN_A_ROW: usize = 6;
/// What stands in a group of hexadecimal digits.
const GROUP: u8 = 4;
/// As many squares with words behind them stand in a row.
const FEW: u8 = 4;
/// Rows for what went differently.
const EXCEPTIONS: usize = 2;

/// Pages 1 and 2 of the ceremony sheet, and where there are many custodians their list. They
/// come from the plan alone. No secret.
pub fn ceremony_before(plan: &CeremonyPlan) -> Sheet {
    let texts = plan.facts.texts;
    let mut form = plan.part(words!(texts, "ceremony-head"));
    form.blocks = opening(plan);
    form.blocks.extend(people(plan));
    form.blocks.push(Block::Section { title: words!(texts, "ceremony-script"), note: Text::default() });
    form.blocks.push(Block::Script(script(plan)));
    form.blocks.push(closing(plan));

    let title = words!(texts, "ceremony-before-title", label = plan.label);
    let mut sheet = sheet(SheetKind::CeremonyBefore, title, (plan.paper, plan.date), form, texts);
    sheet.parts.extend(custody::list(plan));
    sheet
}

fn opening(plan: &CeremonyPlan) -> Vec<Block> {
    let (texts, facts) = (plan.facts.texts, &plan.facts);
    let tag = match plan.set_id() {
        Some(set) => Tag::value(words!(texts, "ceremony-set"), set),
        None => Tag::Boxes { label: words!(texts, "ceremony-set-by-hand"), groups: vec![GROUP; 2] },
    };
    let (k, n) = (facts.threshold, facts.shares);
    let mut rows = vec![vec![
        known(4, words!(texts, "ceremony-kit"), &plan.label),
        known(5, words!(texts, "ceremony-account"), accounts(texts, &plan.accounts)),
        known(3, words!(texts, "ceremony-opens-with"), words!(texts, "ceremony-quorum", k, n)),
    ]];
    rows.extend(follows(plan));
    rows.push(vec![
        blank(4, words!(texts, "ceremony-date")),
        blank(5, words!(texts, "ceremony-place")),
        blank(3, words!(texts, "ceremony-computer")),
    ]);

    let first = match &plan.handbook {
        Some(id) => marked!(texts, "ceremony-print-with-handbook", id),
        None => marked!(texts, "ceremony-print-first"),
    };
    vec![
        Block::Title { title: words!(texts, "ceremony-title"), tags: vec![tag] },
        Block::Lead(first),
        Block::Fields(rows),
    ]
}

/// What a kit that is there becomes; nothing for a first one.
fn follows(plan: &CeremonyPlan) -> Option<Vec<Field>> {
    let (texts, number) = (plan.facts.texts, plan.facts.generation);
    let what = match plan.operation {
        OperationKind::New => return None,
        OperationKind::Rotate => words!(texts, "ceremony-for-rotate"),
        OperationKind::Reshare => words!(texts, "ceremony-for-reshare"),
        OperationKind::NewIdentity => words!(texts, "ceremony-for-new-identity"),
    };
    let set = plan.facts.set_before.map(|set| set.to_string()).unwrap_or_default();
    Some(vec![
        known(4, words!(texts, "ceremony-for"), what),
        known(5, words!(texts, "ceremony-set-before"), set),
        known(3, words!(texts, "ceremony-credential"), words!(texts, "ceremony-number", number)),
    ])
}

fn people(plan: &CeremonyPlan) -> Vec<Block> {
    let texts = plan.facts.texts;
    let note = match plan.has_list() && plan.brings_custodians() {
        true => marked!(texts, "ceremony-people-on-list"),
        false => Text::default(),
    };
    vec![
        Block::Section { title: words!(texts, "ceremony-people"), note },
        Block::Table(people_table(plan).rows(everybody(plan))),
    ]
}

fn everybody(plan: &CeremonyPlan) -> Vec<Vec<Cell>> {
    let texts = plan.facts.texts;
    let mut rows = vec![
        person(marked!(texts, "ceremony-leader"), ""),
        person(marked!(texts, "ceremony-operator"), ""),
        person(marked!(texts, "ceremony-witness"), ""),
    ];
    match plan.brings_custodians() {
        // Others have their rows on the list.
        true if plan.has_list() => {}
        true => rows.extend(custodians(plan)),
        false => rows.push(person(Text::default(), "")),
    }
    rows
}

/// The script is the form: what is written down in a step stands in it.
fn script(plan: &CeremonyPlan) -> Script {
    let texts = plan.facts.texts;
    let labels = [
        words!(texts, "form-done"),
        words!(texts, "form-step"),
        words!(texts, "form-what-happens"),
        words!(texts, "form-initials"),
        words!(texts, "form-time"),
    ];
    let steps = steps(plan.operation, &plan.facts).into_iter().map(|step| script_step(plan, step));
    Script { labels, steps: steps.collect() }
}

fn script_step(plan: &CeremonyPlan, step: Step) -> ScriptStep {
    let Step { name, number, title, text } = step;
    let texts = plan.facts.texts;
    let mut whole = Text::strong(words!(texts, "form-step-title", title)).then(" ");
    whole.0.extend(text.0);
    if name == StepName::Computer {
        let how = match plan.release {
            Some(_) => marked!(texts, "ceremony-words-aloud"),
            None => marked!(texts, "ceremony-sha256-by-hand"),
        };
        whole.0.extend(Text::new(" ").0.into_iter().chain(how.0));
    }
    ScriptStep { number, text: whole, ticks: ticks(plan, name), below: below(plan, name) }
}

/// What is ticked one by one in a step.
fn ticks(plan: &CeremonyPlan, step: StepName) -> Vec<String> {
    let facts = &plan.facts;
    let texts = facts.texts;
    match step {
        StepName::Credential if facts.shares > FEW => (1..=facts.shares).map(|x| x.to_string()).collect(),
        StepName::Credential => (1..=facts.shares).map(|x| words!(texts, "ceremony-copy", x)).collect(),
        StepName::SetAndTry if plan.sets_secrets() && !plan.has_many_secrets() => plan.secrets.clone(),
        StepName::HandOver if plan.brings_custodians() => {
            vec![match &plan.handbook {
                Some(id) => words!(texts, "ceremony-handbook", id),
                None => words!(texts, "ceremony-handbook-there"),
            }]
        }
        _ => Vec::new(),
    }
}

/// What is written, compared or stapled in a step.
fn below(plan: &CeremonyPlan, step: StepName) -> Vec<Block> {
    let facts = &plan.facts;
    let texts = facts.texts;
    let shows_secrets = facts.setting == Setting::Sheet && plan.operation != OperationKind::Reshare;
    match step {
        StepName::Computer => program(plan),
        StepName::Shares if plan.brings_custodians() && !plan.has_list() => vec![custody::bags(plan)],
        StepName::Shares if facts.sealed_copies > 0 && !plan.has_list() => vec![custody::bags(plan)],
        StepName::SetAndTry if plan.sets_secrets() && plan.has_many_secrets() => {
            let rows = plan.secrets.iter().map(|name| vec![Cell::tick(name.clone())]);
            let column = words!(texts, "ceremony-secrets");
            vec![Block::Table(Table::labelled(PRINTED, [(column, 1)]).rows(rows))]
        }
        StepName::Destroy if shows_secrets => vec![Block::Staple(words!(texts, "ceremony-staple"))],
        StepName::HandOver if !plan.brings_custodians() && !plan.has_list() => vec![custody::places(plan)],
        StepName::Close => {
            let label = words!(texts, "ceremony-log-head");
            vec![Block::Boxes { label, groups: vec![GROUP; 4] }]
        }
        _ => Vec::new(),
    }
}

/// What the program's hash is compared with. Its words may be its own: only all 64 characters
/// from a second source tell.
fn program(plan: &CeremonyPlan) -> Vec<Block> {
    let (texts, version) = (plan.facts.texts, &plan.version);
    let Some(release) = &plan.release else {
        let half = |label| Block::Boxes { label, groups: vec![GROUP; 8] };
        return vec![half(words!(texts, "ceremony-first-half")), half(words!(texts, "ceremony-second-half"))];
    };

    let columns =
        [(words!(texts, "ceremony-words", version), 112), (words!(texts, "ceremony-characters"), 43)];
    // A word is two characters, so a row of words has half as many groups of four.
    let words = release.words.chunks(WORDS_IN_A_ROW).map(|words| words.join(" "));
    let characters = groups(&release.sha256);
    let characters = characters.chunks(WORDS_IN_A_ROW / 2).map(|groups| groups.join(" "));
    let rows = words.zip(characters).map(|(words, characters)| vec![Cell::tick(words), mono(characters)]);
    vec![Block::Table(Table::labelled(PRINTED, columns).rows(rows))]
}

/// Digits in groups of four.
fn groups(digits: &str) -> Vec<String> {
    let digits: Vec<char> = digits.chars().collect();
    digits.chunks(usize::from(GROUP)).map(|group| group.iter().collect()).collect()
}

/// What went differently, and who saw it. A signature stays with the sentence that it signs.
fn closing(plan: &CeremonyPlan) -> Block {
    let texts = plan.facts.texts;
    let columns = [
        (words!(texts, "ceremony-what-happened"), 134),
        (words!(texts, "form-initials"), 20),
        (words!(texts, "form-time"), 20),
    ];
    let signed = match plan.has_list() {
        false => marked!(texts, "ceremony-signed"),
        true => marked!(texts, "ceremony-signed-list"),
    };

    let exceptions = marked!(texts, "ceremony-exceptions-note");
    Block::Together(vec![
        Block::Section { title: words!(texts, "ceremony-exceptions"), note: exceptions },
        Block::Table(Table::labelled(PEN, columns).empty_rows(EXCEPTIONS)),
        Block::Section { title: words!(texts, "ceremony-signatures"), note: signed },
        Block::Table(signatures(texts, words!(texts, "form-signature"), roles(texts))),
    ])
}
