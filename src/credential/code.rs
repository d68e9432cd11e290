//! The age file as a code: bytes in blocks of 45, QR parts, printed lines.

use super::code_error::{CodeError, KeyKind, PartError};
use crate::id::{Generation, KeyId};
use crate::lines::{self, CheckedLine, Series};
use crate::secret::SecretText;
use sha2::{Digest, Sha256};

/// Base32 characters of one block of 45 bytes; a code is a multiple of it.
pub const CODE_CHARACTERS: usize = 72;
/// Base32 characters of a full QR part.
pub const PART_CHARACTERS: usize = 432;
/// The printed lines of a credential.
pub const LINES: Series = match Series::new(31, 992) {
    Some(series) => series,
    None => unreachable!(),
};
/// The heading above the printed lines, by which a reader knows them from a share's.
pub const HEADING: &str = "SK1 C";
/// The longest age file whose lines still have tags: 248 blocks of four lines are the 992
/// lines of [`LINES`].
pub const MOST_AGE_BYTES: usize = 248 * BLOCK - HEAD - CHECK;

const BLOCK: usize = 45;
const HEAD: usize = 7;
const CHECK: usize = 4;
const DOMAIN: &[u8] = b"sealkit/1/credential";

/// An age file with the names of its key and generation in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialCode {
    key: KeyId,
    generation: Generation,
    age_file: Vec<u8>,
}

/// One QR code of a credential sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The key it is sealed to.
    pub key: KeyId,
    /// The generation it says it is.
    pub generation: Generation,
    /// Which part, from 1.
    pub part: u8,
    /// How many parts there are.
    pub parts: u8,
    text: String,
}

impl CredentialCode {
    /// Puts the names in front of an age file.
    ///
    /// # Errors
    /// Returns [`CodeError::Size`] if the age file is empty or longer than [`MOST_AGE_BYTES`].
    pub fn new(key: KeyId, generation: Generation, age_file: Vec<u8>) -> Result<Self, CodeError> {
        match age_file.len() {
            1..=MOST_AGE_BYTES => Ok(Self { key, generation, age_file }),
            size => Err(CodeError::Size(size)),
        }
    }

    /// The key it says it is sealed to.
    pub fn key(&self) -> KeyId {
        self.key
    }

    /// The generation it says it is.
    pub fn generation(&self) -> Generation {
        self.generation
    }

    /// The age file, binary, as it was sealed.
    pub fn age_file(&self) -> &[u8] {
        &self.age_file
    }

    /// The bytes of the code, a multiple of 45.
    pub fn to_bytes(&self) -> Vec<u8> {
        let blocks = (HEAD + self.age_file.len() + CHECK).div_ceil(BLOCK);
        let mut bytes = Vec::with_capacity(blocks * BLOCK);

        // The key id has 20 bits: they stand in front in three bytes. The four bits behind them
        // are the kind of the key, 0 for X25519.
        bytes.extend_from_slice(&(self.key.bits() << 12).to_be_bytes()[..3]);
        bytes.extend_from_slice(&self.generation.number().to_be_bytes());
        bytes.extend_from_slice(&(self.age_file.len() as u16).to_be_bytes());
        bytes.extend_from_slice(&self.age_file);

        // Zeros fill the last block, so that the check always ends a line.
        bytes.resize(blocks * BLOCK - CHECK, 0);
        let check = check(&bytes);
        bytes.extend_from_slice(&check);
        bytes
    }

    /// Reads the bytes of a code.
    ///
    /// # Errors
    /// Returns [`CodeError::Form`] if these are no whole blocks, [`CodeError::Check`] if the
    /// check does not match, [`CodeError::Kind`] if it does and the key is of another kind,
    /// and [`CodeError::Contradiction`] if the fields are wrong.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CodeError> {
        let body_end = bytes
            .len()
            .checked_sub(CHECK)
            .filter(|_| bytes.len().is_multiple_of(BLOCK))
            .ok_or(CodeError::Form)?;

        // The check comes first: behind it every field is as it was printed, or forged.
        let (covered, found) = bytes.split_at(body_end);
        if check(covered) != found {
            return Err(CodeError::Check);
        }

        let (head, body) = covered.split_at_checked(HEAD).ok_or(CodeError::Form)?;
        let &[k0, k1, k2, g0, g1, l0, l1] = head else { return Err(CodeError::Form) };
        // Behind another kind the rest may mean something else, so it is named before that.
        if let Some(kind) = KeyKind::new(k2 & 15) {
            return Err(CodeError::Kind(kind));
        }
        let key = KeyId::from_bits(u32::from_be_bytes([0, k0, k1, k2]) >> 4);
        let generation = Generation::new(u16::from_be_bytes([g0, g1]));
        let length = usize::from(u16::from_be_bytes([l0, l1]));

        // One canonical encoding: no block too many, and nothing but zeros behind the file.
        let (age_file, padding) = body.split_at_checked(length).ok_or(CodeError::Contradiction)?;
        if padding.len() >= BLOCK || padding.iter().any(|b| *b != 0) {
            return Err(CodeError::Contradiction);
        }
        let (key, generation) = key.zip(generation).ok_or(CodeError::Contradiction)?;
        Self::new(key, generation, age_file.to_vec()).map_err(|_| CodeError::Contradiction)
    }

    /// The code in canonical base32 (RFC 4648), a multiple of 72 characters.
    pub fn text(&self) -> String {
        lines::encode(&self.to_bytes()).expose().to_owned()
    }

    /// Reads base32 text in its canonical form.
    ///
    /// # Errors
    /// Returns the errors of [`CredentialCode::from_bytes`].
    pub fn from_text(text: &str) -> Result<Self, CodeError> {
        Self::from_bytes(lines::decode(text).ok_or(CodeError::Form)?.expose())
    }

    /// The printed lines, four for each block.
    pub fn lines(&self) -> Vec<CheckedLine> {
        lines::split(&SecretText::new(self.text()), LINES).unwrap_or_default()
    }

    /// The texts of the QR codes, in order.
    pub fn qr_texts(&self) -> Vec<String> {
        let text = self.text();
        let parts = text.len().div_ceil(PART_CHARACTERS);
        let cut = |(i, at): (usize, usize)| {
            let data = &text[at..text.len().min(at + PART_CHARACTERS)];
            format!("SK1:C:{}{:05}{:02}{:02}:{data}", self.key, self.generation.number(), i + 1, parts)
        };
        (0..text.len()).step_by(PART_CHARACTERS).enumerate().map(cut).collect()
    }
}

impl Part {
    /// Reads the text of one QR code. Places are fixed; any one character stands
    /// for a separator.
    ///
    /// # Errors
    /// Returns [`PartError::Form`] if the text is not a part.
    pub fn parse(text: &str) -> Result<Self, PartError> {
        Self::read(text).ok_or(PartError::Form)
    }

    fn read(text: &str) -> Option<Self> {
        // A scanner may turn the colons into any other character, so only places count.
        let letters: Vec<char> = text.chars().collect();
        let (head, data) = letters.split_at_checked(20)?;

        let piece = |range: std::ops::Range<usize>| head[range].iter().collect::<String>();
        let number = |range| piece(range).parse::<u16>().ok();
        let kind = piece(0..3).eq_ignore_ascii_case("SK1") && head[4].eq_ignore_ascii_case(&'C');
        let digits = head[10..19].iter().all(char::is_ascii_digit);
        let (part, parts) = (number(15..17)? as u8, number(17..19)? as u8);

        let text = lines::fold(&data.iter().collect::<String>()).ok()?.expose().to_owned();
        // Only the last part may be shorter, else a gap would go unseen.
        let whole = if part < parts { text.len() == PART_CHARACTERS } else { text.len() <= PART_CHARACTERS };
        let sound = kind && digits && (1..=parts).contains(&part) && whole && !text.is_empty();

        let key = KeyId::parse(lines::fold(&piece(6..10)).ok()?.expose())?;
        let generation = Generation::new(number(10..15)?)?;
        (sound && text.len() % CODE_CHARACTERS == 0).then_some(Self { key, generation, part, parts, text })
    }

    /// Whether two parts say that they belong to one code.
    pub fn is_beside(&self, other: &Self) -> bool {
        (self.key, self.generation, self.parts) == (other.key, other.generation, other.parts)
    }
}

/// Joins the parts of one code, given in any order, repeats allowed.
///
/// # Errors
/// Returns [`PartError::Mixed`] or [`PartError::Missing`] if the parts are not those of one
/// code, and [`PartError::Code`] if they are and the code is wrong.
pub fn join(parts: &[Part]) -> Result<CredentialCode, PartError> {
    let first = parts.first().ok_or(PartError::Missing(1))?;
    if !parts.iter().all(|part| part.is_beside(first)) {
        return Err(PartError::Mixed);
    }

    let mut text = String::with_capacity(usize::from(first.parts) * PART_CHARACTERS);
    for number in 1..=first.parts {
        let part = parts.iter().find(|p| p.part == number).ok_or(PartError::Missing(number))?;
        text.push_str(&part.text);
    }

    let code = CredentialCode::from_text(&text)?;
    // What the parts say of themselves is not covered by the check; the code's own names are.
    match (code.key, code.generation) == (first.key, first.generation) {
        true => Ok(code),
        false => Err(CodeError::Contradiction.into()),
    }
}

fn check(covered: &[u8]) -> [u8; CHECK] {
    let hash = Sha256::new().chain_update(DOMAIN).chain_update(covered).finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(age_file: Vec<u8>) -> CredentialCode {
        CredentialCode::new(KeyId::parse("K7QM").unwrap(), Generation::new(3).unwrap(), age_file).unwrap()
    }

    fn forged(change: impl Fn(&mut Vec<u8>)) -> Result<CredentialCode, CodeError> {
        let mut bytes = code(vec![1; 60]).to_bytes();
        bytes.truncate(bytes.len() - CHECK);
        change(&mut bytes);
        let check = check(&bytes);
        bytes.extend_from_slice(&check);
        CredentialCode::from_bytes(&bytes)
    }

    #[test]
    fn fields_that_make_no_sense_behind_a_good_check_are_refused() {
        assert!(forged(|_| ()).is_ok());
        let refused = |change: &dyn Fn(&mut Vec<u8>)| forged(change).err() == Some(CodeError::Contradiction);
        for kind in 1..=15 {
            assert_eq!(forged(|b| b[2] |= kind).err(), KeyKind::new(kind).map(CodeError::Kind));
        }
        let said = |kind| KeyKind::new(kind).unwrap().to_string();
        assert!(said(1).contains("mlkem768x25519") && said(2).contains("not known"));
        assert!(refused(&|b| b[4] = 0), "generation 0");
        assert!(refused(&|b| b[6] = 200), "longer than the code");
        assert!(refused(&|b| b[6] = 0), "empty");
        assert!(refused(&|b| b[6] = 10), "what follows is not zero");
        assert!(refused(&|b| b.extend([0; BLOCK])), "a block too many");
    }

    #[test]
    fn sizes_have_their_bounds() {
        let new = |n| CredentialCode::new(KeyId::parse("K7QM").unwrap(), Generation::FIRST, vec![0; n]);
        assert_eq!(new(0), Err(CodeError::Size(0)));
        assert_eq!(new(MOST_AGE_BYTES).unwrap().lines().len(), 992);
        assert_eq!(new(MOST_AGE_BYTES + 1), Err(CodeError::Size(MOST_AGE_BYTES + 1)));
    }

    #[test]
    fn parts_join_in_any_order() {
        let code = code((0..700).map(|i| i as u8).collect());
        let mut parts: Vec<Part> = code.qr_texts().iter().map(|t| Part::parse(t).unwrap()).collect();
        assert_eq!(parts.len(), 3);
        parts.reverse();
        parts.push(parts[0].clone());
        assert_eq!(join(&parts), Ok(code));
        assert_eq!(join(&parts[..1]), Err(PartError::Missing(1)));
        parts[1].generation = Generation::FIRST;
        assert_eq!(join(&parts), Err(PartError::Mixed));
        assert_eq!(join(&[]), Err(PartError::Missing(1)));
    }

    #[test]
    fn any_one_character_separates() {
        let text = code(vec![9; 20]).qr_texts().remove(0);
        assert!(text.starts_with("SK1:C:K7QM000030101:"));
        assert_eq!(text.len(), 20 + 72);
        assert!(Part::parse(&text.replace(':', "Ö")).is_ok());
        assert!(Part::parse(&text.to_lowercase()).is_ok());
        assert!(Part::parse(&text[..text.len() - 1]).is_err());
        assert!(Part::parse(&text.replace("0101", "0201")).is_err());
        assert!(Part::parse(&text.replace("0101", "0100")).is_err());
        assert!(Part::parse(&text.replace("0101", "0102")).is_err(), "a part before the last is full");
    }

    proptest! {
        #[test]
        fn every_age_file_round_trips(age_file in proptest::collection::vec(any::<u8>(), 1..3000)) {
            let code = code(age_file);
            let bytes = code.to_bytes();
            prop_assert_eq!(bytes.len() % 45, 0);
            prop_assert_eq!(CredentialCode::from_bytes(&bytes), Ok(code.clone()));
            prop_assert_eq!(CredentialCode::from_text(&code.text()), Ok(code.clone()));
            let typed: String = code.lines().iter().map(|l| l.data.expose().to_owned()).collect();
            prop_assert_eq!(typed, code.text());
        }

        #[test]
        fn any_text_ends_in_an_error(text in ".{0,600}") {
            prop_assert!(Part::parse(&text).is_err());
            prop_assert!(CredentialCode::from_text(&text).is_err());
        }
    }
}
