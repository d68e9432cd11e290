//! Finds the field that was changed: the one that makes the hash right again when it is put back.

use super::{Edition, Hash, PrintedHash, Record, canonical};
use crate::texts::english;
use serde_json::{Map, Value};
use std::cell::Cell;
use time::{Date, Duration};

/// Whole numbers up to this one are tried for a number that may have been changed.
const HIGHEST_NUMBER: u64 = 400;
/// No more bytes are hashed in one search: a second's work. A record of 10 KB can be tried in
/// 13,000 ways, and a record of megabytes that is made of numbers takes no longer.
const MOST_HASHED: usize = 128 << 20;
/// Copying, changing and writing a made part takes about as long as hashing it so many times.
const SLOWER: usize = 16;
/// Stands in the place of a field while the rest is written.
const MARK: &str = "\u{1}sealkit field\u{1}";
/// So many days before and after a date are tried for it.
const DAYS: i64 = 800;
/// Groups of words, each of which may have been another one of its group.
const WORDS: [&[&str]; 4] =
    [&["clock", "given"], &["generated", "imported"], &["a4", "letter"], &["generate", "import"]];

/// The fields of a made part that were changed.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedFields {
    /// Each of them.
    pub fields: Vec<ChangedField>,
}

/// A field as it is and as it must have been.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedField {
    /// The name of the field, such as `plan.secrets[1].name`.
    pub name: String,
    /// What it says now.
    pub now: String,
    /// What it said before it was changed.
    pub before: String,
}

impl Record {
    /// Finds out what was changed in the made part, given the hash that it had.
    ///
    /// Dates, numbers, a yes or no and a few words are tried one after the other. All other values
    /// are taken from the given records. Returns `None` if more was changed than that, or if
    /// it would take too long to find out.
    pub fn changed_fields(&self, wanted: PrintedHash, others: &[&Self]) -> Option<ChangedFields> {
        let own = Work::new(&self.raw)?;
        let mut paths = Vec::new();
        leaves(&self.raw, &mut String::new(), &mut paths);
        let single =
            paths.iter().take_while(|_| own.is_left()).find_map(|path| self.guessed(path, wanted, &own));

        let lent = Work::new(&self.raw)?;
        single.or_else(|| others.iter().find_map(|other| self.changed_from(other, wanted, &lent)))
    }

    /// Tries what one field may have said. Only its own text is written anew each time.
    fn guessed(&self, path: &str, wanted: PrintedHash, work: &Work) -> Option<ChangedFields> {
        if !work.pay(SLOWER) {
            return None;
        }

        let marked = canonical::text(&put(&self.raw, path, Some(&Value::from(MARK)))?).ok()?;
        let mark = canonical::text(&Value::from(MARK)).ok()?;
        let (before, behind) = marked.split_once(&mark)?;
        let domain = Edition::of(&self.raw).made_domain();

        let is_right = |guess: &Value| {
            let whole = canonical::text(guess).map(|text| [domain, before, &text, behind].concat());
            work.pay(1) && whole.is_ok_and(|whole| PrintedHash::of(Hash::of(whole.as_bytes())) == wanted)
        };
        let guess = guesses(self.raw.pointer(path)?).into_iter().find(is_right)?;
        Some(changed_fields(&self.raw, &[(path.to_owned(), Some(guess))]))
    }

    /// Takes one or two of the fields that differ from another record.
    fn changed_from(&self, other: &Self, wanted: PrintedHash, work: &Work) -> Option<ChangedFields> {
        let mut differing = Vec::new();
        differences(&self.raw, &other.raw, &mut String::new(), &mut differing);

        let swap = |chosen: &[&(String, Option<Value>)]| {
            if !work.pay(SLOWER) {
                return None;
            }
            let put_back =
                |made: Value, (path, value): &&(String, Option<Value>)| put(&made, path, value.as_ref());
            let made = chosen.iter().try_fold(self.raw.clone(), put_back)?;
            let is_right = canonical::made_hash(&made).is_ok_and(|hash| PrintedHash::of(hash) == wanted);
            let chosen = || chosen.iter().map(|one| (*one).clone()).collect::<Vec<_>>();
            is_right.then(|| changed_fields(&self.raw, &chosen()))
        };

        let single = differing.iter().take_while(|_| work.is_left()).find_map(|one| swap(&[one]));
        single.or_else(|| {
            let pairs = differing.iter().enumerate();
            let pairs = pairs.flat_map(|(i, a)| differing.iter().skip(i + 1).map(move |b| [a, b]));
            pairs.take_while(|_| work.is_left()).find_map(|pair| swap(&pair))
        })
    }
}

/// What a search may still cost.
struct Work {
    left: Cell<usize>,
    bytes: usize,
}

impl Work {
    /// All of it, for a made part; `None` for one that has no canonical form.
    fn new(made: &Value) -> Option<Self> {
        Some(Self { left: Cell::new(MOST_HASHED), bytes: canonical::text(made).ok()?.len().max(1) })
    }

    /// Pays for hashing the made part so many times; false, and nothing is left, where that
    /// is too much.
    fn pay(&self, times: usize) -> bool {
        let left = self.left.get().checked_sub(times.saturating_mul(self.bytes));
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    fn is_left(&self) -> bool {
        self.left.get() > 0
    }
}

/// Tells what is changed in a made part when these values are put back into it.
fn changed_fields(made: &Value, put_back: &[(String, Option<Value>)]) -> ChangedFields {
    let shown = |value: Option<&Value>| match value {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => english().text("value-missing", &[]),
    };

    let field = |(path, value): &(String, Option<Value>)| ChangedField {
        name: field_name(path),
        now: shown(made.pointer(path)),
        before: shown(value.as_ref()),
    };

    ChangedFields { fields: put_back.iter().map(field).collect() }
}

/// Writes a JSON pointer as people do: `/plan/secrets/0/name` is `plan.secrets[1].name`.
fn field_name(path: &str) -> String {
    let mut name = String::new();
    for step in path.split('/').skip(1) {
        match step.parse::<usize>() {
            Ok(index) => name.push_str(&format!("[{}]", index + 1)),
            Err(_) => {
                name.push_str(if name.is_empty() { "" } else { "." });
                name.push_str(&step.replace("~1", "/").replace("~0", "~"));
            }
        }
    }

    name
}

/// Collects the JSON pointers of all values that are no lists or objects.
fn leaves(value: &Value, path: &mut String, paths: &mut Vec<String>) {
    match value {
        Value::Object(map) => each(map, path, |value, path| leaves(value, path, paths)),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                below(path, &index.to_string(), |path| leaves(item, path, paths));
            }
        }
        _ => paths.push(path.clone()),
    }
}

/// Collects the values that differ, as `b` has them. Lists of different length count as one value.
fn differences(a: &Value, b: &Value, path: &mut String, found: &mut Vec<(String, Option<Value>)>) {
    match (a, b) {
        (Value::Object(ours), Value::Object(theirs)) => {
            each(ours, path, |value, path| match theirs.get(last_step(path).as_str()) {
                Some(other) => differences(value, other, path, found),
                None => found.push((path.clone(), None)),
            });
            each(theirs, path, |value, path| {
                if !ours.contains_key(last_step(path).as_str()) {
                    found.push((path.clone(), Some(value.clone())));
                }
            });
        }
        (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
            for (index, (a, b)) in ours.iter().zip(theirs).enumerate() {
                below(path, &index.to_string(), |path| differences(a, b, path, found));
            }
        }
        _ if a != b => found.push((path.clone(), Some(b.clone()))),
        _ => {}
    }
}

/// Visits each value of an object with its JSON pointer.
fn each(map: &Map<String, Value>, path: &mut String, mut visit: impl FnMut(&Value, &mut String)) {
    for (key, value) in map {
        below(path, &key.replace('~', "~0").replace('/', "~1"), |path| visit(value, path));
    }
}

/// Lengthens a JSON pointer by one step for as long as the visit lasts.
fn below(path: &mut String, step: &str, visit: impl FnOnce(&mut String)) {
    let length = path.len();
    path.push('/');
    path.push_str(step);
    visit(path);
    path.truncate(length);
}

/// The key or index that a JSON pointer ends in.
fn last_step(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~")
}

/// Copies a made part with another value at that place, or with none.
fn put(made: &Value, path: &str, value: Option<&Value>) -> Option<Value> {
    let mut changed = made.clone();
    let (parent, _) = path.rsplit_once('/')?;

    match (changed.pointer_mut(parent)?, value) {
        (Value::Object(map), Some(value)) => drop(map.insert(last_step(path), value.clone())),
        (Value::Object(map), None) => drop(map.remove(&last_step(path))),
        (Value::Array(items), Some(value)) => {
            *items.get_mut(last_step(path).parse::<usize>().ok()?)? = value.clone();
        }
        _ => return None,
    }

    Some(changed)
}

/// What a value may have been before it was changed.
fn guesses(now: &Value) -> Vec<Value> {
    match now {
        Value::Bool(yes) => vec![Value::Bool(!yes)],
        Value::Number(number) => {
            let number = number.as_u64().unwrap_or(0);
            let near = number.saturating_sub(HIGHEST_NUMBER / 2)..=number.saturating_add(HIGHEST_NUMBER / 2);
            near.chain(0..=HIGHEST_NUMBER).map(Value::from).collect()
        }
        Value::String(text) => words(text),
        _ => Vec::new(),
    }
}

/// What a date or one of the known words may have been.
fn words(text: &str) -> Vec<Value> {
    let form = time::macros::format_description!("[year]-[month]-[day]");
    if let Ok(date) = Date::parse(text, form) {
        let near = (-DAYS..=DAYS).filter_map(|days| date.checked_add(Duration::days(days)));
        return near.map(|date| Value::String(date.to_string())).collect();
    }

    let group = WORDS.iter().find(|group| group.contains(&text));
    group.into_iter().flat_map(|group| group.iter()).map(|word| Value::from(*word)).collect()
}
