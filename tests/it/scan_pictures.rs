//! Codes in pictures and in scanned pages are read, whatever their kind, place and
//! turn; pictures that are too large, damaged or hostile end in an error.

use crate::external;
use flate2::{Compression, write::ZlibEncoder};
use png::{BitDepth, ColorType};
use proptest::prelude::*;
use sealkit::qr::{self, Grid, Level};
use sealkit::scan::{self, ScanError};
use std::io::Write;

/// A picture in shades of grey.
struct Page {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Page {
    fn white(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![255; width * height] }
    }

    /// Draws a code with its middle at a place, turned by an angle in degrees.
    fn draw(mut self, grid: &Grid, (x, y): (f64, f64), module: f64, angle: f64) -> Self {
        let (sin, cos) = angle.to_radians().sin_cos();
        let half = grid.size() as f64 / 2.0;
        for (index, pixel) in self.pixels.iter_mut().enumerate() {
            let (dx, dy) = ((index % self.width) as f64 - x, (index / self.width) as f64 - y);
            let (u, v) = ((dx * cos + dy * sin) / module + half, (dy * cos - dx * sin) / module + half);
            let inside = (0.0..2.0 * half).contains(&u) && (0.0..2.0 * half).contains(&v);
            if inside && grid.is_dark(u as usize, v as usize) {
                *pixel = 0;
            }
        }
        self
    }

    fn png(&self) -> Vec<u8> {
        png(self.width, self.height, ColorType::Grayscale, BitDepth::Eight, &self.pixels)
    }
}

fn png(width: usize, height: usize, color: ColorType, depth: BitDepth, samples: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, height as u32);
    encoder.set_color(color);
    encoder.set_depth(depth);
    if color == ColorType::Indexed {
        encoder.set_palette(vec![20, 20, 60, 240, 230, 220]);
    }
    encoder.write_header().unwrap().write_image_data(samples).unwrap();
    bytes
}

fn share(letter: char) -> (String, Grid) {
    let text = format!("SK1:S:{}", letter.to_string().repeat(72));
    let grid = qr::alphanumeric(&text, Level::High).unwrap();
    (text, grid)
}

fn texts(found: Result<Vec<scan::Found>, ScanError>) -> Result<Vec<String>, ScanError> {
    Ok(found?.into_iter().map(|found| found.text.expose().to_owned()).collect())
}

fn image(bytes: &[u8]) -> Result<Vec<String>, ScanError> {
    texts(scan::image(bytes))
}

fn pdf(bytes: &[u8]) -> Result<Vec<String>, ScanError> {
    texts(scan::pdf(bytes))
}

fn sample() -> (String, Page) {
    let (text, grid) = share('Q');
    (text, Page::white(400, 300).draw(&grid, (180.0, 150.0), 4.0, 3.0))
}

#[test]
fn any_turn_is_read() {
    let (text, grid) = share('K');
    for angle in (0..360).step_by(37) {
        let page = Page::white(500, 500).draw(&grid, (250.0, 250.0), 5.0, f64::from(angle));
        assert_eq!(image(&page.png()), Ok(vec![text.clone()]), "{angle} degrees");
    }
}

#[test]
fn several_codes_come_in_reading_order() {
    let places = [(200.0, 220.0), (600.0, 200.0), (220.0, 600.0), (600.0, 640.0)];
    let mut page = Page::white(800, 900);
    let mut expected = Vec::new();
    for (letter, place) in ['D', 'C', 'B', 'A'].into_iter().zip(places) {
        let (text, grid) = share(letter);
        page = page.draw(&grid, place, 5.0, f64::from(letter as u32));
        expected.push(text);
    }
    assert_eq!(image(&page.png()), Ok(expected));
}

#[test]
fn a_code_twice_on_a_page_is_one() {
    let (text, grid) = share('T');
    let page =
        Page::white(600, 300).draw(&grid, (150.0, 150.0), 5.0, 0.0).draw(&grid, (450.0, 150.0), 5.0, 90.0);
    assert_eq!(image(&page.png()), Ok(vec![text]));
}

#[test]
fn every_kind_of_png_is_read() {
    let (text, page) = sample();
    let Page { width, height, pixels } = &page;
    let many = |count: usize, of: fn(u8) -> [u8; 8]| -> Vec<u8> {
        pixels.iter().flat_map(|&pixel| of(pixel).into_iter().take(count)).collect()
    };
    let bits: Vec<u8> = pixels
        .chunks(8)
        .map(|bits| bits.iter().enumerate().fold(0, |byte, (place, &bit)| byte | (bit & 1) << (7 - place)))
        .collect();
    let kinds = [
        (ColorType::Rgb, BitDepth::Eight, many(3, |p| [p / 2 + 100, p, p, 0, 0, 0, 0, 0])),
        (ColorType::Rgba, BitDepth::Eight, many(4, |p| [0, 0, 0, 255 - p, 0, 0, 0, 0])),
        (ColorType::GrayscaleAlpha, BitDepth::Eight, many(2, |p| [p, 200, 0, 0, 0, 0, 0, 0])),
        (ColorType::Grayscale, BitDepth::Sixteen, many(2, |p| [p, 7, 0, 0, 0, 0, 0, 0])),
        (ColorType::Rgb, BitDepth::Sixteen, many(6, |p| [p, 1, p, 2, p, 3, 0, 0])),
        (ColorType::Grayscale, BitDepth::One, bits.clone()),
        (ColorType::Indexed, BitDepth::One, bits),
    ];
    for (color, depth, samples) in kinds {
        let read = image(&png(*width, *height, color, depth, &samples));
        assert_eq!(read, Ok(vec![text.clone()]), "{color:?} {depth:?}");
    }
}

#[test]
fn white_on_black_and_pale_grey_are_read() {
    let (text, page) = sample();
    let changed = |change: fn(u8) -> u8| {
        let pixels = page.pixels.iter().map(|&pixel| change(pixel)).collect();
        image(&Page { pixels, ..page }.png())
    };
    assert_eq!(changed(|pixel| 255 - pixel), Ok(vec![text.clone()]));
    assert_eq!(changed(|pixel| 120 + pixel / 16), Ok(vec![text.clone()]));
}

#[test]
fn what_is_no_code_is_told_apart_from_a_spoilt_one() {
    assert_eq!(image(&Page::white(300, 300).png()), Err(ScanError::NoCode));
    let (_, grid) = share('X');
    let spoilt = Grid::from_fn(41, |x, y| grid.is_dark(x, y) ^ (x > 8 && (9..32).contains(&y)));
    let page = Page::white(400, 400).draw(&spoilt, (200.0, 200.0), 6.0, 0.0);
    assert_eq!(image(&page.png()), Err(ScanError::Unreadable { page: 1 }));
}

#[test]
fn a_picture_too_large_is_refused_by_its_header() {
    let mut bytes = Page::white(1, 1).png();
    for (width, height) in [(u32::MAX, u32::MAX), (100_000, 100_000), (40_000_001, 1)] {
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        assert!(matches!(image(&bytes), Err(ScanError::PictureTooLarge | ScanError::DamagedPicture)));
    }
    let frame = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0];
    let scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
    assert_eq!(image(&[&frame[..], &scan].concat()), Err(ScanError::PictureTooLarge));
}

#[test]
fn a_picture_cut_short_shows_what_it_holds() {
    let (text, grid) = share('H');
    let png = Page::white(300, 4000)
        .draw(&grid, (150.0, 150.0), 5.0, 0.0)
        .draw(&grid, (150.0, 3000.0), 7.0, 0.0)
        .png();
    assert_eq!(image(&png[..png.len() * 3 / 4]), Ok(vec![text]));
    assert_eq!(image(&png[..40]), Err(ScanError::DamagedPicture));
}

#[test]
fn other_bytes_are_no_picture() {
    for bytes in [&b""[..], b"GIF89a", b"%PDF-1.4", b"\x89PNG", b"SK1:S:ABC"] {
        assert_eq!(image(bytes), Err(ScanError::NotAPicture));
    }
}

#[test]
fn a_picture_full_of_finder_patterns_ends_soon() {
    let finder = |x: usize, y: usize| x < 7 && y < 7 && x.abs_diff(3).max(y.abs_diff(3)) != 2;
    let (width, height) = (900, 900);
    let dark = |i: usize| finder(i % width % 9, i / width % 9);
    let pixels = (0..width * height).map(|i| if dark(i) { 0 } else { 255 }).collect();
    assert!(image(&Page { width, height, pixels }.png()).is_err());
    // Hours without the bounds: the test itself would not end.
}

#[test]
fn a_picture_with_runs_beyond_16_bits_ends_without_a_panic() {
    for width in [33_000, 40_000, 70_000] {
        // Dark for most of the row, then what looks like the rest of a finder pattern.
        let row = (0..width).map(|x| if x < width - 20 || x % 4 < 2 { 0 } else { 255 });
        let pixels = row.collect::<Vec<u8>>().repeat(60);
        assert_eq!(image(&Page { width, height: 60, pixels }.png()), Err(ScanError::NoCode), "{width}");
    }
}

/// A PDF whose pages draw these pictures: dictionary entries, bytes, and a matrix.
fn document(pages: &[&[(&str, &[u8], &str)]]) -> Vec<u8> {
    let mut objects = vec![String::new(), "<</Type/Catalog/Pages 2 0 R>>".to_owned(), String::new()];
    let mut bodies: Vec<Vec<u8>> = vec![Vec::new(); 3];
    let mut kids = String::new();
    for page in pages {
        let (mut names, mut content) = (String::new(), String::new());
        for (entries, bytes, matrix) in *page {
            let number = objects.len();
            objects.push(format!("<</Type/XObject/Subtype/Image{entries}/Length {}>>", bytes.len()));
            bodies.push(bytes.to_vec());
            names += &format!("/P{number} {number} 0 R");
            content += &format!("q {matrix} cm /P{number} Do Q\n");
        }
        let number = objects.len();
        objects.push(format!("<</Length {}>>", content.len()));
        bodies.push(content.into_bytes());
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/Contents {number} 0 R/Resources<</XObject<<{names}>>>>>>"
        ));
        bodies.push(Vec::new());
        kids += &format!("{} 0 R ", number + 1);
    }
    objects[2] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len());
    let mut pdf = b"%PDF-1.4\n".to_vec();
    for (number, (dict, body)) in objects.iter().zip(&bodies).enumerate().skip(1) {
        write!(pdf, "{number} 0 obj {dict}").unwrap();
        if !body.is_empty() {
            pdf.extend_from_slice(b"stream\n");
            pdf.extend_from_slice(body);
            pdf.extend_from_slice(b"\nendstream");
        }
        pdf.extend_from_slice(b" endobj\n");
    }
    pdf.extend_from_slice(b"trailer<</Root 1 0 R>>\n%%EOF\n");
    pdf
}

const PAGE: &str = "400 0 0 300 50 50";

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn one(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let entries = format!("/Width 400/Height 300{entries}");
    document(&[&[(&entries, bytes, PAGE)]])
}

#[test]
fn pictures_of_a_page_are_read_in_every_colour_space() {
    let (text, page) = sample();
    let each = |of: fn(u8) -> Vec<u8>| page.pixels.iter().flat_map(|&pixel| of(pixel)).collect::<Vec<u8>>();
    let bits: Vec<u8> = page
        .pixels
        .chunks(8)
        .map(|bits| bits.iter().enumerate().fold(0, |byte, (place, &bit)| byte | (bit & 1) << (7 - place)))
        .collect();
    let turned: Vec<u8> = bits.iter().map(|byte| !byte).collect();
    let nibbles: Vec<u8> = page.pixels.chunks(2).map(|two| two[0] & 0xf0 | two[1] >> 4).collect();
    let kinds = [
        ("/BitsPerComponent 8/ColorSpace/DeviceGray", page.pixels.clone()),
        ("/BitsPerComponent 4/ColorSpace[/CalGray<<>>]", nibbles),
        ("/BitsPerComponent 16/ColorSpace/DeviceGray", each(|p| vec![p, 9])),
        ("/BitsPerComponent 8/ColorSpace/DeviceRGB", each(|p| vec![p, p, p / 2])),
        (
            "/BitsPerComponent 8/ColorSpace[/ICCBased 1 0 R]/ColorSpace/DeviceCMYK",
            each(|p| vec![0, 0, 9, 255 - p]),
        ),
        ("/BitsPerComponent 1/ColorSpace/DeviceGray", bits.clone()),
        ("/BitsPerComponent 1/ColorSpace/DeviceGray/Decode[1 0]", turned),
        ("/ImageMask true", bits.clone()),
        ("/BitsPerComponent 1/ColorSpace[/Indexed/DeviceRGB 1<102030 f0f0e0>]", bits.clone()),
        ("/BitsPerComponent 1/ColorSpace[/Indexed/DeviceGray 1(\\020\\377)]", bits),
        ("/BitsPerComponent 8/ColorSpace[/Separation/Black/DeviceGray 1 0 R]", each(|p| vec![255 - p])),
    ];
    for (entries, samples) in kinds {
        assert_eq!(pdf(&one(entries, &samples)), Ok(vec![text.clone()]), "{entries}");
        let entries = format!("{entries}/Filter[/FlateDecode]");
        assert_eq!(pdf(&one(&entries, &deflated(&samples))), Ok(vec![text.clone()]), "{entries}");
    }
}

#[test]
fn predicted_rows_are_read() {
    let (text, page) = sample();
    let mut up = Vec::new();
    let mut above = vec![0; 400];
    for row in page.pixels.chunks(400) {
        up.push(2);
        up.extend(row.iter().zip(&above).map(|(here, above)| here.wrapping_sub(*above)));
        above = row.to_vec();
    }
    let entries = "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode\
                   /DecodeParms<</Predictor 15/Columns 400>>";
    assert_eq!(pdf(&one(entries, &deflated(&up))), Ok(vec![text]));
}

#[test]
fn pages_and_pictures_keep_their_order() {
    let pages: Vec<(String, Vec<u8>)> = ['A', 'B', 'C']
        .into_iter()
        .map(|letter| {
            let (text, grid) = share(letter);
            (text, Page::white(400, 300).draw(&grid, (200.0, 150.0), 5.0, 0.0).pixels)
        })
        .collect();
    let entries = "/Width 400/Height 300/BitsPerComponent 8/ColorSpace/DeviceGray";
    let at = |index: usize, matrix| (entries, pages[index].1.as_slice(), matrix);
    let read = scan::pdf(&document(&[
        &[at(0, "200 0 0 150 50 50"), at(1, "200 0 0 150 50 400")],
        &[],
        &[at(2, PAGE)],
    ]));
    let read: Vec<(usize, String)> =
        read.unwrap().into_iter().map(|found| (found.page, found.text.expose().to_owned())).collect();
    let expected = [(1, &pages[1].0), (1, &pages[0].0), (3, &pages[2].0)];
    assert_eq!(read, expected.map(|(page, text)| (page, text.clone())));
}

#[test]
fn strips_of_a_page_are_put_together() {
    let (text, page) = sample();
    let entries = "/Width 400/Height 50/BitsPerComponent 8/ColorSpace/DeviceGray";
    let matrices: Vec<String> = (0..6).map(|strip| format!("400 0 0 50 20 {}", 300 - 50 * strip)).collect();
    let mut strips: Vec<(&str, &[u8], &str)> = page
        .pixels
        .chunks(400 * 50)
        .zip(&matrices)
        .map(|(strip, matrix)| (entries, strip, matrix.as_str()))
        .collect();
    assert_eq!(pdf(&document(&[&strips])), Ok(vec![text.clone()]));
    strips.reverse();
    assert_eq!(pdf(&document(&[&strips])), Ok(vec![text]));
}

#[test]
fn a_picture_inside_the_content_is_read() {
    let (text, page) = sample();
    let mut content = b"q 400 0 0 300 0 0 cm\nBI /W 400 /H 300 /BPC 8 /CS /G /F /Fl\nID ".to_vec();
    content.extend(deflated(&page.pixels));
    content.extend_from_slice(b"\nEI Q\n");
    let mut pdf_bytes =
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]>>endobj \
        3 0 obj<</Contents 4 0 R>>endobj 4 0 obj"
            .to_vec();
    writeln!(pdf_bytes, "<</Length {}>>stream", content.len()).unwrap();
    pdf_bytes.extend(content);
    pdf_bytes.extend_from_slice(b"\nendstream endobj trailer<</Root 1 0 R>>");
    assert_eq!(pdf(&pdf_bytes), Ok(vec![text]));
}

#[test]
fn what_is_not_read_is_named() {
    let kinds = [
        ("/BitsPerComponent 1/Filter/JBIG2Decode", ScanError::Unsupported("picture-jbig2")),
        ("/Filter/JPXDecode", ScanError::Unsupported("picture-jpeg-2000")),
        ("/Filter/LZWDecode", ScanError::Unsupported("picture-lzw")),
        ("/Filter/DCTDecode", ScanError::DamagedPicture),
        ("/BitsPerComponent 3", ScanError::DamagedPicture),
        ("/ColorSpace/Lab", ScanError::Unsupported("picture-colours")),
        ("/Width 4000000/Height 4000000", ScanError::PictureTooLarge),
        ("/Width 0", ScanError::DamagedPicture),
        ("", ScanError::NoCode),
    ];
    for (entries, error) in kinds {
        assert_eq!(pdf(&one(entries, b"nothing of use")), Err(error), "{entries}");
    }
}

#[test]
fn the_work_of_one_file_is_bounded() {
    let entries = "/Width 6000/Height 6000/BitsPerComponent 1";
    let page: Vec<_> = (0..13).map(|_| (entries, &b"x"[..], PAGE)).collect();
    assert_eq!(pdf(&document(&[&page])), Err(ScanError::TooLarge));
}

#[test]
fn pages_full_of_finder_patterns_share_one_bound() {
    let finder = |x: usize, y: usize| x < 7 && y < 7 && x.abs_diff(3).max(y.abs_diff(3)) != 2;
    let (width, height) = (1600, 1600);
    let dark = |i: usize| finder(i % width / 10 % 9, i / width / 10 % 9);
    let pixels: Vec<u8> = (0..width * height).map(|i| if dark(i) { 0 } else { 255 }).collect();
    let kind = "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode";
    let (evil, evil_kind) = (deflated(&pixels), format!("/Width {width}/Height {height}{kind}"));
    let (text, page) = sample();
    let (good, good_kind) = (deflated(&page.pixels), format!("/Width 400/Height 300{kind}"));
    let evil: (&str, &[u8], &str) = (&evil_kind, &evil, PAGE);
    let good: (&str, &[u8], &str) = (&good_kind, &good, PAGE);
    assert_eq!(pdf(&document(&[&[good], &[evil]])), Ok(vec![text]));
    // Behind several such pages nothing is searched any more: fifty of them, in 40 KB, took a minute.
    assert_eq!(pdf(&document(&[&[evil], &[evil], &[evil], &[good]])), Err(ScanError::Unreadable { page: 1 }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_png_with_wrong_bytes_ends(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let (text, page) = sample();
        let mut bytes = page.png();
        for (place, value) in changes {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Ok(read) = image(&bytes) {
            prop_assert_eq!(read, vec![text]);
        }
    }

    #[test]
    fn a_scan_with_wrong_bytes_ends(changes in prop::collection::vec((0usize..900, any::<u8>()), 1..6)) {
        let (text, page) = sample();
        let entries = "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode";
        let mut bytes = one(entries, &deflated(&page.pixels));
        for (place, value) in changes {
            bytes[place] = value;
        }
        if let Ok(read) = pdf(&bytes) {
            prop_assert_eq!(read, vec![text]);
        }
    }

    #[test]
    fn any_fax_ends(bytes in prop::collection::vec(any::<u8>(), 0..2000), k in -1i8..2, columns in 0u32..3000) {
        let entries = format!("/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K {k}/Columns {columns}>>");
        prop_assert!(pdf(&one(&entries, &bytes)).is_err());
    }
}

/// A share sheet of a kit, made by the program itself, and its code.
fn sheet(folder: &std::path::Path) -> (std::path::PathBuf, String) {
    let made = crate::process::sealkit()
        .args(["new", "--label", "Scans", "--account", "scan@example.org", "--allow-online", "--out"])
        .arg(folder.join("kit"))
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let pdf = folder.join("kit/share-2-of-3.pdf");
    let codes = texts(scan::pdf(&std::fs::read(&pdf).unwrap())).unwrap();
    (pdf, codes.first().unwrap().clone())
}

fn ran(mut command: std::process::Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn printed_sheets_are_read_from_scans() {
    let (Some(_), Some(_)) = (external::program("pdftoppm"), external::program("convert")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let (sheet, text) = sheet(folder.path());
    let at = |name: &str| folder.path().join(name);
    for resolution in ["300", "150"] {
        let mut render = external::program("pdftoppm").unwrap();
        render.args(["-r", resolution, "-png", "-singlefile"]).arg(&sheet).arg(at("page"));
        ran(render);
        let effects: [(&str, &[&str]); 8] = [
            ("same.png", &[]),
            ("colour.jpg", &["-type", "TrueColor", "-sampling-factor", "4:2:0", "-quality", "60"]),
            ("progressive.jpg", &["-interlace", "JPEG", "-quality", "40"]),
            ("grey.jpg", &["-colorspace", "Gray", "-quality", "30"]),
            ("inks.jpg", &["-colorspace", "CMYK", "-quality", "90"]),
            ("interlaced.png", &["-interlace", "PNG"]),
            ("turned.png", &["-background", "white", "-rotate", "37"]),
            ("upside-down.png", &["-rotate", "180"]),
        ];
        for (name, arguments) in effects {
            let mut convert = external::program("convert").unwrap();
            convert.arg(at("page.png")).args(arguments).arg(at(name));
            ran(convert);
            let read = image(&std::fs::read(at(name)).unwrap());
            assert_eq!(read, Ok(vec![text.clone()]), "{name} at {resolution} dpi");
        }
    }
}

#[test]
fn scanned_pdfs_are_read() {
    let (Some(_), Some(_)) = (external::program("gs"), external::program("convert")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let (sheet, text) = sheet(folder.path());
    let at = |name: &str| folder.path().join(name);
    let ghost = |device: &str, more: &[&str], from: &std::path::Path, to: &str| {
        let mut command = external::program("gs").unwrap();
        let common = ["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER"];
        command.args(common).arg(format!("-sDEVICE={device}"));
        command.arg(format!("-sOutputFile={}", at(to).display())).args(more).arg(from);
        ran(command);
        pdf(&std::fs::read(at(to)).unwrap())
    };
    for device in ["pdfimage8", "pdfimage24", "pdfimage32"] {
        for resolution in ["-r300", "-r150"] {
            assert_eq!(ghost(device, &[resolution], &sheet, "scan.pdf"), Ok(vec![text.clone()]), "{device}");
        }
    }
    let mut render = external::program("pdftoppm").unwrap();
    render.args(["-r", "200", "-mono", "-singlefile"]).arg(&sheet).arg(at("page"));
    ran(render);
    let mono = std::fs::read(at("page.pbm")).unwrap();
    let (width, height, bits) = portable_bits(&mono);
    let entries =
        format!("/Width {width}/Height {height}/BitsPerComponent 1/ColorSpace/DeviceGray/Decode[1 0]");
    std::fs::write(at("mono.pdf"), document(&[&[(&entries, bits, "595 0 0 842 0 0")]])).unwrap();
    // In two dimensions Group 3 needs the ends of its lines.
    for k in ["-1", "0", "4/EndOfLine true"] {
        let setup = format!(
            "<</MonoImageFilter/CCITTFaxEncode/MonoImageDict<</K {k}/BlackIs1 true>>\
             /DownsampleMonoImages false/EncodeMonoImages true>> setdistillerparams"
        );
        let read = ghost("pdfwrite", &["-c", &setup, "-f"], &at("mono.pdf"), "fax.pdf");
        let bytes = std::fs::read(at("fax.pdf")).unwrap();
        assert!(bytes.windows(14).any(|window| window == b"CCITTFaxDecode"), "K {k}");
        assert_eq!(read, Ok(vec![text.clone()]), "K {k}");
    }
}

/// Size and bits of a binary PBM.
fn portable_bits(bytes: &[u8]) -> (usize, usize, &[u8]) {
    let mut lines = bytes.splitn(3, |&byte| byte == b'\n').skip(1);
    let size = String::from_utf8(lines.next().unwrap().to_vec()).unwrap();
    let (width, height) = size.split_once(' ').unwrap();
    (width.parse().unwrap(), height.parse().unwrap(), lines.next().unwrap())
}
