//! The recovery medium: what opens a kit on a computer that has nothing, the same for every kit.

use super::output::KitFile;
use crate::program;
use crate::record::Hash;
use crate::secret::SecretBytes;
use crate::texts::Texts;

/// Its folder.
pub const FOLDER: &str = "RECOVERY";
/// The program for Linux in it.
pub const PROGRAM: &str = "sealkit";

/// The page that opens a kit in a browser.
const PAGE: &[u8] = include_bytes!("../../assets/recover.html");
const LICENCES: [(&str, &[u8]); 4] = [
    ("licences/LICENSE-APACHE", include_bytes!("../../LICENSE-APACHE")),
    ("licences/LICENSE-MIT", include_bytes!("../../LICENSE-MIT")),
    ("licences/OFL-Atkinson.txt", include_bytes!("../../assets/fonts/OFL-Atkinson.txt")),
    ("licences/OFL-NotoSans.txt", include_bytes!("../../assets/fonts/OFL-NotoSans.txt")),
];

/// Its files, in [`FOLDER`]. `sealkit` is the program for Linux: this one, as it runs.
pub fn files(sealkit: Vec<u8>, texts: &Texts) -> Vec<KitFile> {
    // Windows shows the text with the ends of lines that it knows.
    let readme = texts.text("medium-readme", &[]).replace('\n', "\r\n") + "\r\n";
    let mut all: Vec<(&str, Vec<u8>)> = vec![
        ("README.txt", readme.into_bytes()),
        ("recover.html", PAGE.to_vec()),
        (program::NAME, program::TEXT.as_bytes().to_vec()),
        (PROGRAM, sealkit),
    ];
    all.extend(LICENCES.map(|(name, bytes)| (name, bytes.to_vec())));
    all.push(("SHA256SUMS", sums(&all).into_bytes()));
    let file = |(name, bytes): (&str, Vec<u8>)| KitFile {
        name: format!("{FOLDER}/{name}"),
        bytes: SecretBytes::new(bytes),
    };
    all.into_iter().map(file).collect()
}

/// As `sha256sum` writes and checks them.
fn sums(files: &[(&str, Vec<u8>)]) -> String {
    files.iter().map(|(name, bytes)| format!("{}  {name}\n", Hash::of(bytes))).collect()
}
