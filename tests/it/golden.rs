//! Pictures of all sheets, kept and compared, so that a change of layout is seen.
//!
//! After a change that is meant: `SEALKIT_RENEW=1 cargo test --test it golden::`, then look at
//! every picture in `tests/golden/` that changed.

use std::error::Error;
use std::path::{Path, PathBuf};

use crate::external;
use crate::samples::{self, Size, sheets};
use sealkit::id::{Generation, SetId};
use sealkit::pdf::render;
use sealkit::plan::Paper;
use sealkit::sheet::{
    CeremonyDetails, OldShare, OperationKind, ReplacedKit, Sheet, SheetContext, ceremony, ceremony_before,
    destruction,
};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const DPI: &str = "60";
/// The greys of a kept picture are 17 apart; a letter that moves changes them by more than this.
const ALIKE: u8 = 60;
/// So many pixels may differ: another poppler smooths an edge in another way.
const MOST: usize = 60;

#[derive(PartialEq)]
struct Picture {
    width: u32,
    height: u32,
    /// A byte for each pixel, of which the upper half says the grey.
    grey: Vec<u8>,
}

#[test]
fn every_page_looks_as_it_did() -> Outcome {
    if external::program("pdftoppm").is_none() {
        return Ok(());
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let renew = std::env::var_os("SEALKIT_RENEW").is_some();
    let new = if renew { kept.clone() } else { Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden") };
    std::fs::create_dir_all(&new)?;
    let drawn = drawn()?;
    let mut differing = Vec::new();
    for (name, picture) in &drawn {
        let old = read(&kept.join(name)).ok();
        let fault = fault(old.as_ref(), picture);
        if let Some(fault) = fault {
            write(&new.join(name), picture)?;
            differing.push(format!("{name}: {fault}"));
        }
    }
    let mut gone: Vec<PathBuf> =
        std::fs::read_dir(&kept)?.map(|entry| Ok(entry?.path())).collect::<Outcome<_>>()?;
    gone.retain(|path| !drawn.iter().any(|(name, _)| path.ends_with(name)));
    if renew {
        gone.iter().try_for_each(std::fs::remove_file)?;
        return Ok(());
    }
    assert!(gone.is_empty(), "no page gives these pictures any more: {gone:?}");
    assert!(differing.is_empty(), "look at the new ones in {}:\n{}", new.display(), differing.join("\n"));
    Ok(())
}

/// Every page of the usual sheets, and a share with Greek and Cyrillic names.
fn drawn() -> Outcome<Vec<(String, Picture)>> {
    let mut drawn = Vec::new();
    for (paper, name) in [(Paper::A4, "a4"), (Paper::Letter, "letter")] {
        for sheet in sheets(&Size::usual(paper))? {
            // The other shares and covers look like the first ones.
            match sheet.file_name().as_str() {
                "share-2-of-3.pdf" | "share-3-of-3.pdf" => {}
                "covers.pdf" => drawn.extend(pages(&sheet, name)?.into_iter().take(2)),
                _ => drawn.extend(pages(&sheet, name)?),
            }
        }
    }
    drawn.extend(later()?);
    let names = Size {
        tail: " Ελένη Παπαδοπούλου, Ђорђе, Київ".to_owned(), ..Size::usual(Paper::A4)
    };
    for sheet in sheets(&names)?.iter().filter(|sheet| sheet.file_name().starts_with("share-1-")) {
        drawn.extend(pages(sheet, "names")?);
    }
    Ok(drawn)
}

/// Sheets of a kit that follows on another one.
fn later() -> Outcome<Vec<(String, Picture)>> {
    let facts = samples::facts(&Size::usual(Paper::A4));
    let mut drawn = Vec::new();
    for (operation, name) in [
        (OperationKind::Rotate, "rotated"),
        (OperationKind::Reshare, "reshared"),
        (OperationKind::NewIdentity, "renewed"),
    ] {
        let made = CeremonyDetails { operation, ..samples::made(&facts) };
        let follows = Some(samples::hash());
        let made = CeremonyDetails { follows, ..made };
        drawn.extend(pages(&ceremony(&facts, &made, samples::square()?), name)?.into_iter().take(2));
    }
    for (operation, name) in [(OperationKind::Rotate, "rotated"), (OperationKind::Reshare, "reshared")] {
        drawn.extend(pages(&ceremony_before(&samples::planned(&facts, operation)), name)?);
    }

    // The PIN stays in generation 1.
    let staying =
        SheetContext { staying: vec![(Generation::FIRST, vec!["key PIN".to_owned()])], ..facts.clone() };
    let some = ReplacedKit { still_valid: Vec::new(), ..samples::rotated(&facts) };
    drawn.extend(pages(&destruction(&staying, &some), "staying")?);

    let old = reshared(&facts);
    drawn.extend(pages(&destruction(&facts, &old), "reshared")?);
    let leaked = ReplacedKit {
        operation: OperationKind::NewIdentity,
        credentials: samples::rotated(&facts).credentials,
        still_valid: vec!["key PIN".to_owned()],
        ..old
    };
    drawn.extend(pages(&destruction(&facts, &leaked), "renewed")?);
    Ok(drawn)
}

/// What lies behind after a new split.
fn reshared(facts: &SheetContext) -> ReplacedKit {
    let share =
        |x| OldShare { x, keeper: facts.custodian(x), fingerprint: format!("4f1c 09ab 77de {x:04x}") };
    ReplacedKit {
        operation: OperationKind::Reshare,
        set_id: SetId::parse("K7QM-A2ZD").unwrap(),
        credentials: Vec::new(),
        shares: (1..=facts.shares).map(share).collect(),
        still_valid: Vec::new(),
        ..samples::rotated(facts)
    }
}

fn pages(sheet: &Sheet, prefix: &str) -> Outcome<Vec<(String, Picture)>> {
    let folder = tempfile::tempdir()?;
    let pdf = folder.path().join("sheet.pdf");
    std::fs::write(&pdf, render(sheet)?.expose())?;
    let mut poppler = external::program("pdftoppm").ok_or("no pdftoppm")?;
    poppler.args(["-r", DPI, "-gray"]).arg(&pdf).arg(folder.path().join("page"));
    assert!(poppler.output()?.status.success(), "pdftoppm on {}", sheet.file_name());
    let name = sheet.file_name();
    let stem = name.trim_end_matches(".pdf");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder.path())?
        .map(|entry| Ok(entry?.path()))
        .collect::<Outcome<Vec<PathBuf>>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "pgm"));
    files.sort();
    let named = |(i, path): (usize, &PathBuf)| Ok((format!("{prefix}-{stem}-{}.png", i + 1), grey(path)?));
    files.iter().enumerate().map(named).collect()
}

/// A PGM of poppler: three lines, then a byte for each pixel.
fn grey(path: &Path) -> Outcome<Picture> {
    let bytes = std::fs::read(path)?;
    let mut parts = bytes.splitn(4, |&byte| byte == b'\n');
    let mut part = || parts.next().ok_or("a short picture");
    assert_eq!(part()?, b"P5");
    let (width, height) = std::str::from_utf8(part()?)?.split_once(' ').ok_or("no size")?;
    assert_eq!(part()?, b"255");
    let grey = part()?.iter().map(|byte| byte & 0xf0 | byte >> 4).collect();
    Ok(Picture { width: width.parse()?, height: height.parse()?, grey })
}

fn fault(old: Option<&Picture>, new: &Picture) -> Option<String> {
    let Some(old) = old else { return Some("no picture is kept of it".to_owned()) };
    if (old.width, old.height) != (new.width, new.height) {
        return Some("another size".to_owned());
    }
    let differ = old.grey.iter().zip(&new.grey).filter(|(a, b)| a.abs_diff(**b) > ALIKE).count();
    (differ > MOST).then(|| format!("{differ} pixels differ"))
}

/// Four bits a pixel: a page takes a few kilobytes.
fn write(path: &Path, picture: &Picture) -> Outcome {
    let mut encoder = png::Encoder::new(std::fs::File::create(path)?, picture.width, picture.height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let rows = picture.grey.chunks(picture.width as usize);
    let packed: Vec<u8> = rows
        .flat_map(|row| row.chunks(2).map(|two| two[0] & 0xf0 | two.get(1).map_or(0, |b| b >> 4)))
        .collect();
    encoder.write_header()?.write_image_data(&packed)?;
    Ok(())
}

fn read(path: &Path) -> Outcome<Picture> {
    let mut reader = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path)?)).read_info()?;
    let (width, height) = (reader.info().width, reader.info().height);
    let mut packed = vec![0; reader.output_buffer_size().ok_or("too large")?];
    reader.next_frame(&mut packed)?;
    let line = (width as usize).div_ceil(2);
    let both = |byte: &u8| [byte & 0xf0 | byte >> 4, byte << 4 | byte & 0xf];
    let grey = packed.chunks(line).flat_map(|row| row.iter().flat_map(both).take(width as usize)).collect();
    Ok(Picture { width, height, grey })
}

#[test]
fn a_word_that_moves_is_seen() -> Outcome {
    let mut page = Picture { width: 100, height: 100, grey: vec![0xff; 10_000] };
    let kept = Picture { grey: page.grey.clone(), ..page };
    assert_eq!(fault(Some(&kept), &page), None);
    page.grey[2000..2070].fill(0);
    assert_eq!(fault(Some(&kept), &page), Some("70 pixels differ".to_owned()));
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("page.png");
    write(&file, &page)?;
    assert!(read(&file)? == page);
    Ok(())
}
