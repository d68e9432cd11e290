//! The three ways of the printed instructions, each gone literally: the commands are
//! taken from the rendered sheets and run in an empty folder, on the rehearsal set that
//! the sheet prints.

use crate::{external, process, samples};
use sealkit::pdf::render;
use sealkit::plan::Paper;
use sealkit::program;
use sealkit::sheet::Sheet;
use std::fs;
use std::path::Path;
use std::process::Output;

const VALUE: &str = "value: THIS IS NOT A SECRET\n";
const SET: &str = include_str!("../../assets/rehearsal.txt");
/// How a printed command begins.
const BEGINS: [&str; 12] = [
    "age ",
    "age-keygen ",
    "base32 ",
    "cut ",
    "gfcombine ",
    "python3 ",
    "(printf ",
    "sealkit recover ",
    "sha256sum ",
    "sort ",
    "zbarimg ",
    "import sys",
];

fn sheet(name: &str, paper: Paper) -> Sheet {
    let sheets = samples::sheets(&samples::Size::usual(paper)).unwrap();
    sheets.into_iter().find(|sheet| sheet.file_name() == name).unwrap()
}

/// The text of a rendered sheet as pdftotext gives it; nothing where that is missing.
fn printed(sheet: &Sheet, folder: &Path) -> Option<String> {
    let mut pdftotext = external::program("pdftotext")?;
    let file = folder.join(sheet.file_name());
    fs::write(&file, render(sheet).unwrap().expose()).unwrap();
    let done = pdftotext.arg("-layout").arg(&file).arg("-").output().unwrap();
    fs::remove_file(file).unwrap();
    Some(String::from_utf8(done.stdout).unwrap())
}

/// The page that begins with a title.
fn page<'a>(text: &'a str, title: &str) -> &'a str {
    text.split('\x0c').find(|page| page.lines().any(|line| line.trim_start().starts_with(title))).unwrap()
}

/// The commands of a page in their order; a line that ends with a backslash goes on.
fn commands(page: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in page.lines().map(str::trim) {
        match found.last_mut().filter(|last| last.ends_with('\\')) {
            Some(last) => last.extend(["\n", line]),
            None if BEGINS.iter().any(|begin| line.starts_with(begin)) => found.push(line.to_owned()),
            None => {}
        }
    }
    found
}

/// The numbered lines of a page, down its columns; pdftotext may leave out a blank.
fn numbered(page: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for row in page.lines() {
        let mut open = false;
        for word in row.split_whitespace() {
            match word.strip_suffix('.').and_then(|number| number.parse().ok()) {
                Some(number) => lines.push((number, word.to_owned())),
                None if open => lines.last_mut().unwrap().1.extend([" ", word]),
                None => break,
            }
            open = true;
        }
    }
    let characters = |line: &str| line.split_whitespace().skip(1).map(str::len).sum::<usize>();
    lines.retain(|(_, line)| characters(line) == 20);
    lines
}

/// The lines that stand on the rehearsal pages, in files named as the sheet names them.
fn typed(text: &str, folder: &Path) {
    let write = |name: &str, heading: &str, lines: &[(usize, String)]| {
        let rows: String = lines.iter().map(|(_, line)| format!("{line}\n")).collect();
        fs::write(folder.join(name), format!("{heading}\n{rows}")).unwrap();
    };
    let shares = numbered(page(text, "Shares to try"));
    assert_eq!(shares.len(), 12);
    for (x, lines) in (1..).zip(shares.chunks(4)) {
        write(&format!("lines-{x}.txt"), "SK1 S", lines);
    }
    let mut lines = numbered(page(text, "Credential to try"));
    lines.sort();
    assert!(lines.len() > 30 && lines.iter().enumerate().all(|(i, (n, _))| i + 1 == *n), "{lines:?}");
    write("lines-c.txt", "SK1 C", &lines);
}

fn run(command: &str, folder: &Path) -> Output {
    let here = Path::new(process::SEALKIT).parent().unwrap();
    let path = format!("{}:{}", here.display(), std::env::var("PATH").unwrap());
    let mut shell = process::command("sh");
    let done = shell.args(["-ec", command]).current_dir(folder).env("PATH", path).output().unwrap();
    assert!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
    done
}

fn out(done: &Output) -> String {
    String::from_utf8_lossy(&done.stdout).into_owned()
}

fn rehearsed(start: &str) -> &'static str {
    SET.lines().find(|line| line.starts_with(start)).unwrap()
}

/// A folder with the typed lines, and the text of the instructions.
fn begun(paper: Paper) -> Option<(tempfile::TempDir, String)> {
    let folder = tempfile::tempdir().unwrap();
    let text = printed(&sheet("instructions.pdf", paper), folder.path())?;
    typed(&text, folder.path());
    Some((folder, text))
}

#[test]
fn the_way_with_sealkit() {
    let Some((folder, text)) = begun(Paper::A4) else { return };
    let commands = commands(page(&text, "How to recover"));
    let command = commands.iter().find(|c| c.contains("lines-1.txt")).unwrap();
    // On a terminal it shows the secret on a screen of its own; a test has none.
    let done = run(&format!("{command} --output - --rehearsal"), folder.path());
    assert!(out(&done).ends_with(VALUE), "{commands:?}");
}

#[test]
fn the_way_with_python() {
    if external::program("python3").is_none() || external::program("age").is_none() {
        return;
    }
    for paper in [Paper::A4, Paper::Letter] {
        let Some((folder, text)) = begun(paper) else { return };
        fs::write(folder.path().join("recover.py"), program::TEXT).unwrap();
        let page = page(&text, "With Python");
        let commands = commands(page);
        assert_eq!(commands.len(), 5, "{commands:?}");
        let sum = out(&run(&commands[0], folder.path()));
        assert!(page.contains(sum.split(' ').next().unwrap()), "the printed SHA-256");
        assert!(out(&run(&commands[2], folder.path())).ends_with(VALUE));
        run(&commands[3], folder.path());
        let key = fs::read_to_string(folder.path().join("key.txt")).unwrap();
        assert_eq!(key.trim_end(), rehearsed("AGE-SECRET-KEY-1"));
        fs::write(folder.path().join("payload.age"), payload()).unwrap();
        assert!(out(&run(&commands[4], folder.path())).ends_with(VALUE));
        let answers = ["lines-1.txt", "lines-3.txt", "lines-c.txt"].join("\n");
        let asked = run(&format!("printf '{answers}\n' | {}", commands[1]), folder.path());
        assert!(out(&asked).ends_with(VALUE));
    }
}

fn payload() -> Vec<u8> {
    use sealkit::credential::{Part, join};
    let parts = SET.lines().filter(|line| line.starts_with("SK1:C:")).map(|part| Part::parse(part).unwrap());
    join(&parts.collect::<Vec<_>>()).unwrap().age_file().to_vec()
}

#[test]
fn the_way_with_common_tools() {
    if !external::all(&["python3", "age", "gfcombine"]) {
        return;
    }
    for paper in [Paper::A4, Paper::Letter] {
        let Some((folder, text)) = begun(paper) else { return };
        let page = page(&text, "Without sealkit");
        let first = page.find("import sys").unwrap();
        let end = page[first..].find("python3 bech32.py").unwrap();
        let lines: Vec<&str> =
            page[first..first + end].lines().filter(|line| !line.trim().is_empty()).collect();
        assert!(lines.len() <= 20, "{}", lines.len());
        let indent = lines.iter().skip(1).map(|line| line.len() - line.trim_start().len()).min().unwrap();
        let lines: Vec<&str> = lines
            .iter()
            .map(|line| line.get(indent..).filter(|_| line.starts_with(' ')).unwrap_or(line))
            .collect();
        fs::write(folder.path().join("bech32.py"), lines.join("\n")).unwrap();
        let mut all = String::new();
        let mut printed = Vec::new();
        for command in commands(page).iter().filter(|c| *c != "import sys") {
            let done = out(&run(&command.replace("LENGTH", &payload().len().to_string()), folder.path()));
            printed.push((command.clone(), done.trim().to_owned()));
            all.push_str(&done);
        }
        assert!(printed.len() >= 11, "{printed:?}");
        let check: Vec<&str> = printed
            .iter()
            .filter(|(c, _)| c.contains("tail -c 4") || c.contains("head -c 41"))
            .map(|(_, o)| o.as_str())
            .collect();
        assert!(check.len() == 2 && check[0] == check[1] && check[0].len() == 8, "{printed:?}");
        let key = fs::read_to_string(folder.path().join("key.txt")).unwrap();
        assert_eq!(key.trim_end(), rehearsed("AGE-SECRET-KEY-1"));
        assert!(all.contains(rehearsed("age1")) && all.ends_with(VALUE), "{all}");
    }
}

#[test]
fn the_program_comes_back_from_its_squares() {
    if !external::all(&["python3", "pdftoppm", "zbarimg"]) {
        return;
    }
    for paper in [Paper::A4, Paper::Letter] {
        let folder = tempfile::tempdir().unwrap();
        let sheet = sheet("recover-program.pdf", paper);
        let Some(text) = printed(&sheet, folder.path()) else { return };
        let commands = commands(page(&text, "The program"));
        fs::write(folder.path().join("sheet.pdf"), render(&sheet).unwrap().expose()).unwrap();
        for resolution in ["150", "300"] {
            run(&format!("pdftoppm -r {resolution} -gray -png sheet.pdf page"), folder.path());
            // zbarimg ends with 4 if a page has no square.
            run(&format!("{} || test $? = 4", commands[0]), folder.path());
        }
        let count = program::qr_texts().len();
        let numbers: Vec<String> = (1..=count).map(|n| format!("{n:02}")).collect();
        assert_eq!(out(&run(&commands[1], folder.path())).trim(), numbers.join(" "));
        run(&commands[2], folder.path());
        let sum = out(&run(&commands[3], folder.path()));
        assert!(text.contains(sum.split(' ').next().unwrap()), "{sum}");
        assert_eq!(fs::read(folder.path().join("recover.py")).unwrap(), program::TEXT.as_bytes());
    }
}

#[test]
fn the_program_comes_back_from_its_lines() {
    if external::program("python3").is_none() || external::program("age").is_none() {
        return;
    }
    let Some((folder, _)) = begun(Paper::A4) else { return };
    let Some(text) = printed(&sheet("recover-program.pdf", Paper::A4), folder.path()) else { return };
    let typed: Vec<(usize, String, String)> = text.lines().filter_map(source_line).collect();
    let lines = program::lines();
    assert_eq!(typed.len(), lines.len());
    for ((number, line, check), printed) in typed.iter().zip(&lines) {
        assert_eq!((*number, squeezed(line)), (printed.number, squeezed(printed.text)), "{number}");
        assert_eq!(*check, data_encoding::HEXLOWER.encode(&printed.check));
    }
    let first: Vec<&str> = lines.iter().take(program::end_of_part_1()).map(|line| line.text).collect();
    fs::write(folder.path().join("recover.py"), first.join("\n")).unwrap();
    let page = page(&text, "The program");
    let at = page.find("import hashlib").unwrap();
    let end = page[at..].find("[:4])").unwrap() + 5;
    let check: Vec<String> =
        page[at..at + end].lines().map(|l| l.trim().replacen("print(", "    print(", 1)).collect();
    fs::write(folder.path().join("check.py"), check.join("\n")).unwrap();
    let commands = commands(page);
    let checks = out(&run("python3 check.py", folder.path()));
    for (printed, (number, _, check)) in checks.lines().zip(&typed) {
        assert_eq!(printed, format!("{number} {check}"));
    }
    assert_eq!(checks.lines().count(), program::end_of_part_1());
    run(commands.last().unwrap(), folder.path());
    let key = fs::read_to_string(folder.path().join("key.txt")).unwrap();
    assert_eq!(key.trim_end(), rehearsed("AGE-SECRET-KEY-1"));
}

/// Where two blanks stand, pdftotext gives one; the check tells how many there are.
fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Number, line and check of a printed line of the program.
fn source_line(row: &str) -> Option<(usize, String, String)> {
    let (number, rest) = row.trim_start().split_once(' ').unwrap_or((row.trim(), ""));
    let (line, check) = rest.trim_end().rsplit_once(' ')?;
    let hex = check.len() == 4 && check.bytes().all(|b| b.is_ascii_hexdigit());
    Some((number.parse().ok().filter(|_| hex)?, line.trim().to_owned(), check.to_owned()))
}

#[test]
fn the_document_gives_the_commands_that_the_sheet_prints() {
    let document = include_str!("../../docs/RECOVERY.md");
    let Some((_folder, text)) = begun(Paper::A4) else { return };
    for title in ["How to recover", "With Python", "Without sealkit"] {
        let commands = commands(page(&text, title));
        assert!(!commands.is_empty(), "{title}");
        for command in commands {
            assert!(document.contains(&command), "{title}: {command}");
        }
    }
    assert!(document.contains(include_str!("../../assets/texts/bech32.py")));
}
