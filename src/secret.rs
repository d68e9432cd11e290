//! Secret types: no `Debug`, `Clone`, `Copy` or `Display`, wiped when dropped.
//!
//! What they hold is reached by [`expose`](SecretText::expose) alone, so that
//! every place that looks at a secret can be found by that word.

use std::fmt;
use zeroize::Zeroizing;

/// A secret text: a passphrase, a code of a share, a credential text.
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes a text over; the caller keeps no copy.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Makes an empty text that holds `bytes` without moving, so that filling it leaves no copy
    /// behind.
    pub fn with_capacity(bytes: usize) -> Self {
        Self::new(String::with_capacity(bytes))
    }

    /// Shows the text. This word marks every place that looks at a secret.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Adds to the text. A text that outgrows its memory is moved to a larger one
    /// and the old memory is wiped; `String` alone would leave it as it was.
    pub fn push_str(&mut self, more: &str) {
        if self.0.len() + more.len() > self.0.capacity() {
            let mut larger = String::with_capacity(2 * (self.0.len() + more.len()));
            larger.push_str(&self.0);
            self.0 = Zeroizing::new(larger);
        }
        self.0.push_str(more);
    }

    /// Makes a second holder of the same text; it has this name so that no copy is made
    /// unseen.
    pub fn duplicate(&self) -> Self {
        Self::new(self.0.as_str().to_owned())
    }
}

impl fmt::Write for SecretText {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        self.push_str(more);
        Ok(())
    }
}

/// Secret bytes: an opened age file, the bytes of a share, a sheet that shows either.
pub struct SecretBytes(Zeroizing<Vec<u8>>);

impl SecretBytes {
    /// Takes bytes over; the caller keeps no copy.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Shows the bytes.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

/// The key of a record's authentication codes. It opens nothing, and shows that its holder had
/// the identity. On the heap, so that moving it copies a pointer and no key.
pub struct AuthKey(Box<Zeroizing<[u8; 32]>>);

impl AuthKey {
    /// Takes the bytes over; the caller keeps no copy.
    pub fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(Box::new(bytes))
    }

    /// Shows the bytes.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The 32 raw bytes of the kit's age X25519 identity (C2SP `age`; RFC 7748). On the heap, so
/// that moving it copies a pointer and no key.
pub struct Identity(Box<Zeroizing<[u8; 32]>>);

impl Identity {
    /// Takes the raw bytes over; the caller keeps no copy.
    pub fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(Box::new(bytes))
    }

    /// Shows the bytes.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}
