//! Many records from many places: which of them count, and which contradict one another.

use super::{Hash, Record};
use std::collections::BTreeMap;

/// Records, each with the place where it was found.
#[derive(Clone, Debug)]
pub struct Collection<P> {
    /// The newest record of each kit, in the order in which they were found.
    pub current: Vec<(Record, P)>,
    /// Places of two records of one generation that name different credentials. A generation
    /// that is out of use counts too: somebody seals to that key.
    pub forks: Vec<(P, P)>,
    /// Places of two copies of one record of which neither log continues the other.
    pub copies: Vec<(P, P)>,
    /// Places of two records that follow the same one.
    pub twins: Vec<(P, P)>,
}

impl<P: Clone> Collection<P> {
    /// Leaves out what another record supersedes. A copy counts once, with the longest log.
    pub fn new(all: Vec<(Record, P)>) -> Self {
        let forks = forks(&all);
        let superseded: Vec<Hash> = all.iter().filter_map(|(record, _)| record.made().previous).collect();

        let mut current: Vec<(Record, P)> = Vec::new();
        let mut copies = Vec::new();
        for (record, place) in all {
            if superseded.contains(&record.made_hash()) {
                continue;
            }
            let Some(known) = current.iter_mut().find(|known| known.0.made_hash() == record.made_hash())
            else {
                current.push((record, place));
                continue;
            };

            let is_longer = known.0.log().len() < record.log().len();
            let (long, short) = if is_longer { (&record, &known.0) } else { (&known.0, &record) };
            if !long.log().starts_with(short.log()) {
                copies.push((known.1.clone(), place.clone()));
            }
            if is_longer {
                *known = (record, place);
            }
        }

        let twins = twins(&current);
        Self { current, forks, copies, twins }
    }
}

/// The rivals of each generation.
fn forks<'a, P: Clone>(all: &'a [(Record, P)]) -> Vec<(P, P)> {
    let mut first: BTreeMap<String, &(Record, P)> = BTreeMap::new();
    let rival = |found: &'a (Record, P)| {
        let made = found.0.made();
        let known = *first.entry(format!("{} {}", made.set_id, made.generation)).or_insert(found);
        known.0.is_fork_of(&found.0).then(|| (known.1.clone(), found.1.clone()))
    };
    all.iter().filter_map(rival).collect()
}

fn twins<P: Clone>(current: &[(Record, P)]) -> Vec<(P, P)> {
    let twin = |(index, (record, place)): (usize, &(Record, P))| {
        let previous = record.made().previous?;
        let (_, other) = current.iter().take(index).find(|(r, _)| r.made().previous == Some(previous))?;
        Some((other.clone(), place.clone()))
    };
    current.iter().enumerate().filter_map(twin).collect()
}
