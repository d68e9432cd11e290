//! The page that is folded round a share or a sealed copy: a cover outside, patterns where the
//! secret would show through.

use super::Part;
use super::block::{Block, Field, Packet, Table, Text, Value, Way};
use super::context::SheetContext;
use super::pictures::fold_steps;

/// The least height of the row in which an opening is approved, in millimetres.
const OPENING_ROW: f32 = 13.0;

/// The packet of share `x`. It shows the kit's name and never an account: it may be seen
/// through a window, or by whoever empties a safe. `seed` makes its pattern.
pub fn packet(context: &SheetContext, x: u8, seed: u64) -> Part {
    let (texts, version) = (context.texts, &context.version);
    let packet =
        Packet { cover: cover(context, x), steps: steps(context, words!(texts, "packet-lay-share")), seed };
    Part {
        name: words!(texts, "packet-name", x, n = context.shares),
        folded: true,
        head: head(context),
        foot: words!(texts, "packet-foot", version, x),
        blocks: vec![Block::Packet(packet)],
    }
}

/// The packet of sealed copy `number` of `copies`, with the form for its opening outside: it
/// has no custody card.
pub(super) fn copy_packet(context: &SheetContext, number: u16, copies: u16) -> Part {
    let (texts, version) = (context.texts, &context.version);
    let packet = Packet {
        cover: copy_cover(context, number, copies),
        steps: steps(context, words!(texts, "packet-lay-copy")),
        // Any public name that no two copies share will do.
        seed: spread(format!("{} {} {number}", context.set_id, context.generation).as_bytes()),
    };
    Part {
        name: words!(texts, "packet-copy-name", number, copies),
        folded: true,
        head: head(context),
        foot: words!(texts, "packet-copy-foot", version, number),
        blocks: vec![Block::Packet(packet)],
    }
}

/// What the pattern of a share's packet is made from: the first 16 digits of its public
/// fingerprint, however they are grouped.
pub(super) fn seed_of(fingerprint: &str) -> u64 {
    let digits = fingerprint.chars().filter_map(|c| c.to_digit(16));
    digits.take(16).fold(0, |seed, digit| (seed << 4) | u64::from(digit))
}

/// A number that differs for different bytes (FNV-1a, 64 bits).
fn spread(bytes: &[u8]) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    bytes.iter().fold(BASIS, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

fn head(context: &SheetContext) -> (String, String) {
    (words!(context.texts, "packet-head"), words!(context.texts, "packet-head-approvals"))
}

fn steps(context: &SheetContext, lay: String) -> Vec<(super::Drawing, Text)> {
    let texts = context.texts;
    let words = [lay, words!(texts, "packet-fold-up"), words!(texts, "packet-fold-down")];
    fold_steps().into_iter().zip(words.map(Text::new)).collect()
}

/// How who keeps it stands outside.
#[derive(Clone, Copy)]
enum Names {
    /// In labelled fields.
    Fields,
    /// In a paragraph, where there is less room.
    Words,
    /// The kit's name alone.
    Kit,
}

/// Where those stand who are called before it is handed over.
#[derive(Clone, Copy)]
enum Callers {
    /// So many of them, right of the words.
    Beside(usize),
    /// So many of them, below the words.
    Below(usize),
    /// On the custody card.
    Card,
}

/// The call stays as large as it is: long names go first, since the custody card has them too.
/// Where that is not enough, as on the low panel of Letter, the warning loses its frame.
fn cover(context: &SheetContext, x: u8) -> Vec<Way> {
    let all = context.contacts.len().max(2);
    let mut callers = vec![Callers::Beside(all), Callers::Beside(2), Callers::Below(2)];
    if !context.contacts.is_empty() {
        callers.push(Callers::Card);
    }
    let names = [Names::Fields, Names::Words, Names::Kit];
    let framed = [true, false];

    let mut ways = Vec::new();
    for (callers, framed) in callers.into_iter().flat_map(|callers| framed.map(|framed| (callers, framed))) {
        ways.extend(names.map(|names| {
            let mut blocks = vec![context.share_title(x), kept(context, x, names), warning(context, framed)];
            blocks.extend(called(context, callers));
            blocks.push(Block::Blank(marked!(context.texts, "packet-found")));
            Way::from(blocks)
        }));
    }
    ways
}

fn warning(context: &SheetContext, framed: bool) -> Block {
    let words = words!(context.texts, "packet-shout");
    if framed { Block::Shout(words) } else { Block::Lead(Text::strong(words)) }
}

fn kept(context: &SheetContext, x: u8, names: Names) -> Block {
    let texts = context.texts;
    let (custodian, label) = (context.custodian(x), &context.label);
    let reached = |between| match custodian.phone.as_str() {
        "" => custodian.name.clone(),
        phone => format!("{}{between}{phone}", custodian.name),
    };
    match names {
        // Without a name there is room for a pen.
        Names::Words if !custodian.name.is_empty() && !custodian.place.is_empty() => {
            let (custodian, place) = (reached(", "), &custodian.place);
            Block::Text(marked!(texts, "packet-kept", custodian, place, label))
        }
        Names::Fields | Names::Words => Block::Fields(vec![vec![
            Field::new(5, words!(texts, "custody-custodian"), Value::or_blank(&reached("\n"))),
            context.place_field(6, x),
            context.label_field(6),
        ]]),
        Names::Kit => Block::Text(marked!(texts, "packet-kept-on-card", label)),
    }
}

fn called(context: &SheetContext, callers: Callers) -> Vec<Block> {
    let texts = context.texts;
    let call = || {
        Block::Text(match context.contacts.len() {
            0 => marked!(texts, "packet-call-written"),
            1 | 2 => marked!(texts, "packet-call-both"),
            _ => marked!(texts, "packet-call-two"),
        })
    };
    match callers {
        Callers::Beside(most) => vec![Block::Columns(vec![(11, vec![call()]), (9, context.people(most))])],
        Callers::Below(most) => {
            let mut blocks = vec![call()];
            blocks.extend(context.people(most));
            blocks
        }
        Callers::Card => vec![Block::Text(marked!(texts, "packet-call-card"))],
    }
}

/// Which kit it is, room for who keeps it, and the form for the opening.
fn copy_cover(context: &SheetContext, number: u16, copies: u16) -> Vec<Way> {
    let texts = context.texts;
    let way = |kept: Vec<Block>, framed: bool| {
        let title = words!(texts, "sealed-copy-name", number, copies);
        let mut blocks = vec![Block::Title { title, tags: vec![context.set_tag()] }];
        blocks.extend(kept);
        blocks.push(warning(context, framed));
        blocks.push(Block::Table(context.opening_form(OPENING_ROW).rows([context.opening_row()])));
        blocks.push(Block::Blank(marked!(texts, "packet-found")));
        Way::from(blocks)
    };

    let words = || copy_words(context);
    let mut ways = vec![way(copy_fields(context), true), way(words(), true), way(words(), false)];
    // With the longest labels Letter has no room for custodian and place, then none for a finder.
    let only_kit = || words().into_iter().take(1).collect();
    ways.push(way(only_kit(), false));
    let mut last = way(only_kit(), false);
    last.here.pop();
    ways.push(last);
    // Whoever approves signs on less.
    let mut lowest = way(Vec::new(), false);
    lowest.here.pop();
    ways.push(lowest);
    ways
}

fn copy_fields(context: &SheetContext) -> Vec<Block> {
    let texts = context.texts;
    vec![Block::Fields(vec![vec![
        context.label_field(46),
        Field::new(38, words!(texts, "custody-custodian"), Value::Blank),
        Field::new(38, words!(texts, "custody-place"), Value::Blank),
        context.credential_field(24),
        context.renew_field(24),
    ]])]
}

fn copy_words(context: &SheetContext) -> Vec<Block> {
    let (texts, label) = (context.texts, &context.label);
    let (number, date) = (context.generation, context.next_rotation);
    vec![
        Block::Text(marked!(texts, "packet-copy-of", label, number, date)),
        Block::Columns(vec![
            (9, vec![Block::Blank(marked!(texts, "packet-custodian"))]),
            (11, vec![Block::Blank(marked!(texts, "packet-place"))]),
        ]),
    ]
}

impl SheetContext {
    /// Who opened something and why, and the two who approved, without a row yet.
    pub(super) fn opening_form(&self, row_mm: f32) -> Table {
        let texts = self.texts;
        let columns = [
            (words!(texts, "custody-reason"), 39),
            (words!(texts, "custody-opened-by"), 45),
            (words!(texts, "custody-approved-by"), 45),
            (words!(texts, "custody-approved-by"), 45),
        ];
        Table::labelled(row_mm, columns)
    }
}
