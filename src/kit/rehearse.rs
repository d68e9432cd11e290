//! No kit that cannot be opened: what was drawn is read back by a decoder that
//! shares nothing with the encoder, and every quorum opens the credential.

use super::contents::Contents;
use super::error::RehearsalError;
use super::output::RehearsalResult;
use super::rendered::RenderedSheet;
use crate::credential::{Credential, CredentialCode, Part, join};
use crate::recovery::{self, Claim, Combinations, Decoded, Item};
use crate::scan;
use crate::seal;
use crate::secret::Identity;
use crate::share::{Share, ShareHash};
use crate::sheet::SheetKind;
use rand::CryptoRng;
use rand::seq::index;
use std::collections::BTreeSet;

/// Up to this many quorums all are tried, beyond it as many at random.
const MOST: u64 = 1000;

/// Reads every share and the credential back and opens it with every quorum.
pub fn all<R: CryptoRng>(
    kit: &Contents<'_>,
    sheets: &[RenderedSheet],
    rng: &mut R,
) -> Result<RehearsalResult, RehearsalError> {
    let shares = read_shares(kit, sheets)?;
    let code = read_credential(kit, sheets)?;

    let (n, k) = (shares.len(), usize::from(kit.split.quorum.threshold()));
    let quorums = binomial(n as u64, k as u64);
    let chosen: Vec<Vec<usize>> =
        if quorums <= MOST { Combinations::new(n, k).collect() } else { sample(n, k, rng) };

    for quorum in &chosen {
        let quorum: Vec<&Share> = quorum.iter().filter_map(|i| shares.get(*i)).collect();
        opens(kit, &code, &quorum)
            .ok_or_else(|| RehearsalError::Quorum(quorum.iter().map(|s| s.x()).collect()))?;
    }

    Ok(RehearsalResult { quorums, tried: chosen.len() as u64 })
}

fn opens(kit: &Contents<'_>, code: &CredentialCode, shares: &[&Share]) -> Option<()> {
    let claim = Claim::of(shares.first()?);
    let proven = recovery::find(&claim, shares).ok()?;
    (gives(kit, code, &proven.identity) && claim.set == kit.split.set && proven.recipient == *kit.recipient())
        .then_some(())
}

/// Whether the identity turns the code into this very credential.
fn gives(kit: &Contents<'_>, code: &CredentialCode, identity: &Identity) -> bool {
    let Ok(plain) = seal::open(code.age_file(), identity) else { return false };
    let credential = Credential::from_bytes(plain.expose());
    credential.is_ok_and(|c| c.to_text().expose() == kit.credential.to_text().expose() && code.key() == c.key)
}

/// Reads the credential back without any share; with the identity of its key, from a
/// quorum that was brought, it is opened too.
pub fn credential(
    kit: &Contents<'_>,
    sheets: &[RenderedSheet],
    identity: Option<&Identity>,
) -> Result<RehearsalResult, RehearsalError> {
    let code = read_credential(kit, sheets)?;
    if identity.is_some_and(|identity| !gives(kit, &code, identity)) {
        return Err(RehearsalError::Given);
    }
    let quorum = kit.split.quorum;
    let quorums = binomial(quorum.shares().into(), quorum.threshold().into());
    Ok(RehearsalResult { quorums, tried: identity.map_or(0, |_| 1) })
}

/// Every share from its drawn code, equal to the one from its printed lines.
fn read_shares(kit: &Contents<'_>, sheets: &[RenderedSheet]) -> Result<Vec<Share>, RehearsalError> {
    let shown = sheets.iter().filter(|sheet| sheet.kind.is_share());
    let mut shares = Vec::new();

    for (sheet, expected) in shown.zip(&kit.split.shares) {
        let from_code = codes(sheet)?.into_iter().map(share).collect::<Option<Vec<_>>>();
        let Some([share]) = from_code.and_then(|s| <[Share; 1]>::try_from(s).ok()) else {
            return Err(RehearsalError::Codes(sheet.kind));
        };
        if share.hash() != expected.hash() {
            return Err(RehearsalError::Codes(sheet.kind));
        }
        if share_from_lines(sheet) != Some(share.hash()) {
            return Err(RehearsalError::Lines(sheet.kind));
        }
        shares.push(share);
    }

    let n = kit.split.quorum.shares();
    let missing = (1..=n).nth(shares.len());
    missing.map_or(Ok(shares), |x| Err(RehearsalError::Codes(SheetKind::Share { x, shares: n })))
}

/// The credential from its drawn parts, equal to the one from its printed lines.
fn read_credential(kit: &Contents<'_>, sheets: &[RenderedSheet]) -> Result<CredentialCode, RehearsalError> {
    let sheet = sheets.iter().find(|sheet| sheet.kind == SheetKind::Credential);
    let sheet = sheet.ok_or(RehearsalError::Codes(SheetKind::Credential))?;

    let parts = codes(sheet)?.into_iter().map(part).collect::<Option<Vec<_>>>();
    let code = parts.and_then(|parts| join(&parts).ok()).filter(|code| *code == kit.code);
    let code = code.ok_or(RehearsalError::Codes(sheet.kind))?;
    match recovery::read(sheet.typed.expose()).as_slice() {
        [Item::CredentialLines(block)] => match block.finish() {
            Ok(Decoded::Credential(typed)) if typed == code => Ok(code),
            _ => Err(RehearsalError::Lines(sheet.kind)),
        },
        _ => Err(RehearsalError::Lines(sheet.kind)),
    }
}

fn share_from_lines(sheet: &RenderedSheet) -> Option<ShareHash> {
    match recovery::read(sheet.typed.expose()).as_slice() {
        [Item::Share(share)] => Some(share.hash()),
        _ => None,
    }
}

/// The codes drawn on the finished PDF, read from its squares.
fn codes(sheet: &RenderedSheet) -> Result<Vec<Item>, RehearsalError> {
    let unread = || RehearsalError::Codes(sheet.kind);
    let found = scan::pdf(sheet.pdf.expose()).map_err(|_| unread())?;
    let items = found.iter().map(|f| recovery::scanned(f.text.expose()));
    items.collect::<Option<Vec<_>>>().map(|items| items.into_iter().flatten().collect()).ok_or_else(unread)
}

fn share(item: Item) -> Option<Share> {
    match item {
        Item::Share(share) => Some(share),
        _ => None,
    }
}

fn part(item: Item) -> Option<Part> {
    match item {
        Item::Part(part, _) => Some(part),
        _ => None,
    }
}

/// Different quorums at random, and each share at least once.
fn sample<R: CryptoRng>(n: usize, k: usize, rng: &mut R) -> Vec<Vec<usize>> {
    let sorted = |mut quorum: Vec<usize>| {
        quorum.sort_unstable();
        quorum
    };

    let window = |start: usize| sorted((0..k).map(|i| (start + i) % n).collect());
    let mut chosen: BTreeSet<Vec<usize>> = (0..n).step_by(k).map(window).collect();
    while (chosen.len() as u64) < MOST {
        chosen.insert(sorted(index::sample(&mut *rng, n, k).into_vec()));
    }
    chosen.into_iter().collect()
}

fn binomial(n: u64, k: u64) -> u64 {
    (1..=k).fold(1, |product, i| product * (n - k + i) / i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn quorums_are_counted() {
        assert_eq!(binomial(5, 3), 10);
        assert_eq!(binomial(32, 16), 601_080_390);
        assert_eq!(binomial(2, 2), 1);
    }

    #[test]
    fn a_sample_has_every_share_and_only_quorums() {
        let mut rng = rand_chacha::ChaCha20Rng::from_seed([1; 32]);
        let sample = sample(32, 16, &mut rng);
        let shares: BTreeSet<usize> = sample.iter().flatten().copied().collect();
        assert_eq!((shares.len(), sample.len() as u64), (32, MOST));
        for mut quorum in sample {
            quorum.dedup();
            assert_eq!(quorum.len(), 16);
        }
    }
}
