//! Words of a sheet, and how they look.

/// How a run of words looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The text face.
    Plain,
    /// The text face, bold.
    Bold,
    /// The monospaced face: what is typed, and what must be read character by character.
    Mono,
}

/// Words in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Their look.
    pub style: Style,
    /// The words.
    pub words: String,
}

/// A paragraph. It holds nothing secret.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text(pub Vec<Span>);

impl Text {
    /// A paragraph that begins with plain words.
    pub fn new(words: impl Into<String>) -> Self {
        Self::default().then(words)
    }

    /// A paragraph that begins with bold words.
    pub fn strong(words: impl Into<String>) -> Self {
        Self::default().bold(words)
    }

    /// Goes on in the text face.
    pub fn then(self, words: impl Into<String>) -> Self {
        self.push(Style::Plain, words.into())
    }

    /// Goes on in bold.
    pub fn bold(self, words: impl Into<String>) -> Self {
        self.push(Style::Bold, words.into())
    }

    /// Goes on in the monospaced face.
    pub fn mono(self, words: impl Into<String>) -> Self {
        self.push(Style::Mono, words.into())
    }

    fn push(mut self, style: Style, words: String) -> Self {
        self.0.push(Span { style, words });
        self
    }
}

impl<T: Into<String>> From<T> for Text {
    fn from(words: T) -> Self {
        Self::new(words)
    }
}
