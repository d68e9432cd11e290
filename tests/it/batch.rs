//! Many kits in one run: new, rotate, confirm.

use crate::process;
use sealkit::record::Record;
use std::path::Path;

fn sealkit(place: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = process::sealkit().current_dir(place).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn record(path: &Path) -> Record {
    Record::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_quarter_for_several_kits_is_one_run() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    for name in ["A", "B", "C"] {
        let plan =
            format!("sealkit-plan = 1\nlabel = \"Kit {name}\"\n[[secrets]]\nname = \"p\"\naccount = \"a\"\n");
        std::fs::write(place.join(format!("{name}.toml")), plan).unwrap();
    }
    let run = ["--allow-online", "--date", "2026-11-21", "--out", "first"];
    let (status, out, err) = sealkit(place, &[&["new", "A.toml", "B.toml", "C.toml"][..], &run].concat());
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("3 kits written; of each\nnext steps\n"), "{out}");
    let records = ["first/kit-a/record.json", "first/kit-b/record.json", "first/kit-c/record.json"];
    let prints = records.map(|path| record(&place.join(path)).made().recipient_fingerprint.to_string());
    let rotate = |prints: &[&str], more: &[&str]| {
        let mut arguments = vec!["rotate", "--allow-online", "--date", "2027-02-19", "--out", "second"];
        records.iter().for_each(|path| arguments.extend(["--record", path]));
        prints.iter().for_each(|print| arguments.extend(["--recipient-fingerprint", print]));
        arguments.extend(more);
        sealkit(place, &arguments)
    };
    // One fingerprint that is missing: nothing is made of any kit.
    let (status, _, err) = rotate(&[&prints[0], &prints[1]], &[]);
    assert_eq!(status, 3, "{err}");
    assert!(err.contains("first/kit-c/record.json: ") && !place.join("second").exists(), "{err}");
    let (status, _, err) = rotate(&[&prints[0]], &["--keep", "p", "--reason", "no time"]);
    assert_eq!((status, err.contains("belong to one kit")), (2, true), "{err}");
    let (status, out, err) = rotate(&[&prints[2], &prints[0], &prints[1]], &[]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("Kit B: generation 2, pending in the place of 1, written to second/kit-b"), "{out}");
    for path in records {
        let new = record(&place.join(path.replace("first", "second")));
        assert_eq!(
            (new.made().generation.number(), new.made().previous),
            (2, Some(record(&place.join(path)).made_hash()))
        );
    }
    let mut confirm = vec!["rotate", "--confirm", "--date", "2027-02-20", "--json"];
    let new = records.map(|path| path.replace("first", "second"));
    new.iter().for_each(|path| confirm.extend(["--record", path]));
    let (status, out, err) = sealkit(place, &confirm);
    assert_eq!((status, out.matches("\"confirmed\": \"2027-02-20\"").count()), (0, 3), "{err}");
    let (status, out, err) = sealkit(place, &["status", "first", "second", "--date", "2027-02-20"]);
    assert_eq!((status, out.lines().count()), (0, 4), "{err}");
}

/// The sheet of the program is drawn once for kits of one form, and anew for every other.
#[test]
fn kits_of_many_forms_in_one_run_each_have_their_own_program_sheet() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let forms = [("a4", 2, 3), ("a4", 3, 5), ("letter", 2, 3), ("a4", 2, 4), ("a4", 2, 5), ("letter", 3, 5)];
    let mut arguments = vec!["new".to_owned()];
    // Twice: at the second time the first forms are forgotten again.
    for (i, (paper, k, n)) in forms.iter().chain(&forms).enumerate() {
        let name = format!("{i}.toml");
        let plan = format!(
            "sealkit-plan = 1\nlabel = \"Kit {i}\"\npaper = \"{paper}\"\n[quorum]\nthreshold = {k}\nshares = {n}\n\
             [[secrets]]\nname = \"p\"\naccount = \"a\"\n"
        );
        std::fs::write(place.join(&name), plan).unwrap();
        arguments.push(name);
    }
    arguments.extend(["--allow-online", "--date", "2026-11-21", "--out", "kits"].map(str::to_owned));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (status, _, err) = sealkit(place, &arguments);
    assert_eq!(status, 0, "{err}");
    let sheets: Vec<Vec<u8>> = (0..2 * forms.len())
        .map(|i| std::fs::read(place.join(format!("kits/kit-{i}/recover-program.pdf"))).unwrap())
        .collect();
    let (first, second) = sheets.split_at(forms.len());
    assert!(first == second);
    assert!((0..forms.len()).all(|i| !first[..i].contains(&first[i])), "two forms have the same sheet");
}
