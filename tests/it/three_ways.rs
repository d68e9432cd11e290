//! The ways of the Recovery Handbook, each gone literally: the commands are taken from its
//! printed pages and run in an empty folder, on the rehearsal set that it prints.

use crate::{external, handbook, process};
use sealkit::plan::Paper;
use sealkit::program;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::process::Output;

const VALUE: &str = "value: THIS IS NOT A SECRET\n";
const SET: &str = include_str!("../../assets/rehearsal.txt");
/// How a printed command begins.
const BEGINS: [&str; 13] = [
    "./sealkit recover ",
    "age ",
    "age-keygen ",
    "base32 ",
    "cut ",
    "gfcombine ",
    "python3 ",
    "(printf ",
    "sha256sum ",
    "sort ",
    "zbarimg ",
    "import sys",
    "import hashlib",
];

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

/// The lines that stand on the rehearsal pages, in files named as the handbook names them.
fn typed(text: &str, folder: &Path) {
    let write = |name: &str, heading: &str, lines: &[(usize, String)]| {
        let rows: String = lines.iter().map(|(_, line)| format!("{line}\n")).collect();
        fs::write(folder.join(name), format!("{heading}\n{rows}")).unwrap();
    };
    let shares = numbered(handbook::page(text, "Practice shares"));
    assert_eq!(shares.len(), 12);
    for (x, lines) in (1..).zip(shares.chunks(4)) {
        write(&format!("lines-{x}.txt"), "SK1 S", lines);
    }
    let mut lines = numbered(handbook::page(text, "Practice credential"));
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

/// A folder with sealkit and the typed lines, and the text of the handbook.
fn begun(paper: Paper) -> Option<(tempfile::TempDir, String)> {
    let folder = tempfile::tempdir().unwrap();
    let text = handbook::printed(paper)?;
    typed(&text, folder.path());
    std::os::unix::fs::symlink(process::SEALKIT, folder.path().join("sealkit")).unwrap();
    Some((folder, text))
}

/// The program that stands on a page, from its first line to what stands behind it. Its least
/// indentation is that of the page.
fn program_of(page: &str, first: &str, behind: &str) -> String {
    let at = page.find(first).unwrap();
    let end = page[at..].find(behind).unwrap();
    let lines: Vec<&str> = page[at..at + end].lines().filter(|line| !line.trim().is_empty()).collect();
    let indent = lines.iter().skip(1).map(|line| line.len() - line.trim_start().len()).min().unwrap();
    let line = |line: &&str| line.get(indent..).filter(|_| line.starts_with(' ')).unwrap_or(line).to_owned();
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_way_with_sealkit() {
    let Some((folder, text)) = begun(Paper::A4) else { return };
    let commands = commands(handbook::page(&text, "With a program"));
    let command = commands.iter().find(|c| c.starts_with("./sealkit recover lines-1.txt")).unwrap();
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
        let page = handbook::page(&text, "With a program");
        let commands: Vec<String> =
            commands(page).into_iter().filter(|command| !command.starts_with("./")).collect();
        let [asks, sum, files, key, opens] = commands.as_slice() else { panic!("{commands:?}") };

        let sums = out(&run(sum, folder.path()));
        let of_program = sums.lines().find(|line| line.ends_with(program::NAME)).unwrap();
        assert!(page.contains(of_program.split(' ').next().unwrap()), "the printed SHA-256");

        let done = run(files, folder.path());
        assert!(out(&done).ends_with(VALUE));
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let practised = handbook::page(&text, "Practise first");
        let fingerprint = practised.lines().skip_while(|line| !line.contains("KIT FINGERPRINT")).nth(1);
        assert!(said.contains(fingerprint.unwrap().trim()), "{said}");

        run(key, folder.path());
        let key = fs::read_to_string(folder.path().join("key.txt")).unwrap();
        assert_eq!(key.trim_end(), rehearsed("AGE-SECRET-KEY-1"));
        fs::write(folder.path().join("payload.age"), payload()).unwrap();
        assert!(out(&run(opens, folder.path())).ends_with(VALUE));

        let answers = ["lines-1.txt", "lines-3.txt", "lines-c.txt"].join("\n");
        let asked = run(&format!("printf '{answers}\n' | {asks}"), folder.path());
        assert!(out(&asked).ends_with(VALUE));
    }
}

fn payload() -> Vec<u8> {
    use sealkit::credential::{Part, join};
    let parts = SET.lines().filter(|line| line.starts_with("SK1:C:")).map(|part| Part::parse(part).unwrap());
    join(&parts.collect::<Vec<_>>()).unwrap().age_file().to_vec()
}

/// The characters of the base32 text in a file.
fn characters(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap().split_whitespace().collect()
}

#[test]
fn the_way_with_common_tools() {
    if !external::all(&["python3", "age", "gfcombine"]) {
        return;
    }
    for paper in [Paper::A4, Paper::Letter] {
        let Some((folder, text)) = begun(paper) else { return };
        let path = folder.path();
        let first = text.split('\x0c').position(|page| page.contains("With common tools\n")).unwrap();
        let pages: String = text.split('\x0c').skip(first).take(2).collect();
        let bech32 = program_of(&pages, "import sys", "6.");
        fs::write(path.join("bech32.py"), bech32).unwrap();
        let fingerprint = program_of(&pages, "import hashlib", "age-keygen -y");
        fs::write(path.join("fingerprint.py"), fingerprint).unwrap();

        let length = payload().len().to_string();
        let mut printed = Vec::new();
        let commands: Vec<String> =
            commands(&pages).into_iter().filter(|command| !command.starts_with("import ")).collect();
        let (by_squares, by_lines): (Vec<String>, Vec<String>) =
            commands.into_iter().partition(|command| command.contains("square"));
        for command in &by_lines {
            let done = out(&run(&command.replace("LENGTH", &length), path));
            printed.push((command.as_str(), done.trim().to_owned()));
        }
        let of = |part: &str| {
            let (_, done) = printed.iter().find(|(command, _)| command.contains(part)).unwrap();
            done.as_str()
        };

        assert!(of("tail -c 4") == of("head -c 41") && of("tail -c 4").len() == 8, "{printed:?}");
        let key = fs::read_to_string(path.join("key.txt")).unwrap();
        assert_eq!(key.trim_end(), rehearsed("AGE-SECRET-KEY-1"));
        let sum = data_encoding::HEXLOWER.encode(&Sha256::digest(payload()));
        assert!(of("sha256sum payload.age").starts_with(&sum));
        assert!(handbook::squeezed(&text).contains(&handbook::in_fours(of("fingerprint.py"))));
        assert!(of("age -d").ends_with(VALUE.trim_end()), "{printed:?}");

        // The same from squares: they give the same characters as the lines.
        assert_eq!(by_squares.len(), 2);
        let lines = ["share-1.txt", "cred.txt"].map(|name| characters(path, name));
        let parts: Vec<&str> = SET.lines().filter(|line| line.starts_with("SK1:C:")).collect();
        fs::write(path.join("square-1.txt"), format!("{}\n", rehearsed("SK1:S:"))).unwrap();
        fs::write(path.join("squares.txt"), format!("{}\n{}\n", parts[1], parts[0])).unwrap();
        by_squares.iter().for_each(|command| drop(run(command, path)));
        assert_eq!(["share-1.txt", "cred.txt"].map(|name| characters(path, name)), lines);
    }
}

/// The number behind these words.
fn number_behind(text: &str, words: &str) -> usize {
    let text = handbook::squeezed(text);
    let rest = text.split_once(words).unwrap_or_else(|| panic!("{words}")).1;
    rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

#[test]
fn the_program_comes_back_from_its_squares() {
    if !external::all(&["python3", "pdftoppm", "zbarimg"]) {
        return;
    }
    for paper in [Paper::A4, Paper::Letter] {
        let folder = tempfile::tempdir().unwrap();
        let Some(text) = handbook::printed(paper) else { return };
        let page = handbook::page(&text, "recover.py on paper");
        let commands = commands(page);
        let (first, behind) =
            (number_behind(page, "squares from page "), number_behind(page, "lines 1 to 80 from page "));
        fs::write(folder.path().join("sheet.pdf"), handbook::pdf(paper)).unwrap();
        for resolution in ["150", "300"] {
            let last = behind - 1;
            let pages = format!("pdftoppm -r {resolution} -f {first} -l {last} -gray -png sheet.pdf page");
            run(&pages, folder.path());
            run(&commands[0], folder.path());
        }
        let count = program::qr_texts().len();
        let numbers: Vec<String> = (1..=count).map(|n| format!("{n:02}")).collect();
        assert_eq!(out(&run(&commands[1], folder.path())).trim(), numbers.join(" "));
        run(&commands[2], folder.path());
        let sum = out(&run(&commands[3], folder.path()));
        assert!(page.contains(sum.split(' ').next().unwrap()), "{sum}");
        assert_eq!(fs::read(folder.path().join("recover.py")).unwrap(), program::TEXT.as_bytes());
    }
}

#[test]
fn the_program_comes_back_from_its_lines() {
    if external::program("python3").is_none() || external::program("age").is_none() {
        return;
    }
    let Some((folder, text)) = begun(Paper::A4) else { return };
    let page = handbook::page(&text, "recover.py on paper");
    let first = number_behind(page, "lines 1 to 80 from page ");
    let typed = source_lines(text.split('\x0c').skip(first - 1));
    let lines = program::lines();
    assert_eq!(typed.len(), lines.len());
    for ((number, line, check), printed) in typed.iter().zip(&lines) {
        assert_eq!((*number, line.as_str()), (printed.number, handbook::squeezed(printed.text).as_str()));
        assert_eq!(*check, data_encoding::HEXLOWER.encode(&printed.check));
    }

    let first: Vec<&str> = lines.iter().take(program::end_of_part_1()).map(|line| line.text).collect();
    fs::write(folder.path().join("recover.py"), first.join("\n")).unwrap();
    let check = program_of(page, "import hashlib", "python3 check.py");
    fs::write(folder.path().join("check.py"), check).unwrap();
    let checks = out(&run("python3 check.py", folder.path()));
    for (printed, (number, _, check)) in checks.lines().zip(&typed) {
        assert_eq!(printed, format!("{number} {check}"));
    }
    assert_eq!(checks.lines().count(), program::end_of_part_1());

    run(commands(page).last().unwrap(), folder.path());
    let key = fs::read_to_string(folder.path().join("key.txt")).unwrap();
    assert_eq!(key.trim_end(), rehearsed("AGE-SECRET-KEY-1"));
}

/// Number, line and check of the printed lines of the program, as the handbook says that they
/// are typed: a row without a number belongs to the line above, behind one blank. Where more
/// blanks stand, pdftotext gives one; the check tells how many there are.
fn source_lines<'a>(pages: impl Iterator<Item = &'a str>) -> Vec<(usize, String, String)> {
    let mut lines = Vec::new();
    let mut open = String::new();
    for row in pages.flat_map(str::lines) {
        let row = handbook::squeezed(row);
        let (start, rest) = row.split_once(' ').unwrap_or((&row, ""));
        let is_next = start == (lines.len() + 1).to_string();
        match (open.is_empty(), is_next) {
            (true, true) => open = format!(" {rest}"),
            (false, _) => open.extend([" ", &row]),
            (true, false) => continue,
        }
        let Some((line, check)) = open.rsplit_once(' ') else { continue };
        if check.len() == 4 && check.bytes().all(|b| b.is_ascii_hexdigit()) {
            lines.push((lines.len() + 1, line.trim().to_owned(), check.to_owned()));
            open.clear();
        }
    }
    lines
}

#[test]
fn the_document_gives_the_commands_that_the_handbook_prints() {
    let document = include_str!("../../docs/RECOVERY.md");
    let Some(text) = handbook::printed(Paper::A4) else { return };
    let first = text.split('\x0c').position(|page| page.contains("With a program\n")).unwrap();
    for page in text.split('\x0c').skip(first).take(3) {
        let commands = commands(page);
        assert!(!commands.is_empty());
        for command in commands {
            assert!(document.contains(&command), "{command}");
        }
    }
    assert!(document.contains(include_str!("../../assets/texts/bech32.py")));
    assert!(document.contains(include_str!("../../assets/texts/fingerprint.py")));
}
