//! The sheets as files: their size, their bytes, and what other programs read from them.

use std::error::Error;
use std::path::Path;

use crate::samples::{Size, sheets};
use crate::{external, process};
use sealkit::pdf::render;
use sealkit::plan::Paper;
use sealkit::sheet::SheetKind;

type Outcome = Result<(), Box<dyn Error>>;

const PAPERS: [Paper; 2] = [Paper::A4, Paper::Letter];
const LARGEST: usize = 60 * 1024;
const LARGEST_SHARE: usize = 30 * 1024;

#[test]
fn every_usual_sheet_is_small() -> Outcome {
    for paper in PAPERS {
        for sheet in sheets(&Size { lines: 100, shares: 9, ..Size::usual(paper) })? {
            let bytes = render(&sheet)?.expose().len();
            let largest = match sheet.kind {
                SheetKind::Share { .. } => LARGEST_SHARE,
                // Squares of a whole program, each an exact path.
                SheetKind::Handbook => 220 * 1024,
                // A packet and a card for each of nine shares.
                SheetKind::Covers => 9 * LARGEST_SHARE,
                _ => LARGEST,
            };
            assert!(bytes <= largest, "{} has {bytes} bytes", sheet.file_name());
        }
    }
    Ok(())
}

#[test]
fn a_kit_larger_than_any_in_use_is_drawn_to_its_last_page() -> Outcome {
    for sheet in sheets(&Size::huge(Paper::A4))? {
        assert!(
            !lopdf::Document::load_mem(render(&sheet)?.expose())?.get_pages().is_empty(),
            "{}",
            sheet.file_name()
        );
    }
    Ok(())
}

#[test]
fn the_same_sheet_gives_the_same_bytes() -> Outcome {
    let (first, second) = (sheets(&Size::usual(Paper::A4))?, sheets(&Size::usual(Paper::A4))?);
    for (a, b) in first.iter().zip(&second) {
        assert!(render(a)?.expose() == render(b)?.expose(), "{}", a.file_name());
    }
    Ok(())
}

#[test]
fn the_second_face_is_embedded_only_where_a_name_needs_it() -> Outcome {
    let has = |tail: &str| -> Result<bool, Box<dyn Error>> {
        let sheets = sheets(&Size { tail: tail.to_owned(), ..Size::usual(Paper::A4) })?;
        let bytes = render(&sheets[0])?;
        assert!(bytes.expose().len() <= LARGEST);
        let pdf = lopdf::Document::load_mem(bytes.expose())?;
        let mut fonts =
            pdf.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"FontName").ok());
        Ok(fonts
            .any(|name| name.as_name().is_ok_and(|name| name.windows(8).any(|window| window == b"NotoSans"))))
    };
    assert_eq!([has("")?, has(" Żółw")?, has(" Ελένη")?, has(" Київ")?], [false, false, true, true]);
    Ok(())
}

const CHILD: &str = "SEALKIT_SHEETS_TO";

/// Writes the sheets where [`CHILD`] says, as another process; alone it does nothing.
#[test]
fn child_writes_the_sheets() -> Outcome {
    let Some(folder) = std::env::var_os(CHILD) else { return Ok(()) };
    for sheet in sheets(&Size::usual(Paper::A4))? {
        std::fs::write(Path::new(&folder).join(sheet.file_name()), render(&sheet)?.expose())?;
    }
    Ok(())
}

#[test]
fn another_process_user_and_place_give_the_same_bytes_and_leave_no_trace() -> Outcome {
    let folder = tempfile::tempdir()?;
    let mut all = Vec::new();
    for who in ["quillon", "vexmoor"] {
        let place = folder.path().join(format!("{who}-place"));
        std::fs::create_dir(&place)?;
        let mut child = process::command(std::env::current_exe()?);
        child.args(["--exact", "sheets::child_writes_the_sheets"]).current_dir(&place).env(CHILD, &place);
        for variable in ["USER", "LOGNAME", "HOSTNAME", "HOME", "TZ", "LANG"] {
            child.env(variable, format!("/{who}"));
        }
        assert!(child.output()?.status.success());
        let mut written = std::fs::read_dir(&place)?
            .map(|entry| {
                Ok((entry.as_ref().map_err(|_| "entry")?.file_name(), std::fs::read(entry?.path())?))
            })
            .collect::<Result<Vec<_>, Box<dyn Error>>>()?;
        written.sort();
        assert!(written.len() > 8);
        all.push(written);
    }
    assert!(all[0] == all[1]);
    let temporary = folder.path().to_string_lossy().into_owned();
    for (name, bytes) in &all[0] {
        let mut pdf = lopdf::Document::load_mem(bytes)?;
        pdf.decompress();
        let mut plain = Vec::new();
        pdf.save_to(&mut plain)?;
        for trace in ["quillon", "-place", temporary.as_str()] {
            assert!(
                !plain.windows(trace.len()).any(|window| window == trace.as_bytes()),
                "{name:?}: {trace}"
            );
        }
    }
    Ok(())
}

#[test]
fn other_content_gives_another_name_to_the_file() -> Outcome {
    let sheets = sheets(&Size::usual(Paper::A4))?;
    let identity = |sheet: &sealkit::sheet::Sheet| -> Result<Vec<u8>, Box<dyn Error>> {
        let pdf = lopdf::Document::load_mem(render(sheet)?.expose())?;
        Ok(pdf.trailer.get(b"ID")?.as_array()?.first().ok_or("no name")?.as_str()?.to_vec())
    };
    assert_ne!(identity(&sheets[0])?, identity(&sheets[1])?);
    Ok(())
}

#[test]
fn the_properties_name_the_sheet_and_nobody() -> Outcome {
    for sheet in sheets(&Size::usual(Paper::A4))? {
        let bytes = render(&sheet)?;
        let pdf = lopdf::Document::load_mem(bytes.expose())?;
        let info = pdf.get_dictionary(pdf.trailer.get(b"Info")?.as_reference()?)?;
        let mut keys: Vec<_> =
            info.iter().map(|(key, _)| String::from_utf8_lossy(key).into_owned()).collect();
        keys.sort();
        assert_eq!(keys, ["CreationDate", "Creator", "Producer", "Title"]);
        assert_eq!(info.get(b"Creator")?.as_str()?, b"sealkit");
        assert_eq!(info.get(b"CreationDate")?.as_str()?, b"D:20261121000000Z");
        let about = pdf.get_object(pdf.catalog()?.get(b"Metadata")?.as_reference()?)?.as_stream()?;
        let about = String::from_utf8(about.decompressed_content()?)?;
        assert!(about.contains("<pdf:Producer>") && !about.contains("Ada"), "{about}");
        for word in ["printpdf", "/home", "/root"] {
            assert!(!bytes.expose().windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
            assert!(!about.contains(word), "{word}");
        }
    }
    Ok(())
}

#[test]
fn the_lines_of_a_share_can_be_copied() -> Outcome {
    if external::program("pdftotext").is_none() {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let sheets = sheets(&Size::usual(Paper::A4))?;
    let share = text(&sheets[0], folder.path())?;
    let found: Vec<&str> = share.lines().map(str::trim).filter(|line| is_code(line)).collect();
    let lines: Vec<String> =
        found.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines.len(), 4, "{share}");
    for (i, line) in lines.iter().enumerate() {
        let groups: Vec<usize> = line.split(' ').map(str::len).collect();
        assert_eq!(groups, [2, 4, 4, 4, 4, 2, 2], "{line}");
        assert!(line.starts_with(&format!("{}. ", i + 1)), "{line}");
    }
    assert!(share.contains("SK1 S") && share.contains("any 2 of the 3 shares"), "{share}");
    let credential = text(&sheets[3], folder.path())?;
    let words: Vec<&str> = credential.split_whitespace().collect();
    let numbers = (1..=56).filter(|i| words.contains(&format!("{i}.").as_str())).count();
    assert_eq!(numbers, 56, "{credential}");
    Ok(())
}

fn is_code(line: &str) -> bool {
    line.split_once(". ").is_some_and(|(number, rest)| {
        number.parse::<u16>().is_ok()
            && rest.chars().all(|c| c == ' ' || "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".contains(c))
    })
}

fn text(sheet: &sealkit::sheet::Sheet, folder: &Path) -> Result<String, Box<dyn Error>> {
    let file = folder.join(sheet.file_name());
    std::fs::write(&file, render(sheet)?.expose())?;
    let output = process::command("pdftotext").arg("-layout").arg(&file).arg("-").output()?;
    Ok(String::from_utf8(output.stdout)?)
}

#[test]
fn every_square_is_read_at_300_dots_per_inch() -> Outcome {
    if !external::all(&["pdftoppm", "zbarimg"]) {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    for paper in PAPERS {
        for sheet in sheets(&Size::usual(paper))? {
            let expected = match sheet.file_name().as_str() {
                "credential.pdf" => 3,
                "provisioning.pdf" | "sealed-copy-1-of-2.pdf" => 2,
                name if name.starts_with("share-") => 1,
                // The program's many squares have a test of their own, by the printed words and
                // at two resolutions: zbar misses one code in some hundreds.
                _ => 0,
            };
            if expected > 0 {
                assert_eq!(squares(&sheet, folder.path())?, expected, "{} on {paper:?}", sheet.file_name());
            }
        }
    }
    Ok(())
}

/// As PGM, which takes a tenth of the time of PNG.
fn squares(sheet: &sealkit::sheet::Sheet, folder: &Path) -> Result<usize, Box<dyn Error>> {
    let pages = tempfile::tempdir_in(folder)?;
    let file = folder.join(sheet.file_name());
    std::fs::write(&file, render(sheet)?.expose())?;
    let drawn = ["-r", "300", "-gray"];
    process::command("pdftoppm").args(drawn).arg(&file).arg(pages.path().join("page")).output()?;
    let mut found = 0;
    for page in std::fs::read_dir(pages.path())? {
        let wanted = ["-q", "--raw", "-Sdisable", "-Sqrcode.enable"];
        let output = process::command("zbarimg").args(wanted).arg(page?.path()).output()?;
        found += String::from_utf8_lossy(&output.stdout).lines().count();
    }
    Ok(found)
}
