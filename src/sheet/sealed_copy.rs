//! A whole copy of the secrets in clear, kept sealed by those who want one envelope that opens
//! everything. It is folded like a share, with a packet of its own.

use super::block::{Block, Field, LookAlike, Text, Value, Way};
use super::clear::{ProvisionedSecret, clear, pieces};
use super::context::SheetContext;
use super::details::notes;
use super::kind::SheetKind;
use super::look_alikes::{letters, signs};
use super::packet::copy_packet;
use super::{Part, Sheet};
use crate::plan::Paper;
use crate::qr::{self, Level};
use crate::secret::SecretText;

/// The size of a secret's characters in points.
const SIZE: f32 = 18.0;
/// How many letters of the legend stand in a row, and how many signs.
const LETTERS: usize = 7;
const SIGNS: usize = 5;

/// Copy `number` of `copies`. Each secret has a page of its own, and a long one several: it
/// stands in the middle panel alone, clear of the folds.
pub fn sealed_copy(
    context: &SheetContext,
    secrets: Vec<ProvisionedSecret<'_>>,
    number: u16,
    copies: u16,
) -> Sheet {
    let texts = context.texts;
    let name = words!(texts, "sealed-copy-name", number, copies);
    let mut blocks = Vec::new();
    for secret in &secrets {
        let pieces = pieces(secret.value);
        let parts = pieces.len();
        for (i, value) in pieces.into_iter().enumerate() {
            let is_first = blocks.is_empty();
            if !is_first {
                blocks.push(Block::PageBreak);
            }
            let page = Page { context, name: &name, is_first, secret, part: i + 1, parts };
            blocks.extend(page.panels(value));
        }
    }

    let copy = Part {
        name: name.clone(),
        folded: true,
        head: (words!(texts, "sealed-copy-head"), words!(texts, "sealed-copy-head-secret")),
        foot: words!(
            texts,
            "sealed-copy-foot",
            version = context.version,
            number,
            copies,
            credential = context.generation
        ),
        blocks,
    };
    let kind = SheetKind::SealedCopy { number, copies };
    context.file(kind, &name, vec![copy, copy_packet(context, number, copies)])
}

/// One page of a copy.
struct Page<'a> {
    context: &'a SheetContext,
    /// `Sealed copy 1 of 2`.
    name: &'a str,
    /// Whether it is the first one: the form for the sealing stands there alone.
    is_first: bool,
    secret: &'a ProvisionedSecret<'a>,
    /// Which part of the secret, from 1, of how many.
    part: usize,
    parts: usize,
}

impl Page<'_> {
    fn panels(&self, value: SecretText) -> [Block; 3] {
        [
            Block::Fold(1, self.first_panel()),
            Block::Fold(2, vec![self.middle_panel(value).into()]),
            Block::Fold(3, self.last_panel()),
        ]
    }

    /// Long names take more lines; where those are too many, a page of their own.
    fn first_panel(&self) -> Vec<Way> {
        let context = self.context;
        let way = |head: Block, advice: Vec<Block>, next: Vec<Block>| {
            let mut here = self.top();
            here.push(head);
            here.extend(advice);
            here.extend(self.warnings());
            Way { here, next }
        };

        // Only the first part of a secret says everything.
        let is_first = self.part == 1;
        let behind = || match is_first {
            true => words!(context.texts, "share-names-behind"),
            false => words!(context.texts, "sealed-copy-as-part-1"),
        };
        let named = || self.head(context.label.clone(), self.secret.account.to_owned(), self.described());
        let unnamed = || Block::Bare(self.head(behind(), behind(), behind()));
        if !is_first {
            let parts = [Block::Fields(named()), unnamed()];
            return parts.map(|head| way(head, Vec::new(), Vec::new())).into_iter().collect();
        }

        let names_and_advice = || {
            let mut blocks = self.behind();
            blocks.extend(self.advice());
            blocks
        };
        // What nobody may miss stays; all else is on the page behind.
        let reduced = |here: Vec<Block>, most: usize| {
            let [used, never] = self.warnings();
            let here = here.into_iter().take(most).chain([never]).collect();
            Way { here, next: names_and_advice().into_iter().chain([used]).collect() }
        };
        let (least, warned) = (reduced(self.top(), 2), reduced(self.top(), 1));

        vec![
            way(Block::Fields(named()), self.advice(), Vec::new()),
            way(Block::Bare(named()), self.advice(), Vec::new()),
            way(unnamed(), self.advice(), self.behind()),
            way(unnamed(), Vec::new(), names_and_advice()),
            least,
            warned,
        ]
    }

    fn head(&self, label: String, account: String, secret: String) -> Vec<Vec<Field>> {
        let (context, texts) = (self.context, self.context.texts);
        vec![
            vec![
                Field::new(6, words!(texts, "custody-kit"), Value::Words(label)),
                Field::new(7, words!(texts, "custody-account", count = 1), Value::Words(account)),
                context.made_field(4),
            ],
            vec![self.secret_field(6, secret), context.credential_field(7), context.renew_field(4)],
        ]
    }

    fn top(&self) -> Vec<Block> {
        let texts = self.context.texts;
        vec![
            Block::Title { title: self.name.to_owned(), tags: vec![self.context.set_tag()] },
            Block::Lead(marked!(texts, "sealed-copy-lead")),
        ]
    }

    /// The secret's name and, if it was generated, its length.
    fn described(&self) -> String {
        let (texts, name) = (self.context.texts, self.secret.name);
        match self.secret.length() {
            Some(count) => words!(texts, "sealed-copy-generated", name, count),
            None => name.to_owned(),
        }
    }

    fn secret_field(&self, parts: u16, secret: String) -> Field {
        Field::new(parts, words!(self.context.texts, "sealed-copy-secret"), Value::Words(secret))
    }

    /// The names on a page of their own.
    fn behind(&self) -> Vec<Block> {
        let context = self.context;
        vec![
            Block::Title { title: self.name.to_owned(), tags: vec![context.set_tag()] },
            Block::Fields(vec![
                vec![context.label_field(1)],
                vec![self.secret_field(1, self.described())],
                vec![Field::new(
                    1,
                    words!(context.texts, "custody-account", count = 1),
                    Value::Words(self.secret.account.to_owned()),
                )],
            ]),
        ]
    }

    /// What must be known about the secret, and about those that are not here.
    fn advice(&self) -> Vec<Block> {
        let (context, texts) = (self.context, self.context.texts);
        let notes = notes([self.secret.profile], texts).map(|notes| Block::Text(first_bold(&notes)));
        let kept = context.staying.iter().map(|(number, names)| {
            Block::Text(marked!(texts, "sealed-copy-keep", number, names = names.join(", ")))
        });
        notes.into_iter().chain(kept).collect()
    }

    fn warnings(&self) -> [Block; 2] {
        let texts = self.context.texts;
        [Block::Text(marked!(texts, "sealed-copy-used")), Block::Text(marked!(texts, "sealed-copy-never"))]
    }

    /// The lines and their square, and on A4 the legend of letters below them.
    fn middle_panel(&self, value: SecretText) -> Vec<Block> {
        let texts = self.context.texts;
        let (part, parts) = (self.part, self.parts);
        let title = match parts {
            1 => words!(texts, "sealed-copy-scan"),
            _ => words!(texts, "sealed-copy-scan-part", part, parts),
        };

        let caption = words!(texts, "sealed-copy-scanner");
        // A piece is far shorter than what a square holds.
        let square = qr::text(value.expose(), Level::Medium).ok();
        let mut blocks = vec![
            Block::Heading(title),
            Block::Text(marked!(texts, "clear-gaps-and-frames")),
            Block::Zone(vec![Block::Clear(clear(value, SIZE, square, caption))]),
        ];
        if self.context.paper == Paper::A4 {
            blocks.push(self.legend(letters(texts), LETTERS));
        }
        blocks
    }

    fn legend(&self, characters: Vec<LookAlike>, columns: usize) -> Block {
        let label = words!(self.context.texts, "sealed-copy-look-alikes");
        Block::LookAlikes { label, characters, columns }
    }

    /// Who sealed it, and the legend of signs. On Letter the letters stand here too, where the
    /// packet alone says what a finder does.
    fn last_panel(&self) -> Vec<Way> {
        let (context, texts) = (self.context, self.context.texts);
        let way = |row_mm: f32| {
            let mut blocks = Vec::new();
            if self.is_first {
                blocks.push(Block::Heading(words!(texts, "custody-sealing")));
                blocks.push(Block::Table(context.sealing_form(row_mm)));
            }
            match context.paper {
                Paper::A4 => {
                    blocks.push(self.legend(signs(texts), SIGNS));
                    blocks.push(Block::Blank(marked!(texts, "share-found-this")));
                }
                Paper::Letter => {
                    blocks.push(self.legend(letters(texts), LETTERS));
                    blocks.push(self.legend(signs(texts), SIGNS));
                }
            }
            blocks.into()
        };
        // The signs go last: what they tell, the screen of the sign-in shows as well.
        let bare: Way = vec![
            Block::Heading(words!(texts, "custody-sealing")),
            Block::Table(context.sealing_form(9.0)),
            Block::Blank(marked!(texts, "share-found-this")),
        ]
        .into();
        [13.0, 9.0].map(way).into_iter().chain([bare]).collect()
    }
}

/// A paragraph whose first sentence is bold.
fn first_bold(words: &str) -> Text {
    match words.split_once(". ") {
        Some((first, rest)) => Text::strong(format!("{first}.")).then(format!(" {rest}")),
        None => Text::strong(words),
    }
}
