//! Words that several sheets share.

use super::Sheet;
use super::block::{Block, Field, Table, Text, Value};
use super::context::SheetContext;
use super::kind::SheetKind;
use crate::id::Generation;
use crate::profile;

/// Characters that a line of accounts may have before it says how many more there are.
const LONG: usize = 160;
/// How many people a custodian finds on a sheet; two with long names leave no room for more.
const MOST_CALLED: usize = 4;

impl SheetContext {
    /// `2 of 3`.
    pub(super) fn quorum(&self) -> String {
        format!("{} of {}", self.threshold, self.shares)
    }

    /// A sheet of this kit, without blocks.
    pub(super) fn sheet(&self, kind: SheetKind, title: &str, head: (&str, &str), foot: &str) -> Sheet {
        let foot = if foot.is_empty() { String::new() } else { format!(" · {foot}") };
        Sheet {
            kind,
            title: format!("{title}, set {}", self.set_id),
            paper: self.paper,
            date: self.made,
            folded: false,
            head: (head.0.to_owned(), head.1.to_owned()),
            foot: format!("sealkit {}{foot}", self.version),
            blocks: Vec::new(),
        }
    }

    /// Which earlier credentials are kept, and for what; nothing where each secret is in the
    /// newest one.
    pub fn keep_lines(&self) -> Vec<String> {
        let line = |(generation, names): &(Generation, Vec<String>)| {
            format!("Keep credential no. {generation}: it still holds {}.", names.join(", "))
        };
        self.staying.iter().map(line).collect()
    }

    /// Whether the generation before this one still holds a secret.
    pub(super) fn keeps_old(&self) -> bool {
        self.staying.iter().any(|(generation, _)| Some(*generation) == self.replaces)
    }

    /// The accounts in a line: a few of them, and how many more.
    pub(super) fn account_line(&self) -> String {
        let few = if self.accounts.len() <= 3 { 3 } else { 2 };
        let mut line = String::new();
        let mut named = 0;
        for account in self.accounts.iter().take(few) {
            let room = named == 0 || line.chars().count() + account.chars().count() <= LONG;
            if !room {
                break;
            }
            line.push_str(if named == 0 { "" } else { ", " });
            line.push_str(account);
            named += 1;
        }

        match self.accounts.len() - named {
            0 if named == 0 => "none named".to_owned(),
            0 => line,
            more => format!("{line} and {more} more"),
        }
    }

    /// Labels and values of kit, accounts and date made.
    pub(super) fn kit_fields(&self, date_label: &'static str) -> Vec<Field> {
        vec![
            Field::new(4, "KIT", Value::Words(self.label.clone())),
            Field::new(5, "ACCOUNT", Value::Words(self.account_line())),
            Field::new(3, date_label, Value::Words(self.made_line())),
        ]
    }

    /// What a share and the cover of its envelope say at their top: which share it is,
    /// what it opens, of which kit, and who keeps it. `alone` says what it is by itself.
    pub(super) fn share_head(&self, x: u8, alone: &str) -> (Vec<Block>, Vec<Vec<Field>>) {
        let (k, n) = (self.threshold, self.shares);
        let head = vec![
            Block::Banner {
                title: format!("Share {x} of {n}"),
                tags: vec![("SET", self.set_id.to_string())],
            },
            Block::Lead(Text::strong(format!("Any {k} of these {n} shares open the kit. ")).then(alone)),
        ];
        let epoch = Field::new(3, "EPOCH", Value::Words(self.epoch.to_string()));
        (head, vec![self.kit_fields("MADE"), self.custodian_fields(x, epoch)])
    }

    /// Who keeps share `x` and where, and a third field beside them.
    pub(super) fn custodian_fields(&self, x: u8, third: Field) -> Vec<Field> {
        let custodian = self.custodian(x);
        vec![
            Field::new(4, "CUSTODIAN", Value::or_blank(&custodian.name)),
            Field::new(5, "PLACE", Value::or_blank(&custodian.place)),
            third,
        ]
    }

    /// A labelled value, and beside it when the next rotation and the next drill are due.
    pub(super) fn due_fields(&self, label: &'static str, value: Value) -> Vec<Field> {
        vec![
            Field::new(4, label, value),
            Field::new(5, "NEXT ROTATION DUE", Value::Words(self.next_rotation.to_string())),
            Field::new(3, "NEXT DRILL DUE", Value::Words(self.next_drill.to_string())),
        ]
    }

    /// The shares that examples of commands use: as many as are needed, the last one
    /// among them.
    pub(super) fn example_shares(&self) -> Vec<u8> {
        let n = self.shares.max(2);
        let k = self.threshold.clamp(2, n);
        (1..k).chain([n]).collect()
    }

    pub(super) fn made_line(&self) -> String {
        let how = if self.date_given { " (set by hand)" } else { "" };
        format!("{}{how}", self.made)
    }

    /// The people to call: printed, or blanks to write them in.
    pub(super) fn contact_fields(&self) -> Vec<Vec<Field>> {
        let long =
            self.contacts.iter().take(MOST_CALLED).any(|contact| contact.name.chars().count() > LONG / 4);
        let most = if long { 2 } else { MOST_CALLED };
        let mut fields: Vec<Field> = self
            .contacts
            .iter()
            .take(most)
            .map(|contact| {
                Field::new(1, "CALL", Value::or_blank(format!("{}\n{}", contact.name, contact.phone).trim()))
            })
            .collect();
        if fields.is_empty() {
            fields = (0..2).map(|_| Field::new(1, "CALL (NAME AND NUMBER)", Value::Blank)).collect();
        }
        let mut rows = Vec::new();
        while !fields.is_empty() {
            let rest = fields.split_off(fields.len().min(2));
            rows.push(std::mem::replace(&mut fields, rest));
        }

        rows
    }

    /// A page to fold around `what`. It may show in a window: it names the sheet inside
    /// and nothing that stands on it.
    pub(super) fn wrap(&self, name: &str, what: &str) -> Block {
        let how = format!(
            "Lay {what}, printed side up, on the blank back of this page, and fold all at the marks: bottom third up, \
             then top third down. "
        );
        Block::Wrap(vec![
            Block::Banner { title: format!("Wrap, {name}"), tags: vec![("SET", self.set_id.to_string())] },
            Block::Text(Text::strong(how).then(
                "The pattern is now outside all round, so that nobody reads through the paper of a DL, C5, #10 or \
                 window envelope.",
            )),
        ])
    }

    /// What must be known about the kinds of secrets in this kit.
    pub(super) fn profile_notes(&self) -> Option<Text> {
        let mut notes: Vec<&str> = Vec::new();
        let profiles = self.secrets.iter().filter_map(|secret| profile::find(&secret.profile));
        for note in profiles.filter_map(|profile| profile.on_sheets.as_deref()) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }

        (!notes.is_empty()).then(|| Text::strong(notes.join(" ")))
    }

    /// Recipient in full and fingerprint, for comparing.
    pub(super) fn recipient_fields(&self) -> Block {
        Block::Fields(vec![
            vec![Field::new(
                1,
                "RECIPIENT (THE PUBLIC HALF OF THE KEY)",
                Value::Mono(self.recipient.to_string()),
            )],
            vec![Field::new(1, "KIT FINGERPRINT", Value::Mono(self.fingerprint.to_string()))],
        ])
    }
}

/// Numbers of generations as people write them: `1, 2 and 5`.
pub(super) fn numbers(generations: &[Generation]) -> String {
    let texts: Vec<String> = generations.iter().map(Generation::to_string).collect();
    match texts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// What a custodian does before handing a share out.
pub(super) fn asked() -> Text {
    Text::strong("Somebody asks you for it? ").then(
        "Call two of these people yourself, on numbers you already had. Hand it over only when both agree, \
         and fill in the table below.",
    )
}

/// What nobody does with a share.
pub(super) fn never() -> Text {
    Text::strong(
        "Never photograph it, show it to a phone, put it into a computer that has a network, \
         or keep it with another share.",
    )
}

/// Who sealed it.
pub(super) fn sealing_table(rows: usize) -> Table {
    Table::new(13.0, &[("BAG SERIAL", 3), ("SEALED BY", 3), ("WITNESS", 3), ("DATE, TIME, ZONE", 3)])
        .empty_rows(rows)
}

/// Who opened it, why, and who said yes.
pub(super) fn opening_table(rows: usize) -> Table {
    Table::new(
        11.5,
        &[
            ("OPENED BY", 5),
            ("REASON: DRILL · EMERGENCY · OTHER", 8),
            ("APPROVED BY", 4),
            ("APPROVED BY", 4),
            ("DATE, TIME, ZONE", 5),
        ],
    )
    .empty_rows(rows)
}

/// What makes a rotation due, whatever the date says.
pub(super) fn triggers() -> Text {
    Text::strong("Due earlier than the printed dates: ")
        .then("after ")
        .bold("use")
        .then(", once a secret was shown to anybody in an emergency or a drill, and after ")
        .bold("exposure")
        .then(", once it may have been seen: rotate on the same day. A share may have been seen: new identity and new secrets. ")
        .bold("Staff change")
        .then(": a custodian, an approver or somebody who saw a secret leaves or changes places. ")
        .bold("Change of tenant")
        .then(", subscription, domain or sign-in policy: hold a drill with a sign-in.")
}
