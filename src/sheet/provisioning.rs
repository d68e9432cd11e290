//! The new secrets in clear, to be set on their targets and destroyed. A receipt below a cut
//! line is left over.

use super::block::{Block, Clear, Field, LookAlike, Table, Text, Value};
use super::clear::{ProvisionedSecret, about, clear, note};
use super::context::SheetContext;
use super::details::{Accounts, notes};
use super::kind::SheetKind;
use super::look_alikes::occurring;
use super::{Part, Sheet};
use crate::texts::Texts;

/// The size of a secret's characters in points.
const SIZE: f32 = 20.0;
/// Accounts up to so many characters stand beside the kit's name on the receipt.
const SHORT: usize = 40;

/// The sheet that shows each of these secrets, and the receipt for their destruction.
pub fn provisioning(context: &SheetContext, secrets: Vec<ProvisionedSecret<'_>>) -> Sheet {
    let (texts, count) = (context.texts, secrets.len());
    let notes = notes(secrets.iter().map(|secret| secret.profile), texts);
    let name = words!(texts, "provisioning-name");

    let mut blocks = Vec::new();
    for (i, secret) in secrets.into_iter().enumerate() {
        blocks.extend(one(context, secret, i == 0));
    }
    blocks.push(destroy(texts, count, notes));
    blocks.push(Block::Cut { label: words!(texts, "provisioning-cut"), blocks: receipt(context, count) });

    let part = Part {
        name: name.clone(),
        folded: false,
        head: (words!(texts, "provisioning-head"), words!(texts, "provisioning-head-secret")),
        foot: words!(
            texts,
            "provisioning-foot",
            version = context.version,
            set = context.set_id,
            number = context.generation
        ),
        blocks,
    };
    context.file(SheetKind::Provisioning, &name, vec![part])
}

/// One secret. The first one has the title of the page.
fn one(context: &SheetContext, secret: ProvisionedSecret<'_>, is_first: bool) -> Vec<Block> {
    let texts = context.texts;
    let about = about(texts, &secret, context.generation.to_string());
    let mut blocks = match is_first {
        true => vec![
            Block::Title { title: secret.name.to_owned(), tags: vec![context.set_tag()] },
            Block::Lead(about),
            Block::Rule,
        ],
        false => vec![Block::Rule, Block::Heading(secret.name.to_owned()), Block::Text(about)],
    };

    let legend = occurring(secret.value, texts);
    let caption = words!(texts, "provisioning-scanner");
    let lines = clear(secret.value.duplicate(), SIZE, Some(secret.grid), caption);
    blocks.push(Block::Clear(Clear { note: note(texts, secret.value), ..lines }));
    blocks.extend(told(texts, legend));
    match is_first {
        true => blocks,
        false => vec![Block::Together(blocks)],
    }
}

fn told(texts: &Texts, characters: Vec<LookAlike>) -> Vec<Block> {
    if characters.is_empty() {
        return Vec::new();
    }
    let label = words!(texts, "provisioning-look-alikes");
    vec![Block::Rule, Block::LookAlikes { label, characters, columns: 4 }]
}

fn destroy(texts: &Texts, count: usize, notes: Option<String>) -> Block {
    let notes = notes.map(|notes| format!(" {notes}")).unwrap_or_default();
    let steps = vec![
        Text::new(words!(texts, "provisioning-set", count) + &notes),
        marked!(texts, "provisioning-delete", file = SheetKind::Provisioning),
        marked!(texts, "provisioning-shred"),
        marked!(texts, "provisioning-sign"),
    ];
    Block::Together(vec![Block::Shout(words!(texts, "provisioning-destroy")), Block::Steps(1, steps)])
}

/// What is stapled to the ceremony sheet: a signature has to survive the shredder.
fn receipt(context: &SheetContext, count: usize) -> Vec<Block> {
    let texts = context.texts;
    let title = words!(texts, "provisioning-receipt");
    vec![
        Block::Section { title, note: marked!(texts, "provisioning-staple") },
        Block::Fields(of_what(context)),
        Block::Text(marked!(texts, "provisioning-destroyed", count)),
        Block::Table(
            Table::labelled(
                14.0,
                [
                    (words!(texts, "provisioning-by"), 47),
                    (words!(texts, "custody-witness"), 47),
                    (words!(texts, "provisioning-how"), 38),
                    (words!(texts, "custody-date-time"), 42),
                ],
            )
            .empty_rows(1),
        ),
    ]
}

/// A long account has a row of its own.
fn of_what(context: &SheetContext) -> Vec<Vec<Field>> {
    let set = words!(context.texts, "custody-set");
    let set = Field::new(4, set, Value::Mono(context.set_id.to_string()));
    let credential = context.credential_field(3);
    let is_short = match context.accounts.as_slice() {
        [only] => only.chars().count() <= SHORT,
        _ => true,
    };

    match is_short {
        true => {
            vec![vec![context.label_field(7), context.account_field(7, Accounts::Counted), set, credential]]
        }
        false => vec![
            vec![context.label_field(14), set, credential],
            vec![context.account_field(1, Accounts::Counted)],
        ],
    }
}
