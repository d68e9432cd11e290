//! What people read on the screen, from text files in the form of Fluent. So words change, or
//! are translated, without reading Rust.

#[macro_use]
mod wording;

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

pub use wording::{Given, List, Worded, Wording};

/// The English text files: what the screen says, then what each kind of sheet says.
pub const ENGLISH: [&str; 8] = [
    include_str!("../assets/texts/en/messages.ftl"),
    include_str!("../assets/texts/en/errors.ftl"),
    include_str!("../assets/texts/en/print.ftl"),
    include_str!("../assets/texts/en/help.ftl"),
    include_str!("../assets/texts/en/kit.ftl"),
    include_str!("../assets/texts/en/ceremony.ftl"),
    include_str!("../assets/texts/en/handbook.ftl"),
    include_str!("../assets/texts/en/tenant.ftl"),
];

static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::of(&ENGLISH));

/// The English texts.
///
/// # Security
/// They stay in memory until the program ends. What a structure leaves unused holds what lay on
/// the stack when it was built, so they are asked for once while there is no secret there.
pub fn english() -> &'static Texts {
    &TEXTS
}

/// The name of the argument that chooses between the singular and the plural.
const COUNT: &str = "count";

/// A name in a text, and what stands there.
pub type Argument<'a> = (&'a str, String);

/// The texts of one language.
pub struct Texts {
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Texts")
    }
}

/// There is one of each language, so it is the same or another one.
impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Texts {
    /// Reads text files in the form of Fluent.
    pub fn of<T: AsRef<str>>(files: &[T]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec!["en".parse().unwrap_or_default()]);
        // Marks around each value that only a screen with two directions of writing needs.
        bundle.set_use_isolating(false);
        for file in files {
            // A text that cannot be parsed is left out, and a test notices that.
            let read = FluentResource::try_new(file.as_ref().to_owned());
            let _ = bundle.add_resource(read.unwrap_or_else(|(rest, _)| rest));
        }
        Self { bundle }
    }

    /// The text of a key. A key that does not exist gives itself.
    pub fn text(&self, key: &str, arguments: &[Argument<'_>]) -> String {
        self.find(key, None, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// Whether there is a text of this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// What to do about it: the attribute `hint` of a key. Returns `None` if there is none.
    pub fn hint(&self, key: &str, arguments: &[Argument<'_>]) -> Option<String> {
        self.find(key, Some("hint"), arguments)
    }

    fn find(&self, key: &str, attribute: Option<&str>, arguments: &[Argument<'_>]) -> Option<String> {
        let message = self.bundle.get_message(key)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };

        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, value_of(name, value))).collect();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new());
        Some(text.into_owned())
    }
}

/// Only the count is a number: a label such as `007` stays as it is.
fn value_of<'a>(name: &str, value: &'a str) -> FluentValue<'a> {
    match value.parse::<u64>() {
        Ok(number) if name == COUNT => number.into(),
        _ => value.into(),
    }
}

/// Numbers as people write them: `3, 7-9`.
pub fn ranges(numbers: &[u16]) -> String {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let written = runs.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") });
    written.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_runs() {
        assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), "1-3, 7, 9-10");
        assert_eq!(ranges(&[]), "");
    }

    #[test]
    fn every_text_can_be_parsed_and_no_key_stands_twice() {
        let mut bundle = FluentBundle::new_concurrent(vec!["en".parse().unwrap()]);
        for file in ENGLISH {
            let resource = FluentResource::try_new(file.to_owned()).map_err(|(_, errors)| errors).unwrap();
            bundle.add_resource(resource).unwrap();
        }
    }

    #[test]
    fn values_stand_in_their_places() {
        let texts = english();
        let share = |count: &str| {
            texts.text(
                "share-of-set",
                &[("x", "007".to_owned()), ("set", "S".to_owned()), (COUNT, count.to_owned())],
            )
        };
        assert_eq!(share("0"), "share 007 of set S: enough shares");
        assert_eq!(share("1"), "share 007 of set S, one more needed");
        assert_eq!(share("2"), "share 007 of set S, 2 more needed");
        assert_eq!(texts.text("there-is-no-such-key", &[]), "there-is-no-such-key");
    }
}
