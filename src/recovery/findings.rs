//! Which kits the shares open: every finding is searched for before anything is opened.

use super::expected::{Expected, VouchedBy};
use super::last_groups::LastGroups;
use super::quorum::{self, Claim, CombineError, MOST_TRIES, Proven};
use super::state::{Recovery, Sealed};
use crate::id::{Epoch, SetId};
use crate::record::Hash;
use crate::shamir::Quorum;
use crate::share::Share;
use crate::texts::{Worded, Wording, ranges};

/// A proven polynomial: a set of shares that are consistent with their set id.
pub struct Finding {
    /// What its shares say of themselves.
    pub claim: Claim,
    /// The key and the share numbers.
    pub proven: Proven,
}

/// A finding as it may be listed. It does not name the recipient: a person is asked for the
/// fingerprint from paper, and must not find it on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingInfo {
    /// The share set.
    pub set: SetId,
    /// Which split.
    pub epoch: Epoch,
    /// k of n.
    pub quorum: Quorum,
    /// The numbers of the shares that belong together.
    pub shares: Vec<u8>,
}

impl Worded for FindingInfo {
    fn wording(&self) -> Wording {
        let numbers: Vec<u16> = self.shares.iter().copied().map(u16::from).collect();
        wording!("kit-by-name", set = self.set, epoch = self.epoch, shares = ranges(&numbers))
    }
}

/// Everything that the shares prove.
pub(super) struct Findings {
    /// Newest split first.
    pub found: Vec<Finding>,
    /// Whether every quorum was tried that could have given another one.
    pub complete: bool,
}

impl Finding {
    /// What may be listed of it.
    pub fn info(&self) -> FindingInfo {
        let Claim { set, epoch, quorum } = self.claim;
        FindingInfo { set, epoch, quorum, shares: self.proven.good.clone() }
    }
}

impl Recovery {
    /// Takes the last groups of the kit fingerprint from paper, for shares of several kits.
    /// Returns false, and changes nothing, unless exactly one of the kits has them.
    pub fn choose(&mut self, typed: LastGroups) -> bool {
        let Ok(findings) = self.findings() else { return false };
        let mut fits: Vec<_> = findings.found.iter().map(|f| &f.proven.recipient).collect();
        fits.retain(|recipient| typed.end(recipient.fingerprint()));
        fits.dedup();
        let chosen = fits.len() == 1;
        if chosen {
            self.chosen = Some(typed);
        }
        chosen
    }

    /// Age files that came without a code, and so without a generation, and differ from
    /// those that came with one.
    pub fn bare(&self) -> Vec<Hash> {
        let named = |bare: &Sealed| {
            self.sealed.iter().any(|other| other.names.is_some() && other.age_file == bare.age_file)
        };
        let bare = self.sealed.iter().filter(|sealed| sealed.names.is_none() && !named(sealed));
        bare.map(|sealed| Hash::of(&sealed.age_file)).collect()
    }

    /// Everything that the shares prove.
    ///
    /// # Errors
    /// [`CombineError`] of the set that is being gathered, if they prove nothing.
    pub(super) fn findings(&self) -> Result<Findings, CombineError> {
        let wanted = self.wanted().ok_or(CombineError::TooFew { have: 0, needed: 2 })?;
        let claims = self.claims();
        let enough = |claim: &&Claim| self.missing_of(claim) == 0;

        // Each set has its part of the bound: many sets must not take longer than one.
        let most = MOST_TRIES / claims.iter().filter(enough).count().max(1);

        let mut findings = Findings { found: Vec::new(), complete: true };
        let mut fault = None;
        for claim in &claims {
            let shares: Vec<&Share> = self.of(claim).collect();
            match quorum::find_all(claim, &shares, most) {
                Ok(search) => {
                    findings.complete &= search.complete;
                    let found = search.found.into_iter().map(|proven| Finding { claim: *claim, proven });
                    findings.found.extend(found);
                }
                Err(error) if *claim == wanted => fault = Some(error),
                Err(_) => {}
            }
        }

        // Equal for the same shares in another order; the newest split speaks for its key.
        findings.found.sort_by_key(|finding| {
            let Claim { set, epoch, .. } = finding.claim;
            (std::cmp::Reverse(epoch), set, *finding.proven.recipient.as_bytes(), finding.proven.good.clone())
        });

        match findings.found.is_empty() {
            true => Err(fault.unwrap_or(CombineError::TooFew { have: 0, needed: 2 })),
            false => Ok(findings),
        }
    }

    /// The sets whose shares count, in the order in which they were brought.
    pub(super) fn claims(&self) -> Vec<Claim> {
        let mut claims: Vec<Claim> = Vec::new();
        for claim in self.counting().map(Claim::of) {
            if !claims.contains(&claim) {
                claims.push(claim);
            }
        }
        claims
    }

    /// The shares of a set that count.
    pub(super) fn of(&self, claim: &Claim) -> impl Iterator<Item = &Share> {
        self.counting().filter(move |share| Claim::of(share) == *claim)
    }

    /// A compared record decides alone. A rehearsal set lies in every kit, so its shares
    /// count only where there is no other share, even too few of them.
    fn counting(&self) -> impl Iterator<Item = &Share> {
        let vouched = |share: &Share| self.deciding().is_none_or(|expected| expected.names(share));
        let real = self.shares.iter().any(|share| !share.epoch().is_rehearsal() && vouched(share));
        self.shares.iter().filter(move |share| vouched(share) && (!share.epoch().is_rehearsal() || !real))
    }

    /// What vouches for something with which the record agrees.
    pub fn vouched_by(&self) -> VouchedBy {
        match &self.expected {
            Some(expected) if expected.decides() => VouchedBy::ComparedRecord,
            Some(_) => VouchedBy::Record,
            None => VouchedBy::Nothing,
        }
    }

    /// The record, where it was compared with paper.
    pub(super) fn deciding(&self) -> Option<&Expected> {
        self.expected.as_ref().filter(|expected| expected.decides())
    }
}
