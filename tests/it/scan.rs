//! QR codes drawn by printpdf are read back, as they are and after other
//! programs have rewritten the file; broken files end in an error.

use crate::external;
use printpdf::{
    Color, Greyscale, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfPage, PdfSaveOptions, Point, Polygon,
    PolygonRing, WindingOrder,
};
use proptest::prelude::*;
use sealkit::qr::{self, Grid, Level};
use sealkit::scan::{self, ScanError};
use std::path::Path;

/// A code as the sheets draw it: one path, a ring for each run of dark modules.
fn one_path(grid: &Grid, left: f32, bottom: f32, module: f32) -> Vec<Op> {
    vec![fill(runs(grid, left, bottom, module))]
}

/// The same, every run a path of its own.
fn many_paths(grid: &Grid, left: f32, bottom: f32, module: f32) -> Vec<Op> {
    runs(grid, left, bottom, module).into_iter().map(|ring| fill(vec![ring])).collect()
}

fn fill(rings: Vec<PolygonRing>) -> Op {
    Op::DrawPolygon {
        polygon: Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero },
    }
}

fn runs(grid: &Grid, left: f32, bottom: f32, module: f32) -> Vec<PolygonRing> {
    let mut rings = Vec::new();
    for y in 0..grid.size() {
        let mut x = 0;
        while x < grid.size() {
            let length = (x..grid.size()).take_while(|&x| grid.is_dark(x, y)).count();
            if length > 0 {
                rings.push(ring(left, bottom, module, [x, grid.size() - 1 - y, length]));
            }
            x += length + 1;
        }
    }
    rings
}

fn ring(left: f32, bottom: f32, module: f32, [x, y, length]: [usize; 3]) -> PolygonRing {
    let at = |x: usize, y: usize| LinePoint {
        p: Point::new(Mm(left + x as f32 * module), Mm(bottom + y as f32 * module)),
        bezier: false,
    };
    PolygonRing { points: vec![at(x, y), at(x + length, y), at(x + length, y + 1), at(x, y + 1)] }
}

fn document(pages: Vec<Vec<Op>>) -> Vec<u8> {
    let pages = pages.into_iter().map(|ops| PdfPage::new(Mm(210.0), Mm(297.0), ops)).collect();
    let options = PdfSaveOptions { optimize: true, secure: false, ..PdfSaveOptions::default() };
    PdfDocument::new("sample").with_pages(pages).save(&options, &mut Vec::new())
}

fn share() -> (String, Grid) {
    let text = format!("SK1:S:{}", "K7QM4XTB".repeat(9));
    let grid = qr::alphanumeric(&text, Level::High).unwrap();
    (text, grid)
}

/// Two pages: a share; four codes of a credential beside one another, and rules.
fn sample(draw: fn(&Grid, f32, f32, f32) -> Vec<Op>) -> (Vec<u8>, Vec<(usize, String)>) {
    let (text, grid) = share();
    let mut expected = vec![(1, text)];
    let rule = |y: f32| fill(vec![ring(20.0, y, 0.2, [0, 0, 800])]);
    let mut second = vec![
        Op::SetFillColor { col: Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None }) },
        rule(280.0),
    ];
    for part in 0..4u8 {
        let text = format!("SK1:C:K7QM00001{part:02}04:{}", char::from(b'A' + part).to_string().repeat(432));
        let grid = qr::alphanumeric(&text, Level::Medium).unwrap();
        let (left, bottom) = (20.0 + 70.0 * f32::from(part % 2), 180.0 - 80.0 * f32::from(part / 2));
        second.extend(draw(&grid, left, bottom, 0.75));
        second.push(rule(bottom - 5.0));
        expected.push((2, text));
    }
    (document(vec![draw(&grid, 30.0, 100.0, 1.0), second]), expected)
}

fn read(pdf: &[u8]) -> Result<Vec<(usize, String)>, ScanError> {
    Ok(scan::pdf(pdf)?.into_iter().map(|found| (found.page, found.text.expose().to_owned())).collect())
}

#[test]
fn a_code_drawn_as_one_path_is_read() {
    let (pdf, expected) = sample(one_path);
    assert_eq!(read(&pdf), Ok(expected));
}

#[test]
fn a_code_drawn_run_by_run_is_read() {
    let (pdf, expected) = sample(many_paths);
    assert_eq!(read(&pdf), Ok(expected));
}

#[test]
fn a_turned_code_is_read() {
    let (text, grid) = share();
    let far = grid.size() - 1;
    let turned = [
        Grid::from_fn(grid.size(), |x, y| grid.is_dark(far - y, x)),
        Grid::from_fn(grid.size(), |x, y| grid.is_dark(far - x, far - y)),
        Grid::from_fn(grid.size(), |x, y| grid.is_dark(y, far - x)),
    ];
    for grid in turned {
        assert_eq!(read(&document(vec![one_path(&grid, 30.0, 100.0, 1.0)])), Ok(vec![(1, text.clone())]));
    }
}

#[test]
fn white_squares_are_not_drawn() {
    let (_, grid) = share();
    let white = Op::SetFillColor { col: Color::Greyscale(Greyscale { percent: 1.0, icc_profile: None }) };
    let ops = std::iter::once(white).chain(one_path(&grid, 30.0, 100.0, 1.0)).collect();
    assert_eq!(read(&document(vec![ops])), Err(ScanError::NoCode));
}

#[test]
fn a_code_beyond_mending_is_named_by_its_page() {
    let (_, grid) = share();
    let spoilt = Grid::from_fn(grid.size(), |x, y| grid.is_dark(x, y) ^ (x > 8 && (9..32).contains(&y)));
    let pdf = document(vec![Vec::new(), one_path(&spoilt, 30.0, 100.0, 1.0)]);
    assert_eq!(read(&pdf), Err(ScanError::Unreadable { page: 2 }));
}

/// Runs a program on a file and gives what it wrote.
fn rewritten(pdf: &[u8], program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let mut command = external::program(program)?;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| Path::new(folder.path()).join(name);
    std::fs::write(path("in.pdf"), pdf).unwrap();
    let status = command.current_dir(folder.path()).args(arguments).output().unwrap();
    assert!(status.status.success(), "{program}: {}", String::from_utf8_lossy(&status.stderr));
    Some(std::fs::read(path("out.pdf")).unwrap())
}

#[test]
fn rewritten_files_are_read() {
    let rewrites: [(&str, &[&str]); 9] = [
        ("qpdf", &["--qdf", "in.pdf", "out.pdf"]),
        ("qpdf", &["--linearize", "in.pdf", "out.pdf"]),
        ("qpdf", &["--object-streams=generate", "in.pdf", "out.pdf"]),
        ("qpdf", &["--stream-data=uncompress", "in.pdf", "out.pdf"]),
        (
            "qpdf",
            &[
                "--coalesce-contents",
                "--normalize-content=y",
                "--newline-before-endstream",
                "in.pdf",
                "out.pdf",
            ],
        ),
        ("pdftocairo", &["-pdf", "in.pdf", "out.pdf"]),
        ("mutool", &["clean", "in.pdf", "out.pdf"]),
        ("mutool", &["clean", "-gggg", "-s", "-z", "in.pdf", "out.pdf"]),
        ("gs", &["-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile=out.pdf", "in.pdf"]),
    ];
    for draw in [one_path as fn(&Grid, f32, f32, f32) -> Vec<Op>, many_paths] {
        let (pdf, expected) = sample(draw);
        for (program, arguments) in rewrites {
            if let Some(pdf) = rewritten(&pdf, program, arguments) {
                assert_eq!(read(&pdf), Ok(expected.clone()), "{program} {arguments:?}");
            }
        }
    }
}

#[test]
fn an_encrypted_file_is_named_as_such() {
    let (pdf, _) = sample(one_path);
    let arguments: [&[&str]; 2] = [
        &["--encrypt", "user", "owner", "256", "--", "in.pdf", "out.pdf"],
        &["--object-streams=generate", "--encrypt", "", "owner", "256", "--", "in.pdf", "out.pdf"],
    ];
    for arguments in arguments {
        if let Some(pdf) = rewritten(&pdf, "qpdf", arguments) {
            assert_eq!(read(&pdf), Err(ScanError::Encrypted));
        }
    }
}

#[test]
fn what_is_no_sheet_has_its_own_error() {
    assert_eq!(read(b""), Err(ScanError::NotAPdf));
    assert_eq!(read(b"\x89PNG\r\n"), Err(ScanError::NotAPdf));
    assert_eq!(read(b"%PDF-1.7\n%%EOF"), Err(ScanError::Damaged));
    assert_eq!(read(&vec![b' '; (16 << 20) + 1]), Err(ScanError::TooLarge));
    assert_eq!(read(&document(vec![Vec::new()])), Err(ScanError::NoCode));
    assert_eq!(read(&document((0..501).map(|_| Vec::new()).collect())), Err(ScanError::TooLarge));
}

/// A file whose objects are given; there is no table, none is needed.
fn raw(objects: &[&str]) -> Vec<u8> {
    let mut pdf = String::from("%PDF-1.7\n");
    for (number, object) in (1..).zip(objects) {
        pdf += &format!("{number} 0 obj {object} endobj\n");
    }
    (pdf + "trailer <</Root 1 0 R>>").into_bytes()
}

#[test]
fn a_missing_endobj_swallows_nothing() {
    let (text, grid) = share();
    let pdf = String::from_utf8(document_text(&grid)).unwrap();
    let pdf = pdf.replace("endobj", "").replace("%PDF-1.7\n", "%PDF-1.7\ntrailer <</Root 1 0 R>>");
    assert_eq!(read(pdf.as_bytes()), Ok(vec![(1, text)]));
}

#[test]
fn files_that_bite_their_tail_end() {
    let pages = "<</Type/Catalog/Pages 2 0 R>>";
    let page = "<</Type/Page/Contents 3 0 R/Resources<</XObject<</X 4 0 R>>>>>>";
    let form = "<</Type/XObject/Subtype/Form>> stream\n/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do\nendstream";
    let cases: [(&[&str], ScanError); 6] = [
        (&[pages, "<</Type/Pages/Kids[2 0 R 1 0 R 2 0 R]>>"], ScanError::NoCode),
        (&[pages, "2 0 R"], ScanError::Damaged),
        (&[pages, "<</Kids[2 0 R]>>"], ScanError::Damaged),
        (&[pages, page, "<<>> stream\n/X Do\nendstream", form], ScanError::NoCode),
        (&["<</Type/ObjStm/N 1/First 4>> stream\n1 0 1 0 R\nendstream"], ScanError::Damaged),
        (&["<</Length 1 0 R>> stream\n", pages], ScanError::Damaged),
    ];
    for (objects, error) in cases {
        assert_eq!(read(&raw(objects)), Err(error), "{objects:?}");
    }
}

/// Work grows with the length, not with its square: otherwise this takes hours.
#[test]
fn a_megabyte_of_anything_ends() {
    let open = [
        "1 0 obj ",
        "1 0 obj [",
        "(",
        "<<",
        "<",
        "0 ",
        "trailer ",
        "trailer<<",
        "1 0 obj<<>>stream\n",
        "%",
        "/A",
        "[]",
        "1 0 obj<<>>stream\nendstream ",
        "1 0 obj<</Type/ObjStm/First 9>>stream\n1 0 2 0 3 0 endstream ",
    ];
    let drawn = [
        "0 0 1 1 re ",
        "0 0 1 1 re f ",
        "q ",
        "BI ",
        "BI ID EI ",
        "/X Do ",
        "0 0 m ",
        "0 0 l ",
        "(",
        "1 ",
        "Q ",
    ];
    for text in open {
        assert!(read(format!("%PDF-1.7\n{}", text.repeat((1 << 20) / text.len())).as_bytes()).is_err());
    }
    for text in drawn {
        let content = format!("<<>> stream\n{}\nendstream", text.repeat((1 << 20) / text.len()));
        let page = "<</Contents 3 0 R/Resources<</XObject<</X 4 0 R>>>>>>";
        let form = "<</Subtype/Form>> stream\n\nendstream";
        assert!(read(&raw(&["<</Pages 2 0 R>>", page, &content, form])).is_err());
    }
}

#[test]
fn a_bomb_is_refused() {
    let zeros = vec![b' '; 8 << 20];
    let mut stream = lopdf::Stream::new(lopdf::Dictionary::new(), zeros);
    stream.compress().unwrap();
    let mut pdf = b"%PDF-1.7\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids[".to_vec();
    pdf.extend(b"<</Contents 3 0 R>>".repeat(20));
    pdf.extend(b"]>> endobj 3 0 obj <</Filter/FlateDecode>> stream\n");
    pdf.extend(&stream.content);
    pdf.extend(b"\nendstream endobj trailer <</Root 1 0 R>>");
    assert!(pdf.len() < 20_000);
    assert_eq!(read(&pdf), Err(ScanError::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damage_never_gives_another_text(cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), rest in any::<prop::sample::Index>()) {
        let (text, grid) = share();
        let mut pdf = document(vec![one_path(&grid, 30.0, 100.0, 1.0)]);
        let uncompressed = document_text(&grid);
        for (cut, byte) in &cuts {
            let at = cut.index(pdf.len());
            pdf[at] = *byte;
        }
        if let Ok(found) = read(&pdf) {
            prop_assert!(found.iter().all(|(_, said)| *said == text));
        }
        let _ = read(&pdf[..rest.index(pdf.len())]);
        let mut pdf = uncompressed;
        for (cut, byte) in &cuts {
            let at = cut.index(pdf.len());
            pdf[at] = *byte;
        }
        if let Ok(found) = read(&pdf) {
            prop_assert!(found.iter().all(|(_, said)| *said == text));
        }
    }

    #[test]
    fn any_tokens_end(words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..200)) {
        let mut pdf = String::from("%PDF-1.7\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids[3 0 R]/Contents 4 0 R>> endobj 4 0 obj <<>> stream\n");
        pdf += &words.join(" ");
        let _ = read(pdf.as_bytes());
        let _ = read(format!("%PDF-1.7\n{} trailer <</Root 1 0 R>>", words.join(" ")).as_bytes());
    }
}

const WORDS: [&str; 40] = [
    "1",
    "0",
    "2",
    "-1",
    "1e9",
    "99999999999999999999",
    "obj",
    "endobj",
    "stream\n",
    "endstream",
    "<<",
    ">>",
    "[",
    "]",
    "/Type",
    "/ObjStm",
    "/XRef",
    "/First",
    "/Length",
    "/Filter",
    "/FlateDecode",
    "/Kids",
    "/Pages",
    "/Contents",
    "R",
    "trailer",
    "/Root",
    "re",
    "f",
    "m",
    "l",
    "cm",
    "q",
    "Q",
    "Do",
    "BI",
    "ID",
    "EI",
    "(",
    ")",
];

/// The sample without compression, so that damage meets the drawing itself.
fn document_text(grid: &Grid) -> Vec<u8> {
    let mut content = String::new();
    for ring in runs(grid, 30.0, 100.0, 1.0) {
        for (point, operator) in ring.points.iter().zip(["m", "l", "l", "l"]) {
            content += &format!("{} {} {operator} ", point.p.x.0, point.p.y.0);
        }
    }
    raw(&[
        "<</Pages 2 0 R>>",
        "<</Kids[3 0 R]>>",
        "<</Contents 4 0 R>>",
        &format!("<<>> stream\n{content} f\nendstream"),
    ])
}
