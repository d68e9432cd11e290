//! The corpus of damaged sheets in its small form: most are read, none wrongly. The
//! whole of it is read by `cargo bench --bench scan`.

use crate::external;
use sealkit::scan;
use std::fs;
use std::path::Path;

/// One sheet under every fifth effect.
const EFFECTS: usize = 12;

#[test]
fn damaged_sheets_are_read() {
    for program in ["convert", "pdftoppm", "zbarimg"] {
        if external::program(program).is_none() {
            return;
        }
    }
    let Some(mut python) = external::program("python3") else { return };
    let folder = tempfile::tempdir().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/make.py");
    python.arg(script).arg(crate::process::SEALKIT).arg(folder.path());
    let made = python.args(["--sheets", "1", "--effects", &EFFECTS.to_string()]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let list = fs::read_to_string(folder.path().join("expected.tsv")).unwrap();
    let mut missed = Vec::new();
    for line in list.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [picture, effect, expected @ ..] = fields.as_slice() else { panic!("{line}") };
        let found = scan::image(&fs::read(folder.path().join(picture)).unwrap()).unwrap_or_default();
        let texts: Vec<&str> = found.iter().map(|found| found.text.expose()).collect();
        assert!(texts.iter().all(|text| expected.contains(text)), "a wrong text under {effect}");
        if texts.len() < expected.len() {
            missed.push((*effect).to_owned());
        }
    }
    assert_eq!(list.lines().count(), EFFECTS);
    // Each kit is another one, and the worst effects are at the border.
    assert!(missed.len() <= 1, "not read: {missed:?}");
}
