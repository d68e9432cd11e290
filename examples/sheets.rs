//! Writes every sheet with made-up codes into a folder, to be looked at:
//! `cargo run --example sheets -- FOLDER [letter] [huge]`.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use sealkit as library;
use sealkit::plan::Paper;

#[path = "../tests/it/samples.rs"]
mod samples;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(arguments.first().ok_or("which folder?")?);
    let said = |word: &str| arguments.iter().any(|argument| argument == word);

    let paper = if said("letter") { Paper::Letter } else { Paper::A4 };
    let size = if said("huge") { samples::Size::huge(paper) } else { samples::Size::usual(paper) };

    std::fs::create_dir_all(folder)?;
    for sheet in samples::sheets(&size)? {
        let start = Instant::now();
        let bytes = sealkit::pdf::render(&sheet)?;
        let milliseconds = start.elapsed().as_secs_f64() * 1e3;
        println!("{:24} {:6} bytes {milliseconds:6.1} ms", sheet.file_name(), bytes.expose().len());
        std::fs::write(folder.join(sheet.file_name()), bytes.expose())?;
    }
    Ok(())
}
