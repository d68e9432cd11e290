//! Every mixture of kits, splits, generations and records ends in the right sentence.
//!
//! The rules are written down here once more, from the sentence to be said, and held
//! against the program for every pair of shares with every credential and every record.

use crate::fixtures::{Codes, secret, split};
use crate::process;
use sealkit::credential::{CredentialCode, Part, join};
use sealkit::id::{Epoch, KeyId, SetId};
use sealkit::record::{Hash, Record};
use sealkit::share::Share;
use std::path::Path;

const REHEARSAL: &str = include_str!("../../assets/rehearsal.txt");

/// Two shares of one set, 2 of 3 or 2 of 4.
struct Set {
    name: &'static str,
    id: SetId,
    epoch: Epoch,
    shares: [String; 2],
}

/// A credential of one key at one generation.
struct Sheet {
    name: &'static str,
    key: KeyId,
    generation: u16,
    text: String,
    value: String,
}

/// What a record vouches for.
struct Paper {
    name: &'static str,
    set: SetId,
    epoch: Epoch,
    generation: u16,
}

/// What a run has to come to.
#[derive(Default)]
struct End {
    status: i32,
    sentences: Vec<String>,
    value: Option<String>,
}

struct World {
    place: tempfile::TempDir,
    sets: Vec<Set>,
    sheets: Vec<Sheet>,
    papers: Vec<Paper>,
}

impl World {
    fn new() -> Self {
        let first = [split(7, 2, 3, 1, 1), split(7, 2, 3, 1, 2)];
        let (again, twin, other) = (split(7, 2, 3, 2, 2), split(7, 2, 4, 2, 2), split(8, 2, 3, 1, 1));
        let sets =
            [("old split", &first[0]), ("new split", &again), ("its twin", &twin), ("other kit", &other)];
        let mut sets: Vec<Set> =
            sets.into_iter().map(|(name, kit)| set(name, &kit.shares, [kit.qr(1), kit.qr(2)])).collect();
        let mut sheets = vec![
            sheet("generation 1", 7, &first[0]),
            sheet("generation 2", 7, &first[1]),
            sheet("of the other kit", 8, &other),
        ];
        let (shares, credential) = rehearsal();
        let codes = [&shares[0], &shares[1]].map(|share| share.qr_text().expose().to_owned());
        sets.push(set("rehearsal", &shares, codes));
        sheets.push(Sheet {
            name: "of the rehearsal",
            key: credential.key(),
            generation: credential.generation().number(),
            text: credential.qr_texts().join("\n"),
            value: "THIS IS NOT A SECRET".to_owned(),
        });
        let place = tempfile::tempdir().unwrap();
        let papers = [
            ("old split at 1", &first[0], &first[0].credential),
            ("old split at 2", &first[0], &first[1].credential),
            ("new split at 2", &again, &first[1].credential),
            ("other kit at 1", &other, &other.credential),
        ];
        let papers = papers.map(|(name, kit, credential)| paper(place.path(), name, kit, credential)).into();
        for set in &sets {
            for (x, text) in (1..).zip(&set.shares) {
                std::fs::write(place.path().join(format!("{} {x}.txt", set.name)), text).unwrap();
            }
        }
        for sheet in &sheets {
            std::fs::write(place.path().join(format!("{}.txt", sheet.name)), &sheet.text).unwrap();
        }
        Self { place, sets, sheets, papers }
    }

    /// Runs `recover` on these pieces and holds it against the rules.
    fn fault(&self, pieces: &[String], record: Option<&Paper>, end: &End) -> Option<String> {
        let mut command = process::sealkit();
        command.current_dir(self.place.path()).args(["recover", "--output", "-", "--rehearsal"]).args(pieces);
        if let Some(paper) = record {
            command.arg("--record").arg(format!("{}.json", paper.name));
        }
        let output = command.output().unwrap();
        let (out, err) =
            (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        let said = end.sentences.iter().all(|sentence| err.contains(sentence));
        let shown = out.lines().find_map(|line| line.strip_prefix("value: ")).map(str::to_owned);
        let good = output.status.code() == Some(end.status) && said && shown == end.value;
        (!good).then(|| {
            format!(
                "{pieces:?} with {:?}:\n{err}{out}instead of {}: {:?}\n",
                record.map(|paper| paper.name),
                end.status,
                end.sentences
            )
        })
    }
}

fn set(name: &'static str, shares: &[Share], codes: [String; 2]) -> Set {
    Set { name, id: shares[0].set(), epoch: shares[0].epoch(), shares: codes }
}

fn sheet(name: &'static str, seed: u8, kit: &Codes) -> Sheet {
    let generation = kit.credential.generation().number();
    let (key, text) = (kit.credential.key(), kit.qr_credential());
    Sheet { name, key, generation, text, value: secret(seed, generation) }
}

fn rehearsal() -> (Vec<Share>, CredentialCode) {
    let shares =
        REHEARSAL.lines().filter_map(|line| Share::from_code(line.strip_prefix("SK1:S:")?).ok()).collect();
    let parts: Vec<Part> = REHEARSAL.lines().filter_map(|line| Part::parse(line).ok()).collect();
    (shares, join(&parts).unwrap())
}

fn paper(place: &Path, name: &'static str, kit: &Codes, credential: &CredentialCode) -> Paper {
    let mut made = crate::record_sample::made().unwrap();
    let share = &kit.shares[0];
    let generation = credential.generation().number();
    made.set_id = share.set();
    made.key_id = kit.recipient.key_id();
    made.recipient = kit.recipient.clone();
    made.recipient_fingerprint = kit.recipient.fingerprint();
    (made.epoch, made.generation, made.replaces) = (share.epoch(), credential.generation(), None);
    made.hashes.shares = kit.shares.iter().map(|s| Hash::from_bytes(*s.hash().as_bytes())).collect();
    made.hashes.payload = Hash::of(credential.age_file());
    let json = Record::new(made).unwrap().to_json().unwrap();
    std::fs::write(place.join(format!("{name}.json")), json).unwrap();
    Paper { name, set: share.set(), epoch: share.epoch(), generation }
}

/// Why a share is not one of the set that is wanted; nothing if it is.
fn refusal(x: u8, given: &Set, wanted: SetId, epoch: Epoch) -> Option<String> {
    if given.id == wanted {
        return None;
    }
    let id = given.id;
    if id.key() != wanted.key() {
        return Some(format!("share {x} belongs to set {id}, another kit than set {wanted}"));
    }
    let which = if given.epoch < epoch {
        "an older"
    } else if given.epoch > epoch {
        "a newer"
    } else {
        "another"
    };
    Some(format!(
        "share {x} belongs to set {id}, {which} split of the same kit: epoch {}, where set {wanted} is of epoch {epoch}",
        given.epoch
    ))
}

/// The rules for two shares, a credential or none, and a record or none.
fn rules(pair: [&Set; 2], sheet: Option<&Sheet>, record: Option<&Paper>) -> End {
    // A rehearsal counts only by itself.
    let real: Vec<(u8, &Set)> = (1..).zip(pair).filter(|(_, set)| !set.epoch.is_rehearsal()).collect();
    let (wanted, epoch) = match (record, real.first()) {
        (Some(paper), _) => (paper.set, paper.epoch),
        (None, Some((_, first))) => (first.id, first.epoch),
        (None, None) => (pair[0].id, Epoch::REHEARSAL),
    };
    let refused: Vec<String> =
        real.iter().filter_map(|(x, share)| refusal(*x, share, wanted, epoch)).collect();
    let because = |status, reason: &str| match refused.first() {
        None => end(status, reason.to_owned()),
        Some(first) => {
            let whole = format!("{first}; so there is no way to open the kit: {reason}");
            End { status: 3, sentences: [refused.clone(), vec![whole]].concat(), value: None }
        }
    };
    if real.len() == 1 || pair[0].id != pair[1].id {
        return because(4, "1 of the 2 shares needed");
    }
    match sheet {
        None => because(2, "the shares are good, but there is no credential to open"),
        Some(sheet) => {
            let mut end = one_sheet(sheet, pair[0], record);
            end.sentences.extend(refused);
            end
        }
    }
}

fn end(status: i32, sentence: String) -> End {
    End { status, sentences: vec![sentence], value: None }
}

/// The rules for a good quorum and a credential.
fn one_sheet(sheet: &Sheet, set: &Set, record: Option<&Paper>) -> End {
    let key = set.id.key();
    if sheet.key != key {
        return end(3, format!("the credential is sealed to key {}, the shares open key {key}", sheet.key));
    }
    let mut end = shown(sheet, None);
    end.sentences.extend((set.epoch.is_rehearsal()).then(|| "REHEARSAL, no secret".to_owned()));
    end.sentences.extend(against(sheet, set, record));
    end
}

/// What is said of a record that was not compared: it excludes nothing.
fn against(sheet: &Sheet, set: &Set, record: Option<&Paper>) -> Vec<String> {
    let Some(paper) = record else { return vec!["not yet proven genuine".to_owned()] };
    let (found, recorded) = (sheet.generation, paper.generation);
    if set.id.key() != paper.set.key() {
        return vec![
            "the record does not agree: these shares open another key than the one in the record".to_owned(),
            "not yet proven genuine, and the record does not agree: compare this kit fingerprint".to_owned(),
        ];
    }
    let mut said = Vec::new();
    if set.id != paper.set {
        said.push(format!("the shares are of set {}; the record is of set {}", set.id, paper.set));
    }
    if found < recorded {
        said.push(format!("({found}); the record is of generation {recorded}"));
    }
    if found > recorded {
        said.push(format!("generation {found}; the record is older, of generation {recorded}"));
    }
    if said.is_empty() {
        said.push("not compared".to_owned());
    }
    said
}

/// The generation stands there before the secret does.
fn shown(sheet: &Sheet, more: Option<&str>) -> End {
    let mut sentences = vec![format!(": generation {}, sealed ", sheet.generation)];
    sentences.extend(more.map(str::to_owned));
    End { status: 0, sentences, value: Some(sheet.value.clone()) }
}

#[test]
fn all_pairs_of_shares_with_every_credential_and_record() {
    let world = World::new();
    let (mut faults, mut opened, mut tried) = (Vec::new(), 0, 0);
    for (one, two) in world.sets.iter().flat_map(|one| world.sets.iter().map(move |two| (one, two))) {
        for sheet in world.sheets.iter().map(Some).chain([None]) {
            for record in world.papers.iter().map(Some).chain([None]) {
                let mut pieces = vec![format!("{} 1.txt", one.name), format!("{} 2.txt", two.name)];
                pieces.extend(sheet.map(|sheet| format!("{}.txt", sheet.name)));
                let end = rules([one, two], sheet, record);
                opened += usize::from(end.status == 0);
                tried += 1;
                faults.extend(world.fault(&pieces, record, &end));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {tried}\n{}", faults.len(), faults.concat());
    // 3 splits open both generations, the others their own, whatever the record says.
    assert_eq!((tried, opened), (625, 8 * 5));
}

#[test]
fn all_pairs_of_credentials_with_every_record_of_the_kit() {
    let world = World::new();
    let kit = &world.sets[0];
    let mut faults = Vec::new();
    for (one, two) in world.sheets.iter().flat_map(|one| world.sheets.iter().map(move |two| (one, two))) {
        for record in world.papers[..2].iter().map(Some).chain([None]) {
            let mut pieces: Vec<String> = (1..=2).map(|x| format!("{} {x}.txt", kit.name)).collect();
            pieces.extend([one, two].map(|sheet| format!("{}.txt", sheet.name)));
            let opens = |sheet: &&Sheet| sheet.key == kit.id.key();
            let newest = [one, two].into_iter().filter(opens).max_by_key(|sheet| sheet.generation);
            let end = match newest {
                None => one_sheet(one, kit, record),
                Some(newest) => {
                    let beside = [one, two].into_iter().find(|sheet| sheet.name != newest.name);
                    let mut end = one_sheet(newest, kit, record);
                    end.sentences.extend(beside.map(|sheet| remark(sheet, newest)));
                    end
                }
            };
            faults.extend(world.fault(&pieces, record, &end));
        }
    }
    assert!(faults.is_empty(), "{}", faults.concat());
}

/// What is said of the credential that is not the one shown.
fn remark(beside: &Sheet, shown: &Sheet) -> String {
    match beside.key == shown.key {
        true => {
            format!("an older credential was given too, generation {}: the newest is used", beside.generation)
        }
        false => format!(
            "another credential that was given does not open: the credential is sealed to key {}",
            beside.key
        ),
    }
}

#[test]
fn more_shares_than_needed_of_one_set_open_beside_any_stray_one() {
    let world = World::new();
    let kit = &world.sets[0];
    for stray in &world.sets[1..] {
        for place in 0..3 {
            let mut pieces: Vec<String> = (1..=2).map(|x| format!("{} {x}.txt", kit.name)).collect();
            pieces.insert(place, format!("{} 1.txt", stray.name));
            pieces.push("generation 2.txt".to_owned());
            for record in [None, Some(&world.papers[1])] {
                let mut end = shown(&world.sheets[1], None);
                let said = match stray.epoch.is_rehearsal() {
                    true => Some("is a rehearsal set".to_owned()),
                    false => record.and_then(|paper| refusal(1, stray, paper.set, paper.epoch)),
                };
                end.sentences.extend(said);
                assert_eq!(world.fault(&pieces, record, &end), None);
            }
        }
    }
}
