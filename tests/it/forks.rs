//! Two credentials of one generation, from a rotation that was run twice or from a forger, are
//! named by every command that can see both; and an old generation is not confirmed.

use crate::lifecycle::Life;
use std::fs;

/// Generation 1, and two of generation 2 that both follow it.
fn forked() -> Life {
    let life = Life::begin();
    for folder in ["g2", "twice"] {
        life.rotate("g1", folder, &["--import", "pin"]).ends(0, &[]);
    }
    life
}

#[test]
fn a_rotation_that_was_run_twice_is_named_everywhere() {
    let life = forked();
    let fork = "records of one generation with different credentials: a rotation was run twice, or one of them is forged";
    life.run(&["status", ".", "--date", "2027-02-20"])
        .ends(3, &[fork, "g2/record.json", "twice/record.json"]);
    let json = life.run(&["status", ".", "--date", "2027-02-20", "--json"]);
    json.ends(3, &["\"fork\""]);

    for records in [["g2/record.json", "twice/record.json"], ["twice/record.json", "g2/record.json"]] {
        let inspected = life.run(&["inspect", records[0], "g1/record.json", records[1]]);
        inspected.ends(3, &["generation 2, name different credentials, SHA-256", "one of them is forged"]);
        for folder in ["g2", "twice"] {
            let hash = life.record(folder).made().hashes.payload.to_string();
            assert!(inspected.unwrapped().contains(&hash), "{}", inspected.out);
        }
    }
    life.run(&["inspect", "g1/record.json", "g2/record.json"]).ends(0, &["that one is unchanged"]);

    life.put("other.txt", &life.codes("twice/credential.pdf"));
    let checked = life.run(&["check", "other.txt", "--record", "g2/record.json"]);
    checked.ends(1, &["a second credential of generation 2, SHA-256", "one of the two is forged"]);
    let logged = life.record("g2").log()[0].facts.clone();
    assert!(logged.values().any(|fact| fact.contains("a second credential of generation 2")), "{logged:?}");

    let before = [life.bytes("g2/record.json"), life.bytes("twice/record.json")];
    life.run(&["rotate", "--confirm", "--record", "g2/record.json"]).ends(3, &[fork]);
    life.run(&["rotate", "--confirm", "--record", "g2/record.json", "twice/record.json"]).ends(2, &[]);
    life.run(&["rotate", "--confirm", "--record", "g2/record.json", "--record", "twice/record.json"])
        .ends(3, &[fork]);
    assert!(before == [life.bytes("g2/record.json"), life.bytes("twice/record.json")]);
}

#[test]
fn a_fork_of_a_generation_that_is_out_of_use_is_named() {
    let life = forked();
    life.rotate("g2", "g3", &["--import", "pin"]).ends(0, &[]);
    life.run(&["status", ".", "--date", "2027-02-20"]).ends(3, &["g2/record.json and ./twice/record.json"]);
}

#[test]
fn age_files_that_do_not_say_their_generation_are_told_apart_by_their_hash() {
    let life = forked();
    let together = life.run(&["inspect", "g2/payload.age", "twice/payload.age"]);
    together.ends(0, &["2 different age files, SHA-256", "if both are said to be of one generation"]);
    let hash = life.record("twice").made().hashes.payload.to_string();
    assert!(together.unwrapped().contains(&hash), "{}", together.out);
    let same = life.run(&["inspect", "g2/payload.age", "g2/payload.age", "g2/credential.pdf"]);
    assert!(same.status == 0 && !same.out.contains("different age files"), "{}", same.out);
    life.run(&["inspect", "g2/credential.pdf", "twice/credential.pdf"])
        .ends(3, &["2 different credentials of key"]);
}

#[test]
fn only_the_newest_generation_is_confirmed() {
    let life = Life::begin();
    life.rotate("g1", "g2", &["--import", "pin"]).ends(0, &[]);
    life.rotate("g2", "g3", &["--import", "pin"]).ends(0, &[]);
    let before = life.bytes("g2/record.json");
    life.run(&["rotate", "--confirm", "--record", "g2/record.json"]).ends(
        2,
        &[
            "Contoso break-glass 1, set ",
            "generation 2 is out of use",
            "g3/record.json is a newer record, of generation 3",
        ],
    );
    // One that follows two generations later says so as well, wherever it lies.
    fs::create_dir_all(life.path().join("far/away")).unwrap();
    fs::rename(life.path().join("g3"), life.path().join("far/away/g3")).unwrap();
    let both = ["--record", "g1/record.json", "--record", "far/away/g3/record.json"];
    life.run(&[&["rotate", "--confirm"][..], &both].concat()).ends(2, &["generation 1 is out of use"]);
    fs::rename(life.path().join("far/away/g3/record.json"), life.path().join("g2/newer.json")).unwrap();
    life.run(&["rotate", "--confirm", "--record", "g2/record.json"])
        .ends(2, &["g2/newer.json is a newer record"]);
    assert!(life.bytes("g2/record.json") == before && life.record("g1").log().is_empty());

    let set = life.record("g2").made().set_id.to_string();
    let confirmed = format!("Contoso break-glass 1, set {set}: generation 3 is confirmed");
    life.run(&["rotate", "--confirm", "--record", "g2/newer.json"]).ends(0, &[&confirmed]);
    life.run(&["rotate", "--confirm", "--record", "g2/newer.json", "--json"]).ends(
        0,
        &[&format!("\"set\": \"{set}\""), "\"label\": \"Contoso break-glass 1\"", "\"generation\": 3"],
    );
}

#[test]
fn a_new_split_takes_the_place_of_the_record_before_it() {
    let life = Life::begin();
    life.reshare("g1", "split", &["g1/share-1-of-3.pdf", "g1/share-2-of-3.pdf", "g1/credential.pdf"])
        .ends(0, &[]);
    life.run(&["rotate", "--confirm", "--record", "g1/record.json"]).ends(2, &["split/record.json"]);
    life.run(&["rotate", "--confirm", "--record", "split/record.json"])
        .ends(0, &["generation 1 is confirmed"]);
}

/// A piece of a forged sheet comes first; the good one is read, and the session goes on.
#[test]
fn a_forged_piece_poisons_no_session() {
    let life = forked();
    let [good, forged] = ["g2", "twice"].map(|folder| life.codes(&format!("{folder}/credential.pdf")));
    let (good, forged): (Vec<&str>, Vec<&str>) = (good.lines().collect(), forged.lines().collect());
    assert!(good.len() > 1 && good[0] != forged[0]);

    let shares = ["g1/share-1-of-3.pdf", "g1/share-3-of-3.pdf"].map(|sheet| life.codes(sheet));
    let shares = shares.iter().map(|code| code.trim());
    let typed: Vec<&str> = shares.chain([forged[0]]).chain(good.iter().copied()).collect();
    life.type_to("recover --output secret.txt", &typed).ends(0, &[]);
    assert!(String::from_utf8(life.bytes("secret.txt")).unwrap().contains("generation: 2"));

    let typed: Vec<&str> = [forged[0]].into_iter().chain(good.iter().copied()).collect();
    life.type_to("check --record g2/record.json", &typed)
        .ends(0, &["credential of generation 2 is printed correctly"]);

    // A whole forged sheet first: it is named, and the good one still counts. And the other
    // way round the good one does not vouch for what comes after it.
    life.put("both.txt", &format!("{}\n{}\n", forged.join("\n"), good.join("\n")));
    life.run(&["check", "both.txt", "--record", "g2/record.json"])
        .ends(1, &["a second credential of generation 2", "credential of generation 2 is printed correctly"]);
    life.put("both.txt", &format!("{}\n{}\n", good.join("\n"), forged.join("\n")));
    let checked = life.run(&["check", "both.txt", "--record", "g2/record.json"]);
    checked.ends(1, &["a second credential of generation 2"]);
    assert_eq!(checked.err.matches("is printed correctly").count(), 1, "{}", checked.err);
}
