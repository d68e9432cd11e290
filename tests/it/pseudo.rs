//! A language that nobody speaks: English with accents on every letter, half as long again. What
//! still reads as English in it does not come from the text files.

use std::collections::{BTreeMap, BTreeSet};

use sealkit::auth::AuthError;
use sealkit::credential::{CodeError, Elsewhere, KeyKind, PartError, TextError};
use sealkit::id::{Epoch, Generation, KeyId, NameError, SetId};
use sealkit::kit::{KitError, RehearsalError};
use sealkit::lines::{LineError, Proposal};
use sealkit::passphrase::{ImportError, PassphraseError};
use sealkit::pdf::PdfError;
use sealkit::plan::{Plan, PlanErrorKind};
use sealkit::profile::{Class, ClassRule, Limit, RecipeError, Unit};
use sealkit::qr::QrError;
use sealkit::record::{BatchError, Hash, LogError, LogKind, RecordError, TypedHashError};
use sealkit::recovery::{
    BlockError, BlockKind, CombineError, FindingInfo, ForkedCredential, InputError, NoSecret, OpenError,
};
use sealkit::scan::ScanError;
use sealkit::seal::SealError;
use sealkit::shamir::{Quorum, QuorumError, ShamirError};
use sealkit::share::ShareError;
use sealkit::sheet::{RehearsalSetError, SheetKind};
use sealkit::template::TemplateError;
use sealkit::tenant::TenantError;
use sealkit::texts::{ENGLISH, Texts, Worded, english};
use sealkit::wording;
use time::macros::date;

/// What each letter becomes; nothing of it is a plain letter.
const ACCENTS: [(char, char); 52] = [
    ('a', 'á'),
    ('b', 'б'),
    ('c', 'ç'),
    ('d', 'ð'),
    ('e', 'é'),
    ('f', 'ф'),
    ('g', 'ğ'),
    ('h', 'ћ'),
    ('i', 'í'),
    ('j', 'й'),
    ('k', 'ķ'),
    ('l', 'ļ'),
    ('m', 'м'),
    ('n', 'ñ'),
    ('o', 'ó'),
    ('p', 'þ'),
    ('q', 'љ'),
    ('r', 'ŕ'),
    ('s', 'š'),
    ('t', 'ţ'),
    ('u', 'ú'),
    ('v', 'в'),
    ('w', 'ш'),
    ('x', 'х'),
    ('y', 'ý'),
    ('z', 'ž'),
    ('A', 'Á'),
    ('B', 'Б'),
    ('C', 'Ç'),
    ('D', 'Ð'),
    ('E', 'É'),
    ('F', 'Ф'),
    ('G', 'Ğ'),
    ('H', 'Ж'),
    ('I', 'Í'),
    ('J', 'Й'),
    ('K', 'Ķ'),
    ('L', 'Ļ'),
    ('M', 'М'),
    ('N', 'Ñ'),
    ('O', 'Ó'),
    ('P', 'Þ'),
    ('Q', 'Љ'),
    ('R', 'Ŕ'),
    ('S', 'Š'),
    ('T', 'Ţ'),
    ('U', 'Ú'),
    ('V', 'В'),
    ('W', 'Ш'),
    ('X', 'Х'),
    ('Y', 'Ý'),
    ('Z', 'Ž'),
];

/// A text file in the form of Fluent, with its words in the language that nobody speaks. Keys,
/// placeables, marks such as `**`, and what is typed (between backticks) stay as they are.
pub fn pseudo(ftl: &str) -> String {
    let mut out = String::new();
    let mut is_typed = false;
    for line in ftl.lines() {
        let (kept, text) = line.split_at(words_at(line));
        is_typed &= line.starts_with(' ');
        out.push_str(kept);
        out.push_str(&spoken(text, &mut is_typed));
        out.push('\n');
    }
    out
}

/// Where the words of a line begin: behind a key, an attribute, the name of a variant.
fn words_at(line: &str) -> usize {
    let body = line.trim_start();
    let start = line.len() - body.len();
    if line.starts_with('#') || body.is_empty() {
        return line.len();
    }
    if body.starts_with(['[', '*']) {
        return line.find(']').map_or(start, |at| at + 1);
    }
    let is_named = start == 0 || body.starts_with('.');
    if is_named { line.find('=').map_or(line.len(), |at| at + 1) } else { start }
}

/// The words of a line, but for what stands in braces without quotes, or between backticks.
fn spoken(text: &str, is_typed: &mut bool) -> String {
    let mut out = String::new();
    let (mut word, mut depth, mut is_quoted) = (0, 0, false);
    // A character by its number, as in {"\u00A0"}, is no word.
    let mut numbered = 0;
    for c in text.chars() {
        numbered = if c == '\\' { 6 } else { i32::max(numbered - 1, 0) };
        depth += i32::from(c == '{' && !is_quoted);
        is_quoted ^= c == '"' && depth > 0;
        *is_typed ^= c == '`' && depth == 0;
        let is_word = !*is_typed && numbered == 0 && (depth == 0 || is_quoted);
        let accented = ACCENTS.iter().find(|(letter, _)| *letter == c && is_word);
        if accented.is_none() {
            out.extend(std::iter::repeat_n('ø', word / 2));
            word = 0;
        }
        depth -= i32::from(c == '}' && depth > 0 && !is_quoted);
        word += usize::from(accented.is_some());
        out.push(accented.map_or(c, |(_, accented)| *accented));
    }
    out.extend(std::iter::repeat_n('ø', word / 2));
    out
}

/// Every text of sealkit in the language that nobody speaks.
pub fn texts() -> Texts {
    Texts::of(&ENGLISH.map(pseudo))
}

/// The words in it that read as English: those of two letters or more, but for what is typed.
pub fn english_in(said: &str) -> Vec<&str> {
    let spoken = said.split('`').step_by(2);
    let words = spoken.flat_map(|part| part.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic())).collect()
}

#[test]
fn only_words_are_spoken_otherwise() {
    let file = "# note\nkey = Give **two** of `a b` to { $who }\n    .hint = ask { other.hint }\n\
                many = { $count ->\n        [1] one kit\n       *[other] { $count } kits\n    } of all\n";
    let spoken = "# note\nkey = Ğíвéøø **ţшóø** óфø `a b` ţóø { $who }\n    .hint = ášķø { other.hint }\n\
                  many = { $count ->\n        [1] óñéø ķíţø\n       *[other] { $count } ķíţšøø\n    } óфø áļļø\n";
    assert_eq!(pseudo(file), spoken);
}

/// Every key, and every hint, in both languages.
#[test]
fn every_text_is_spoken_otherwise() {
    let pseudo = texts();
    let all = ENGLISH.concat();
    let keys = super::texts::keys(&all);
    assert!(keys.len() > 700, "the keys were not found: {}", keys.len());

    for (key, values) in keys {
        let arguments: Vec<(&str, String)> = values.iter().map(|value| (*value, "2".to_owned())).collect();
        let said = [english(), &pseudo].map(|texts| texts.text(key, &arguments));
        let hint = [english(), &pseudo].map(|texts| texts.hint(key, &arguments).unwrap_or_default());
        for [plain, spoken] in [said, hint] {
            assert!(plain != spoken || english_in(&plain).is_empty(), "{key}: {plain}");
            assert_eq!(english_in(&spoken), Vec::<&str>::new(), "{key}: {spoken}");
        }
    }
}

/// An error of the library: its enum, its variant, and the error.
type Variant = (&'static str, String, Box<dyn Worded>);

/// One of each variant: `each!(QrError: QrError::TooLong, ...)`.
macro_rules! each {
    ($all:ident, $name:ident: $($error:expr),+ $(,)?) => {
        $({
            let error = $error;
            let shown = format!("{error:?}");
            let variant = shown.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned();
            $all.push((stringify!($name), variant, Box::new(error)));
        })+
    };
}

const LIMIT: Limit =
    Limit { length: 7, unit: Unit::CodePoints, source: String::new(), is_confirmed: true, cuts: true };

fn seven() -> String {
    "7".to_owned()
}

fn kind() -> KeyKind {
    KeyKind::new(7).unwrap()
}

fn set() -> SetId {
    SetId::parse("2345-6723").unwrap()
}

fn variants() -> Vec<Variant> {
    let mut all: Vec<Variant> = Vec::new();
    formats(&mut all);
    secrets(&mut all);
    plans(&mut all);
    records(&mut all);
    entered(&mut all);
    made(&mut all);
    all
}

fn formats(all: &mut Vec<Variant>) {
    each!(all, QuorumError:
        QuorumError::ThresholdTooLow(1),
        QuorumError::ThresholdAboveShares { threshold: 4, shares: 3 },
        QuorumError::TooManyShares(33));
    each!(all, ShamirError:
        ShamirError::NotAQuorum { given: 1, needed: 2 },
        ShamirError::NoSuchShare(0),
        ShamirError::Repeated(1));
    each!(all, ShareError: ShareError::Form, ShareError::Check, ShareError::Contradiction { k: 4, n: 3, x: 1 });
    each!(all, LineError:
        LineError::Character { place: 1, found: '1' },
        LineError::Length { found: 19 },
        LineError::Number { number: 7 },
        LineError::Check { proposal: None });
    each!(all, QrError: QrError::NotAlphanumeric, QrError::TooLong);
    each!(all, TextError:
        TextError::NotUtf8,
        TextError::NotACredential,
        TextError::Version(seven()),
        TextError::Line { line: 7, expected: "7" },
        TextError::AfterPadding { line: 7 });
    each!(all, CodeError:
        CodeError::Size(7),
        CodeError::Form,
        CodeError::Check,
        CodeError::Kind(kind()),
        CodeError::Contradiction);
    each!(all, PartError:
        PartError::Form,
        PartError::Mixed,
        PartError::Missing(2),
        PartError::Code(CodeError::Check));
    each!(all, SealError: SealError::Key, SealError::NotSealed, SealError::Damaged, SealError::OtherKey,
        SealError::LongHeader);
    each!(all, NameError:
        NameError::Recipient,
        NameError::KeyId,
        NameError::Fingerprint,
        NameError::SetId,
        NameError::Generation);
}

fn secrets(all: &mut Vec<Variant>) {
    let rule = ClassRule { at_least: 4, of: vec![Class::Lower, Class::Upper, Class::Digit, Class::Symbol] };
    each!(all, PassphraseError: PassphraseError::NeverAccepted { tries: 7 }, PassphraseError::Guessable);
    each!(all, ImportError:
        ImportError::Empty,
        ImportError::TooLong { bytes: 1025 },
        ImportError::NotText { position: 7 },
        ImportError::Control { position: 7, line_break: true },
        ImportError::Control { position: 7, line_break: false },
        ImportError::OverLimit { profile: seven(), length: 8, limit: LIMIT });
    each!(all, RecipeError:
        RecipeError::TooLong { profile: seven(), length: 8, limit: Limit { cuts: false, ..LIMIT } },
        RecipeError::TooLong { profile: seven(), length: 8, limit: Limit { is_confirmed: false, ..LIMIT } },
        RecipeError::BeyondLongest { length: 300 },
        RecipeError::TooShort { profile: seven(), length: 7, range: 8..=9 },
        RecipeError::Classes { profile: seven(), rule });
}

fn template_error() -> TemplateError {
    TemplateError { file: seven(), line: 7, said: wording!("template-missing") }
}

fn plans(all: &mut Vec<Variant>) {
    let (said, hint) = (wording!("field-text"), wording!("advice-version"));
    each!(all, PlanErrorKind:
        PlanErrorKind::TooLarge(7),
        PlanErrorKind::NoVersion,
        PlanErrorKind::Version(seven()),
        PlanErrorKind::Toml(seven()),
        PlanErrorKind::Quoted,
        PlanErrorKind::Unquoted,
        PlanErrorKind::CurlyQuotes,
        PlanErrorKind::OneBracket(seven()),
        PlanErrorKind::Secret,
        PlanErrorKind::Empty,
        PlanErrorKind::TooLong { characters: 81, most: 80 },
        PlanErrorKind::Unprintable(7),
        PlanErrorKind::Code,
        PlanErrorKind::NoSecret,
        PlanErrorKind::TooMany { count: 33, most: 32 },
        PlanErrorKind::UnknownProfile(seven()),
        PlanErrorKind::Recipe(RecipeError::BeyondLongest { length: 300 }),
        PlanErrorKind::OnImport,
        PlanErrorKind::SameName(seven()),
        PlanErrorKind::Quorum(QuorumError::ThresholdTooLow(1)),
        PlanErrorKind::TooManyCustodians { count: 4, shares: 3 },
        PlanErrorKind::Days(0),
        PlanErrorKind::BadName(seven()),
        PlanErrorKind::UnknownTemplate(seven()),
        PlanErrorKind::Template(template_error()),
        PlanErrorKind::Runbook { said, hint },
        PlanErrorKind::Several(2));
    each!(all, TemplateError: template_error());
    each!(all, TenantError:
        TenantError::Form(seven()),
        TenantError::Version(7),
        TenantError::NoKit(seven()),
    );
    each!(all, PlanError: Plan::parse("").unwrap_err(), Plan::parse("sealkit-plan = 2").unwrap_err());
}

fn records(all: &mut Vec<Variant>) {
    let (kind, date) = (LogKind::Other(seven()), date!(2026 - 11 - 24));
    each!(all, AuthError: AuthError::Made, AuthError::Entry { entry: 1, kind: kind.clone(), date });
    each!(all, BatchError:
        BatchError::TooLarge(7),
        BatchError::Form(seven()),
        BatchError::NoBatch,
        BatchError::Version(seven()),
        BatchError::Order,
        BatchError::Write(seven()));
    each!(all, TypedHashError:
        TypedHashError::Digits(7),
        TypedHashError::Words(7),
        TypedHashError::Word(7),
        TypedHashError::Form);
    each!(all, LogError:
        LogError::Changed { entry: 1, kind: kind.clone(), date },
        LogError::Link { entry: 2, kind, date },
        LogError::Made { named: Hash::of(b"7") });
    each!(all, RecordError:
        RecordError::TooLarge(7),
        RecordError::Form(seven()),
        RecordError::NoRecord,
        RecordError::Version(seven()),
        RecordError::KeyKind(seven()),
        RecordError::NoCode,
        RecordError::Inconsistent("record-quorum"),
        RecordError::Log(LogError::Made { named: Hash::of(b"7") }),
        RecordError::Write(seven()));
}

fn entered(all: &mut Vec<Variant>) {
    let (kind_of, number) = (BlockKind::Share, 1);
    let line = |fault| InputError::Line { kind: kind_of, number, fault, confirmed: true };
    let proposal = Some(Proposal { place: 17, typed: '7', probable: '2' });
    each!(all, BlockError:
        BlockError::Missing(vec![7]),
        BlockError::DifferentSheets,
        BlockError::Share(ShareError::Check),
        BlockError::Kind(kind()));
    each!(all, InputError:
        InputError::Version(seven()),
        InputError::Form,
        InputError::Share(ShareError::Form),
        line(LineError::Check { proposal }),
        line(LineError::Character { place: 1, found: '1' }),
        InputError::Twice { kind: BlockKind::Credential, number },
        InputError::Block { kind: kind_of, fault: BlockError::Missing(vec![7]) },
        InputError::Block { kind: kind_of, fault: BlockError::DifferentSheets },
        InputError::Calibration,
        InputError::TooMany,
        InputError::Nothing);
    each!(all, CombineError:
        CombineError::TooFew { have: 0, needed: 2 },
        CombineError::TooFew { have: 1, needed: 2 },
        CombineError::NoneFits { needed: 2, exactly: true },
        CombineError::NoneFits { needed: 2, exactly: false },
        CombineError::TooMany { tried: 7 });
    opened(all);
    each!(all, ScanError:
        ScanError::BadGrid,
        ScanError::NotAPdf,
        ScanError::TooLarge,
        ScanError::Encrypted,
        ScanError::Damaged,
        ScanError::NoCode,
        ScanError::NotAPicture,
        ScanError::PictureTooLarge,
        ScanError::DamagedPicture,
        ScanError::Unsupported("picture-lzw"),
        ScanError::Unreadable { page: 1 });
}

fn opened(all: &mut Vec<Variant>) {
    let generation = Generation::FIRST;
    let next = generation.next().unwrap();
    let quorum = Quorum::new(2, 3).unwrap();
    let kit = FindingInfo { set: set(), epoch: Epoch::new(1), quorum, shares: vec![1, 2] };
    let fork = ForkedCredential { payload: Hash::of(b"7"), sealed: date!(2026 - 11 - 24) };
    let key = KeyId::parse("2345").unwrap();
    each!(all, OpenError:
        OpenError::Quorum(CombineError::TooFew { have: 1, needed: 2 }),
        OpenError::TwoKits(vec![kit.clone(), kit]),
        OpenError::Fork { generation, credentials: vec![fork.clone(), fork] },
        OpenError::OtherRecipient,
        OpenError::OtherSet { found: set(), recorded: set() },
        OpenError::NoCredential,
        OpenError::OtherKey { sealed: key, shares: key },
        OpenError::Seal(SealError::Damaged),
        OpenError::Text(TextError::Version(seven())),
        OpenError::Text(TextError::NotUtf8),
        OpenError::NamesDiffer,
        OpenError::Generation { found: generation, recorded: next },
        OpenError::Generation { found: next, recorded: generation },
        OpenError::NotInRecord,
        OpenError::EarlierNotInRecord(generation),
        OpenError::OtherPlace(seven()));
    each!(all, NoSecret:
        NoSecret::Unknown { name: seven(), names: vec![seven()] },
        NoSecret::Missing(Elsewhere { name: seven(), generation }));
}

fn made(all: &mut Vec<Variant>) {
    each!(all, PdfError:
        PdfError::Glyph('7'),
        PdfError::CodeTooLarge,
        PdfError::FrameFull { place: "pdf-zone", over: 7 },
        PdfError::PieceTooHigh,
        PdfError::NotFolded,
        PdfError::Font,
        PdfError::Write);
    each!(all, RehearsalSetError: RehearsalSetError::Qr(QrError::TooLong), RehearsalSetError::Damaged);
    each!(all, RehearsalError:
        RehearsalError::Codes(SheetKind::Credential),
        RehearsalError::Lines(SheetKind::Credential),
        RehearsalError::Quorum(vec![1, 2]),
        RehearsalError::Given);
    each!(all, KitError:
        KitError::Unprintable { what: "plan-label", character: '7' },
        KitError::HoldsCode("plan-label"),
        KitError::HoldsSecret("plan-label"),
        KitError::Copies(33),
        KitError::NoValue(seven()),
        KitError::Import { name: seven(), error: ImportError::Empty },
        KitError::NothingRenewed,
        KitError::NothingToRenew(seven()),
        KitError::Repeats,
        KitError::Lost(seven()),
        KitError::NothingToKeep(seven()),
        KitError::KeptUnopened(seven()),
        KitError::KeptAndGiven(seven()),
        KitError::NoReason(seven()),
        KitError::OtherRecipient,
        KitError::OtherPlan("plan-quorum"),
        KitError::LastGeneration(Generation::FIRST),
        KitError::LastEpoch(Epoch::new(1)),
        KitError::Passphrase { name: seven(), error: PassphraseError::Guessable },
        KitError::Seal(SealError::Key),
        KitError::TooMuch(CodeError::Form),
        KitError::Qr(QrError::TooLong),
        KitError::RehearsalSet(RehearsalSetError::Damaged),
        KitError::Pdf { sheet: SheetKind::Credential, error: PdfError::Font },
        KitError::NoTemplate(seven()),
        KitError::BookDiffers(seven()),
        KitError::NoSuchTitle(seven()),
        KitError::Template(template_error()),
        KitError::Calendar,
        KitError::Forged(AuthError::Made),
        KitError::Record(RecordError::NoCode),
        KitError::NoKits,
        KitError::Batch(BatchError::Order),
        KitError::Rehearsal(RehearsalError::Given));
}

/// What stands in a wording as it is: names of files, which the format has.
const NAMES: [&str; 4] = ["credential", "pdf", "sealkit", "plan"];

#[test]
fn every_variant_of_every_error_is_spoken_otherwise() {
    let (pseudo, all) = (texts(), variants());
    for (name, variant, error) in &all {
        let wording = error.wording();
        let hint = pseudo.advise(&wording).unwrap_or_default();
        for said in [pseudo.say(&wording), hint] {
            let left: Vec<&str> =
                english_in(&said).into_iter().filter(|word| !NAMES.contains(word)).collect();
            assert_eq!(left, Vec::<&str>::new(), "{name}::{variant}: {said}");
        }
    }

    let found: BTreeMap<&str, BTreeSet<&str>> =
        all.iter().fold(BTreeMap::new(), |mut found, (name, variant, _)| {
            found.entry(*name).or_insert_with(BTreeSet::new).insert(variant.as_str());
            found
        });
    let there = in_the_sources();
    let names = |map: &BTreeMap<String, BTreeSet<String>>| -> Vec<String> {
        map.iter().flat_map(|(name, variants)| variants.iter().map(move |v| format!("{name}::{v}"))).collect()
    };
    let found = found.into_iter().map(|(name, variants)| {
        (name.to_owned(), variants.into_iter().map(str::to_owned).collect::<BTreeSet<String>>())
    });
    let found: BTreeMap<String, BTreeSet<String>> = found.collect();
    assert_eq!(names(&found), names(&there));
    assert!(names(&there).len() > 170, "{}", names(&there).len());
}

/// The errors of the library that the sources make, with the variants of each.
fn in_the_sources() -> BTreeMap<String, BTreeSet<String>> {
    let mut errors = BTreeMap::new();
    for (path, code) in super::texts::sources() {
        if path.starts_with("cli") || path.starts_with("os") {
            continue;
        }
        for call in code.split("worded_errors!(").skip(1) {
            let name = call.split([':', ')', ';']).next().unwrap_or_default().trim();
            if !name.starts_with('$') && !name.is_empty() {
                errors.insert(name.to_owned(), variants_of(&code, name));
            }
        }
    }
    // It is not an error by itself: whoever asks for a secret decides that.
    errors.insert("NoSecret".to_owned(), ["Missing", "Unknown"].map(str::to_owned).into());
    errors
}

/// The variants of an enum; the name itself for a structure.
fn variants_of(code: &str, name: &str) -> BTreeSet<String> {
    let Some((_, body)) = code.split_once(&format!("pub enum {name} {{\n")) else {
        return BTreeSet::from([name.to_owned()]);
    };
    let body = body.split_once("\n}").map_or(body, |(body, _)| body);
    let is_variant = |line: &&str| {
        line.strip_prefix("    ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    let name =
        |line: &str| line.trim().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned();
    body.lines().filter(is_variant).map(name).collect()
}
