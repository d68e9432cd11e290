//! Sealing to and opening with the kit's X25519 key in the age v1 format
//! (C2SP `age`). The only module that names the age crate.

use crate::id::Recipient;
use crate::secret::{Identity, SecretBytes, SecretText};
use crate::texts::{Worded, Wording};
use age::armor::ArmoredReader;
use age::x25519;
use bech32::{Bech32, Hrp};
use std::io::Read;
use zeroize::Zeroizing;

/// age adds a random stanza of random length to each header; the shortest file of
/// this many seals is kept, because every byte of it is printed and may be typed.
const TRIES: usize = 64;
/// A credential has two stanzas, and one that other tools made has one for each of its keys.
/// A header is a line of text each and is held against the key stanza by stanza, so that a
/// file of one MB would take half a minute.
const MOST_STANZAS: usize = 64;
/// The longest header that is read: a stanza of another kind may have a KiB.
const LONGEST_HEADER: usize = 64 << 10;
const IDENTITY_HRP: Hrp = Hrp::parse_unchecked("age-secret-key-");

/// Why sealing or opening failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealError {
    /// The library refused the key, which cannot happen with 32 bytes.
    Key,
    /// The library could not seal, for example without random numbers.
    NotSealed,
    /// The bytes are no age file, or its header or body is damaged.
    Damaged,
    /// The header is sound, and sealed to another recipient.
    OtherKey,
    /// The header is longer, or is for more keys, than that of any credential.
    LongHeader,
}

impl Worded for SealError {
    fn wording(&self) -> Wording {
        match self {
            Self::Key => wording!("seal-key"),
            Self::NotSealed => wording!("not-sealed"),
            Self::Damaged => wording!("damaged-age-file"),
            Self::OtherKey => wording!("foreign-age-file"),
            Self::LongHeader => wording!("long-age-header", most = MOST_STANZAS),
        }
    }
}

worded_errors!(SealError);

/// Returns the public recipient of an identity (X25519, RFC 7748).
///
/// # Errors
/// Returns [`SealError::Key`] if the library refuses the key; no 32 bytes are known to do that.
pub fn recipient_of(identity: &Identity) -> Result<Recipient, SealError> {
    let public = key(identity)?.to_public().to_string();
    Recipient::parse(&public).map_err(|_| SealError::Key)
}

/// Spells an identity as `AGE-SECRET-KEY-1...` (Bech32, BIP 173), the form that every
/// age program takes.
///
/// # Errors
/// Returns [`SealError::Key`] if the key has no such form; 32 bytes always have it.
pub fn identity_text(identity: &Identity) -> Result<SecretText, SealError> {
    let mut text = SecretText::with_capacity(80);
    bech32::encode_upper_to_fmt::<Bech32, _>(&mut text, IDENTITY_HRP, identity.expose())
        .map_err(|_| SealError::Key)?;
    Ok(text)
}

/// Seals `plain` to `recipient`, as a binary age file with a header as short as it may get.
///
/// # Errors
/// Returns [`SealError::NotSealed`] if the library fails, [`SealError::Key`] if it does not
/// take the recipient.
pub fn seal(plain: &SecretText, recipient: &Recipient) -> Result<Vec<u8>, SealError> {
    let recipient: x25519::Recipient = recipient.to_string().parse().map_err(|_| SealError::Key)?;

    let mut shortest: Option<Vec<u8>> = None;
    for _ in 0..TRIES {
        let file = age::encrypt(&recipient, plain.expose().as_bytes()).map_err(|_| SealError::NotSealed)?;
        if shortest.as_ref().is_none_or(|best| file.len() < best.len()) {
            shortest = Some(file);
        }
    }

    shortest.ok_or(SealError::NotSealed)
}

/// Opens an age file, binary or armored.
///
/// # Security
/// age does not say who sealed: a good opening proves the key, not the origin.
///
/// # Errors
/// Returns [`SealError::OtherKey`] if it is sealed to another key, [`SealError::LongHeader`]
/// if it is for more keys than a credential, and [`SealError::Damaged`] if it is no age file
/// or does not open.
pub fn open(age_file: &[u8], identity: &Identity) -> Result<SecretBytes, SealError> {
    let key = key(identity)?;
    let age_file = binary(age_file)?;
    let decryptor = age::Decryptor::new_buffered(age_file.as_slice()).map_err(reason)?;
    let mut reader = decryptor.decrypt(std::iter::once(&key as _)).map_err(reason)?;

    // A buffer for everything at once, so that growing leaves no copy behind. The plain
    // text is shorter than the file that holds it.
    let mut plain = Zeroizing::new(vec![0; age_file.len()]);
    let mut filled = 0;
    loop {
        match reader.read(&mut plain[filled..]).map_err(|_| SealError::Damaged)? {
            0 => break,
            more => filled += more,
        }
    }

    // The buffer is wiped with its whole length; only what was filled is handed on.
    let mut out = Vec::with_capacity(filled);
    out.extend_from_slice(&plain[..filled]);
    Ok(SecretBytes::new(out))
}

/// Returns the binary form of an age file that may come armored.
///
/// # Errors
/// Returns [`SealError::Damaged`] when it is neither, and [`SealError::LongHeader`] where
/// reading it would take long.
pub fn binary(age_file: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut out = Vec::with_capacity(age_file.len());
    ArmoredReader::new(age_file).read_to_end(&mut out).map_err(|_| SealError::Damaged)?;

    match is_age(&out) {
        true if has_long_header(&out) => Err(SealError::LongHeader),
        true => Ok(out),
        false => Err(SealError::Damaged),
    }
}

/// The header ends with a line that begins with three dashes; a stanza begins with an arrow.
fn has_long_header(age_file: &[u8]) -> bool {
    let head = age_file.get(..LONGEST_HEADER).unwrap_or(age_file);
    let mut stanzas = 0;
    for line in head.split(|byte| *byte == b'\n') {
        if line.starts_with(b"---") {
            return stanzas > MOST_STANZAS;
        }
        stanzas += usize::from(line.starts_with(b"->"));
    }
    stanzas > MOST_STANZAS || age_file.len() > LONGEST_HEADER
}

/// Says whether bytes begin as an age file does, binary or armored. The rest may be anything.
pub fn is_age(bytes: &[u8]) -> bool {
    bytes.starts_with(b"age-encryption.org/") || bytes.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----")
}

fn key(identity: &Identity) -> Result<x25519::Identity, SealError> {
    identity_text(identity)?.expose().parse().map_err(|_| SealError::Key)
}

fn reason(error: age::DecryptError) -> SealError {
    match error {
        age::DecryptError::NoMatchingKeys => SealError::OtherKey,
        _ => SealError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(byte: u8) -> Identity {
        Identity::new(Zeroizing::new([byte; 32]))
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_only() {
        let plain = SecretText::new("sealkit credential 1\n".to_owned());
        let file = seal(&plain, &recipient_of(&identity(1)).unwrap()).unwrap();
        assert_eq!(open(&file, &identity(1)).unwrap().expose(), plain.expose().as_bytes());
        assert_eq!(open(&file, &identity(2)).err(), Some(SealError::OtherKey));
        for cut in [0, 1, 20, file.len() - 1] {
            assert_eq!(open(&file[..cut], &identity(1)).err(), Some(SealError::Damaged), "cut at {cut}");
        }
        let mut flipped = file.clone();
        *flipped.last_mut().unwrap() ^= 1;
        assert_eq!(open(&flipped, &identity(1)).err(), Some(SealError::Damaged));
    }

    #[test]
    fn the_identity_is_spelled_as_age_spells_it() {
        let text = identity_text(&identity(3)).unwrap();
        let parsed: x25519::Identity = text.expose().parse().unwrap();
        assert_eq!(parsed.to_public().to_string(), recipient_of(&identity(3)).unwrap().to_string());
        assert!(text.expose().starts_with("AGE-SECRET-KEY-1"));
    }

    #[test]
    fn a_header_for_many_keys_is_refused_before_it_is_read() {
        let sealed = |count: usize| {
            let keys: Vec<_> = (0..count).map(|i| key(&identity(i as u8)).unwrap().to_public()).collect();
            let keys = keys.iter().map(|key| key as &dyn age::Recipient);
            let mut out = Vec::new();
            let mut writer = age::Encryptor::with_recipients(keys).unwrap().wrap_output(&mut out).unwrap();
            std::io::Write::write_all(&mut writer, b"x").unwrap();
            writer.finish().unwrap();
            out
        };
        // age adds a stanza of its own.
        assert!(open(&sealed(MOST_STANZAS - 1), &identity(5)).is_ok());
        assert_eq!(open(&sealed(MOST_STANZAS + 1), &identity(5)).err(), Some(SealError::LongHeader));

        let mut long = b"age-encryption.org/v1\n-> X ".to_vec();
        long.resize(1 << 20, b'A');
        for file in [long, [b"age-encryption.org/v1\n".as_slice(), &b"-> X\n".repeat(10_000)].concat()] {
            assert_eq!(binary(&file).err(), Some(SealError::LongHeader));
        }
    }

    #[test]
    fn many_seals_keep_a_short_header() {
        let plain = SecretText::new("x".to_owned());
        let recipient = recipient_of(&identity(1)).unwrap();
        let single =
            (0..20).map(|_| age::encrypt(&recipient.to_string().parse::<x25519::Recipient>().unwrap(), b"x"));
        let mean = single.map(|f| f.unwrap().len()).sum::<usize>() / 20;
        assert!(seal(&plain, &recipient).unwrap().len() + 30 < mean);
    }
}
