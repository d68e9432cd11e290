//! What there is to say, before it is said in a language: a key, and what stands in its text.

use std::fmt::Display;

use super::{Argument, Texts, english};

/// What there is to say: the key of a text, and the values in it. It holds nothing secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    key: &'static str,
    is_hint: bool,
    values: Vec<(&'static str, Value)>,
}

/// What stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    /// A name or a number: the same in every language.
    Text(String),
    /// Words, which each language has of its own.
    Words(Wording),
    /// Several of them, with the key of what stands between two.
    List(Vec<Wording>, &'static str),
}

/// Several words, and the key of what stands between two of them.
pub struct List(pub Vec<Wording>, pub &'static str);

/// What can stand in a text: everything that can be shown, and other words.
pub trait Given {
    /// Puts it into a text, in the place of this name.
    fn put(self, name: &'static str, wording: Wording) -> Wording;
}

impl<T: Display> Given for T {
    fn put(self, name: &'static str, wording: Wording) -> Wording {
        wording.and(name, Value::Text(self.to_string()))
    }
}

impl Given for &Wording {
    fn put(self, name: &'static str, wording: Wording) -> Wording {
        wording.and(name, Value::Words(self.clone()))
    }
}

impl Given for &List {
    fn put(self, name: &'static str, wording: Wording) -> Wording {
        wording.and(name, Value::List(self.0.clone(), self.1))
    }
}

impl Wording {
    /// The text of a key that has no values.
    pub fn new(key: &'static str) -> Self {
        Self { key, is_hint: false, values: Vec::new() }
    }

    /// The same with a value in the place of a name.
    #[must_use]
    pub fn with(self, name: &'static str, given: impl Given) -> Self {
        given.put(name, self)
    }

    fn and(mut self, name: &'static str, value: Value) -> Self {
        self.values.push((name, value));
        self
    }

    /// What to do about it instead: the hint of its key.
    #[must_use]
    pub fn as_hint(&self) -> Self {
        Self { is_hint: true, ..self.clone() }
    }

    /// The key of its text.
    pub fn key(&self) -> &'static str {
        self.key
    }

    fn arguments(&self, texts: &Texts) -> Vec<Argument<'static>> {
        let said = |value: &Value| match value {
            Value::Text(text) => text.clone(),
            Value::Words(words) => texts.say(words),
            Value::List(words, between) => {
                let words: Vec<String> = words.iter().map(|words| texts.say(words)).collect();
                words.join(&texts.text(between, &[]))
            }
        };
        self.values.iter().map(|(name, value)| (*name, said(value))).collect()
    }
}

impl Texts {
    /// Says it in this language.
    pub fn say(&self, wording: &Wording) -> String {
        match wording.is_hint {
            true => self.advise(wording).unwrap_or_default(),
            false => self.text(wording.key, &wording.arguments(self)),
        }
    }

    /// What to do about it: the hint of its key. Returns `None` if there is none.
    pub fn advise(&self, wording: &Wording) -> Option<String> {
        self.hint(wording.key, &wording.arguments(self))
    }
}

/// Something that has words in every language, such as an error.
pub trait Worded {
    /// The key of its text, and what stands in it.
    fn wording(&self) -> Wording;

    /// Its words in English.
    fn in_english(&self) -> String {
        english().say(&self.wording())
    }
}

/// What there is to say, by its key: `wording!("share-form")`, `wording!("line-length", found)`,
/// `wording!("kit-import", name, error = error.wording())`.
#[macro_export]
macro_rules! wording {
    ($key:expr $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::texts::Wording::new($key)$(.with(stringify!($name), $crate::wording!(@ $name $(, $value)?)))*
    };
    (@ $name:ident) => { &$name };
    (@ $name:ident, $value:expr) => { &$value };
}

/// Shows types that are [`Worded`] by their English words, for whoever uses the library.
#[macro_export]
macro_rules! shown_in_english {
    ($($type:ty),* $(,)?) => {
        $(impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&$crate::texts::Worded::in_english(self))
            }
        })*
    };
}

/// Makes errors of types that are [`Worded`]; `KitError: Seal(SealError)` is made from a `SealError`
/// too. An error's words hold those of its cause, so it does not name that one a second time.
#[macro_export]
macro_rules! worded_errors {
    ($($error:ident $(: $($variant:ident($cause:ty)),+)?);* $(;)?) => {
        $($crate::shown_in_english!($error);
        impl ::std::error::Error for $error {}
        $($(impl From<$cause> for $error {
            fn from(cause: $cause) -> Self {
                Self::$variant(cause)
            }
        })+)?)*
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_words_are_of_the_same_language() {
        let texts =
            Texts::of(&["outer = { $who } dit : { $what }\ninner = oui\n    .hint = non\nand = {\" et \"}"]);
        let inner = || wording!("inner");
        let outer = wording!("outer", who = 7, what = List(vec![inner(), inner()], "and"));
        assert_eq!(texts.say(&outer), "7 dit : oui et oui");
        assert_eq!(texts.advise(&inner()).as_deref(), Some("non"));
        assert_eq!((outer.key(), texts.advise(&outer)), ("outer", None));
    }
}
