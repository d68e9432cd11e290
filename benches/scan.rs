//! How many badly scanned share sheets are read, by sealkit and by two decoders that
//! are not ours, and what one scan costs.
//!
//! `cargo bench --bench scan` makes the corpus with `tests/corpus/make.py`; with
//! `-- FOLDER` it takes one that is there, with `--ours` it leaves the others out.
//! zxing-cpp is asked when the Python of the variable PYTHON has it. Asserts nothing
//! but that no text is wrong.
#![allow(clippy::disallowed_methods, reason = "a benchmark starts the programs it compares")]

use sealkit::scan;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const BINARY: &str = env!("CARGO_BIN_EXE_sealkit");
const RUNS: usize = 15;

/// A picture and the texts that were on the page.
struct Sample {
    path: PathBuf,
    effect: String,
    texts: Vec<String>,
}

/// What one decoder made of the corpus.
struct Tally {
    name: &'static str,
    recovered: Vec<bool>,
    wrong: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, file] = arguments.as_slice()
        && flag == "--read"
    {
        return read_one(Path::new(file));
    }

    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let work = tempfile::tempdir().expect("a temporary folder");
    let folder = arguments.iter().find(|argument| !argument.starts_with('-')).map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| make(work.path(), has("--bench")));

    let samples = samples(&folder);

    let mut slowest = (Duration::ZERO, String::new());
    let ours = tally("sealkit", &samples, |sample| ours(sample, &mut slowest));
    let mut tallies = vec![ours];
    if !has("--ours") {
        tallies.push(tally("zbarimg", &samples, zbar));
        tallies.extend(zxing(&samples));
    }

    print(&samples, &tallies);
    println!("slowest picture            {:7.0} ms   {}", ms(slowest.0), slowest.1);

    if has("--bench") {
        costs(&folder, work.path());
    }

    assert!(tallies.iter().all(|tally| tally.wrong == 0 || tally.name != "sealkit"), "a wrong text");
}

fn make(work: &Path, whole: bool) -> PathBuf {
    let folder = work.join("corpus");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/make.py");
    let few: &[&str] = if whole { &[] } else { &["--effects", "4", "--sheets", "1"] };
    let made = Command::new("python3").arg(script).arg(BINARY).arg(&folder).args(few).status();
    assert!(made.expect("python3 starts").success(), "the corpus was not made");
    folder
}

fn samples(folder: &Path) -> Vec<Sample> {
    let list = fs::read_to_string(folder.join("expected.tsv")).expect("expected.tsv of a corpus");

    let sample = |line: &str| {
        let mut fields = line.split('\t').map(str::to_owned);
        let path = folder.join(fields.next().unwrap_or_default());
        Sample { path, effect: fields.next().unwrap_or_default(), texts: fields.collect() }
    };
    list.lines().map(sample).collect()
}

fn tally(name: &'static str, samples: &[Sample], mut read: impl FnMut(&Sample) -> Vec<String>) -> Tally {
    let mut tally = Tally { name, recovered: Vec::new(), wrong: 0 };
    for sample in samples {
        let texts = read(sample);
        tally.recovered.push(sample.texts.iter().all(|text| texts.contains(text)));
        // Decoders also find barcodes of other kinds in noise: only ours counts as a claim.
        let wrong = |text: &&String| text.starts_with("SK1:") && !sample.texts.contains(text);
        tally.wrong += texts.iter().filter(wrong).count();
    }
    tally
}

fn ours(sample: &Sample, slowest: &mut (Duration, String)) -> Vec<String> {
    let bytes = fs::read(&sample.path).expect("a picture");

    let start = Instant::now();
    let found = scan::image(&bytes).unwrap_or_default();
    let time = start.elapsed();
    if time > slowest.0 {
        *slowest = (time, sample.path.file_name().unwrap_or_default().display().to_string());
    }

    let texts: Vec<String> = found.iter().map(|found| found.text.expose().to_owned()).collect();
    assert!(
        texts.iter().all(|text| sample.texts.contains(text)),
        "a wrong text from {}",
        sample.path.display()
    );
    texts
}

fn zbar(sample: &Sample) -> Vec<String> {
    let read =
        Command::new("zbarimg").args(["-q", "--raw"]).arg(&sample.path).output().expect("zbarimg starts");
    String::from_utf8_lossy(&read.stdout).lines().map(str::to_owned).collect()
}

fn zxing(samples: &[Sample]) -> Option<Tally> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/zxing.py");
    let mut child = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;

    let names: String = samples.iter().map(|sample| format!("{}\n", sample.path.display())).collect();
    let _ = child.stdin.take()?.write_all(names.as_bytes());

    let output = child.wait_with_output().ok()?;
    if !output.status.success() {
        println!("zxing-cpp left out: it and pillow are on PyPI (set PYTHON)");
        return None;
    }

    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let seen: BTreeMap<&str, Vec<String>> = text
        .lines()
        .filter_map(|line| line.split_once('\t').or(Some((line, ""))))
        .map(|(name, texts)| (name, texts.split('\t').map(str::to_owned).collect()))
        .collect();

    let read =
        |sample: &Sample| seen.get(sample.path.to_string_lossy().as_ref()).cloned().unwrap_or_default();
    Some(tally("zxing-cpp", samples, read))
}

fn print(samples: &[Sample], tallies: &[Tally]) {
    let mut effects: Vec<&str> = samples.iter().map(|sample| sample.effect.as_str()).collect();
    effects.sort_unstable();
    effects.dedup();
    println!("effects that some decoder did not recover on every sheet");

    for effect in effects {
        let of = |tally: &Tally| {
            let ours = samples.iter().zip(&tally.recovered).filter(|(sample, _)| sample.effect == effect);
            ours.clone().filter(|(_, recovered)| **recovered).count()
        };
        let all = samples.iter().filter(|sample| sample.effect == effect).count();
        if tallies.iter().any(|tally| of(tally) < all) {
            let counts: Vec<String> =
                tallies.iter().map(|tally| format!("{} {}/{all}", tally.name, of(tally))).collect();
            println!("  {effect:<24} {}", counts.join("   "));
        }
    }

    println!("share sheets recovered, of {}", samples.len());
    for tally in tallies {
        let count = tally.recovered.iter().filter(|&&recovered| recovered).count();
        let part = 100.0 * count as f64 / samples.len().max(1) as f64;
        println!("  {:<24} {count:5}  {part:5.1} %   wrong texts {}", tally.name, tally.wrong);
    }
}

/// What it costs to read one A4 scan of 300 dots per inch, as a process of its own.
fn costs(folder: &Path, work: &Path) {
    let clean = folder.join("clean-300-0.png");
    let made = |name: &str, arguments: &[&str]| {
        // A kind before a colon, where the ending of the name does not tell it.
        let (kind, name) = name.split_once(':').map_or((String::new(), name), |(k, n)| (format!("{k}:"), n));
        let path = work.join(name);
        let target = format!("{kind}{}", path.display());
        let status = Command::new("convert").arg(&clean).args(arguments).arg(target).status();
        status.is_ok_and(|status| status.success()).then_some(path)
    };

    let noise = ["-attenuate", "0.2", "+noise", "Gaussian", "-density", "300"];
    let with = |more: &[&'static str]| [noise.as_slice(), more].concat();

    let scans = [
        ("grey PNG", made("scan.png", &with(&["-depth", "8"]))),
        (
            "colour JPEG",
            made("scan.jpg", &with(&["-colorspace", "sRGB", "-type", "TrueColor", "-quality", "85"])),
        ),
        (
            "PDF with a JPEG",
            made("page.jpg", &with(&["-colorspace", "Gray", "-quality", "85"]))
                .and_then(|page| paged(&clean, &page, "/DeviceGray /BitsPerComponent 8 /Filter /DCTDecode")),
        ),
        (
            "PDF, Group 4",
            made("group4:page.g4", &["-threshold", "50%", "-compress", "Group4"]).and_then(|page| {
                let form = "/DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 \
                            /Columns WIDTH /Rows HEIGHT >>";
                paged(&clean, &page, form)
            }),
        ),
        ("blank page, PNG", made("blank.png", &["-fill", "white", "-colorize", "100%", "-depth", "8"])),
    ];

    println!("one A4 scan at 300 dpi, whole process, median of {RUNS}; goal 300 ms and 150 MiB");
    for (name, path) in scans {
        let Some(path) = path else {
            println!("  {name:<24} left out: ImageMagick did not make it");
            continue;
        };

        let runs: Vec<(Duration, f64, usize)> = (0..RUNS).filter_map(|_| measured(&path)).collect();
        let mut times: Vec<Duration> = runs.iter().map(|(time, ..)| *time).collect();
        times.sort();
        let memory = runs.iter().map(|(_, memory, _)| *memory).fold(0.0, f64::max);
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        let codes = runs.first().map_or(0, |run| run.2);
        println!("  {name:<24} {:7.0} ms  {memory:7.0} MiB   codes read {codes}", ms(median));
    }
}

/// A PDF of one page with a picture that is as large as `clean`; ImageMagick may write
/// none on Debian.
fn paged(clean: &Path, picture: &Path, form: &str) -> Option<PathBuf> {
    let png = fs::read(clean).ok()?;
    let number = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    let (width, height) = (number(16)?, number(20)?);
    let form = form.replace("WIDTH", &width.to_string()).replace("HEIGHT", &height.to_string());

    let data = fs::read(picture).ok()?;
    let content = "595 0 0 842 0 0 cm /P Do";
    let mut pdf = format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /XObject << /P 5 0 R >> >> >>\nendobj\n\
         4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n\
         5 0 obj\n<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {form} \
         /Length {} >>\nstream\n",
        content.len(),
        data.len()
    )
    .into_bytes();
    pdf.extend(data);
    pdf.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n");

    let mut path = picture.to_path_buf();
    path.add_extension("pdf");
    fs::write(&path, pdf).ok()?;
    Some(path)
}

fn measured(path: &Path) -> Option<(Duration, f64, usize)> {
    let start = Instant::now();
    let output = Command::new(std::env::current_exe().ok()?).arg("--read").arg(path).output().ok()?;
    let time = start.elapsed();
    let said = String::from_utf8_lossy(&output.stdout);
    let (kib, codes) = said.trim().split_once(' ')?;
    Some((time, kib.parse::<f64>().ok()? / 1024.0, codes.parse().ok()?))
}

/// Reads a file and prints the peak of this process in KiB, and how many codes it saw.
fn read_one(path: &Path) {
    let bytes = fs::read(path).expect("a scan");
    let found = if bytes.starts_with(b"%PDF-") { scan::pdf(&bytes) } else { scan::image(&bytes) };

    let codes = found.map_or(0, |found| found.len());
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    println!("{} {codes}", peak.trim().trim_end_matches(" kB"));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
