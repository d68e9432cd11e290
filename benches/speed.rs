//! How long a kit and a recovery take, as whole processes and by their parts.
//! Prints medians and ratios; asserts nothing.
//!
//! `cargo bench --bench speed -- --before PROGRAM` also runs another build of sealkit, in turn
//! with this one, and prints the ratio of each pair: the machine's own changes cancel out.
#![allow(clippy::disallowed_methods, reason = "a benchmark starts the program it measures")]
#![allow(unsafe_code, reason = "the memory of child processes has no safe call")]

use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use sealkit::id::{Epoch, SetId};
use sealkit::qr::{self, Level};
use sealkit::secret::{Identity, SecretText};
use sealkit::{scan, seal, shamir, share};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

const RUNS: usize = 15;
const BINARY: &str = env!("CARGO_BIN_EXE_sealkit");

fn main() {
    // `cargo test --benches` runs this too: then one run of each shows that it works.
    let runs = if std::env::args().any(|a| a == "--bench") { RUNS } else { 1 };

    let dir = tempfile::tempdir().expect("a temporary folder");

    let small = median(runs, |i| kit(dir.path(), i, 2, 3));
    let memory = peak_of_children();
    let large = median(runs, |i| kit(dir.path(), i, 3, 5));
    let codes = codes(dir.path());
    let recovery = median(runs, |_| recover(&codes));

    println!("whole process, median of {runs}");
    println!("  kit 2 of 3               {:7.1} ms   goal 60 ms: {:.2} of it", ms(small), ms(small) / 60.0);
    println!("  peak memory              {memory:7.1} MiB  goal 24 MiB: {:.2} of it", memory / 24.0);
    println!(
        "  kit 3 of 5               {:7.1} ms   {:.2} times 2 of 3, goal 1.5",
        ms(large),
        ms(large) / ms(small)
    );
    println!(
        "  recovery from codes      {:7.1} ms   goal 50 ms: {:.2} of it",
        ms(recovery),
        ms(recovery) / 50.0
    );

    parts(&dir.path().join("kit-2-3-0"), runs, small);
    let (few, lots) = if runs > 1 { (10, 200) } else { (2, 3) };
    many(dir.path(), (few, lots));

    let given: Vec<String> = std::env::args().collect();
    let before = given.iter().position(|word| word == "--before").and_then(|at| given.get(at + 1));
    if let Some(before) = before {
        against(before, dir.path(), runs, lots);
    }
}

/// This build and another one in turn, on one kit and on a run of many.
fn against(before: &str, dir: &Path, runs: usize, lots: usize) {
    println!("this build / the one before, pair by pair, median");
    let one = |program: &str, run: usize, name: &str| {
        let out = dir.join(format!("{name}-{run}"));
        let mut new = Command::new(program);
        new.args(["new", "--label", "Bench", "--account", "bench", "--allow-online", "--out"]).arg(out);
        measure(&mut new)
    };
    let pairs = (0..runs).map(|run| (one(BINARY, run, "after"), one(before, run, "before"))).collect();
    ratios("kit 2 of 3", pairs, 1);

    let plans = plans(dir, lots);
    let many = |program: &str, name: &str| {
        let mut new = Command::new(program);
        new.arg("new").args(&plans).args(["--allow-online", "--out"]).arg(dir.join(name));
        measure(&mut new)
    };
    ratios(
        &format!("{lots} kits in one run"),
        vec![(many(BINARY, "many-after"), many(before, "many-before"))],
        lots,
    );
}

/// The time of a process and its largest resident set in MiB.
type Measured = (Duration, f64);

fn ratios(what: &str, pairs: Vec<(Measured, Measured)>, kits: usize) {
    let middle = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let of = |value: fn(&(Measured, Measured)) -> f64| middle(pairs.iter().map(value).collect());
    let (after, before) = (of(|pair| ms(pair.0.0)), of(|pair| ms(pair.1.0)));
    println!(
        "  {what:<24} {after:8.1} / {before:8.1} ms: {:.2}; memory {:.1} / {:.1} MiB: {:.2}; {:.1} / {:.1} kits a second",
        of(|pair| ms(pair.0.0) / ms(pair.1.0)),
        of(|pair| pair.0.1),
        of(|pair| pair.1.1),
        of(|pair| pair.0.1 / pair.1.1),
        kits as f64 * 1000.0 / after,
        kits as f64 * 1000.0 / before,
    );
}

/// Runs a program; the time it took and its largest resident set in MiB.
#[allow(clippy::zombie_processes, reason = "wait4 waits for it, which gives its memory too")]
fn measure(command: &mut Command) -> Measured {
    let start = Instant::now();
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("sealkit starts");
    let mut status = 0;
    let mut usage = std::mem::MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: wait4 fills both places that the pointers lead to; the child was started above and is
    // waited for nowhere else.
    let (waited, usage) = unsafe {
        let waited = libc::wait4(child.id() as libc::pid_t, &raw mut status, 0, usage.as_mut_ptr());
        (waited, usage.assume_init())
    };
    assert!(waited > 0 && status == 0, "{command:?}");
    (start.elapsed(), usage.ru_maxrss as f64 / 1024.0)
}

/// Whether many kits in one run take time in line with their number, and no more memory.
fn many(dir: &Path, (few, lots): (usize, usize)) {
    let time = |count| median(1, |_| kits(dir, count));
    let (short, before) = (time(few), peak_of_children());
    let (long, after) = (time(lots), peak_of_children());
    let rate = |count: usize, time: Duration| count as f64 / time.as_secs_f64();

    println!("kits in one run");
    println!("  {few:4} kits {:9.0} ms  {:5.1} a second, goal 40", ms(short), rate(few, short));
    println!(
        "  {lots:4} kits {:9.0} ms  {:5.1} a second; {:.2} times the time for {:.0} times the kits",
        ms(long),
        rate(lots, long),
        ms(long) / ms(short),
        lots as f64 / few as f64
    );
    println!("  peak memory {before:.1} MiB and {after:.1} MiB: {:.2} times", after / before);
}

/// Plans with labels of their own, all made in one run.
fn kits(dir: &Path, count: usize) {
    let plans = plans(dir, count);
    sealkit(
        Command::new(BINARY)
            .arg("new")
            .args(&plans)
            .args(["--allow-online", "--out"])
            .arg(dir.join(format!("kits-{count}"))),
    );
}

fn plans(dir: &Path, count: usize) -> Vec<std::path::PathBuf> {
    let plans: Vec<std::path::PathBuf> = (0..count).map(|i| dir.join(format!("{count}-{i}.toml"))).collect();
    for (i, plan) in plans.iter().enumerate() {
        let text = format!(
            "sealkit-plan = 1\nlabel = \"Bench {count} {i}\"\n[[secrets]]\nname = \"Password\"\naccount = \"bench-{i}\"\n"
        );
        std::fs::write(plan, text).expect("a plan");
    }
    plans
}

/// What takes the time of a 2-of-3 kit.
fn parts(folder: &Path, runs: usize, whole: Duration) {
    let identity = Identity::new(Zeroizing::new([5; 32]));
    let recipient = seal::recipient_of(&identity).expect("a recipient");
    let plain = SecretText::new("x".repeat(400));
    let sealing = median(runs, |_| drop(seal::seal(&plain, &recipient)));
    let grids = median(runs, |_| drop(qr::alphanumeric(&"A".repeat(452), Level::Medium)));
    let pdf = std::fs::read(folder.join("share-1-of-3.pdf")).expect("a share sheet");
    let reading = median(runs, |_| drop(scan::pdf(&pdf)));
    let quorum = shamir::Quorum::new(2, 3).expect("a quorum");
    let points = shamir::split(&identity, quorum, &mut UnwrapErr(SysRng));
    let first: Vec<&shamir::Point> = points.iter().take(2).collect();
    let set = SetId::of(&recipient, Epoch::FIRST, quorum, &first);
    let shares: Vec<share::Share> =
        points.into_iter().filter_map(|p| share::Share::new(set, Epoch::FIRST, quorum, p)).collect();
    let pair: Vec<&share::Share> = shares.iter().take(2).collect();
    let claim = sealkit::recovery::Claim::of(pair[0]);
    let proving = median(runs, |_| drop(sealkit::recovery::find(&claim, &pair)));
    println!("parts of the 2-of-3 kit, and their share of it");
    let part = |name: &str, times: u32, one: Duration| {
        let all = one * times;
        println!("  {name:<36} {:7.2} ms x {times:<3} {:4.0} %", ms(one), 100.0 * ms(all) / ms(whole));
    };
    part("sealing 64 times", 1, sealing);
    part("one QR grid of a credential part", 3, grids);
    part("reading one sheet back from its PDF", 4, reading);
    part("proving one quorum", 3, proving);
    println!(
        "  the rest is laying out and writing the sheets, SHA-256 of the program, and the start of the process"
    );
}

fn kit(dir: &Path, run: usize, k: u8, n: u8) {
    let out = dir.join(format!("kit-{k}-{n}-{run}"));
    sealkit(
        Command::new(BINARY).args(["new", "--label", "Bench", "--account", "bench", "--allow-online"]).args(
            [
                "--threshold".to_owned(),
                k.to_string(),
                "--shares".to_owned(),
                n.to_string(),
                "--out".to_owned(),
                out.display().to_string(),
            ],
        ),
    );
}

/// A text file with two shares and the credential of the first small kit.
fn codes(dir: &Path) -> std::path::PathBuf {
    let kit = dir.join("kit-2-3-0");
    let mut text = String::new();
    for sheet in ["share-1-of-3.pdf", "share-3-of-3.pdf", "credential.pdf"] {
        let pdf = std::fs::read(kit.join(sheet)).expect("a sheet");
        for found in scan::pdf(&pdf).expect("codes") {
            text.push_str(found.text.expose());
            text.push('\n');
        }
    }
    let path = dir.join("codes.txt");
    std::fs::write(&path, text).expect("a text file");
    path
}

fn recover(codes: &Path) {
    sealkit(Command::new(BINARY).arg("recover").arg(codes).args(["--output", "-"]));
}

fn sealkit(command: &mut Command) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("sealkit starts");
    assert!(status.success(), "{command:?}");
}

fn median(runs: usize, mut work: impl FnMut(usize)) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|run| {
            let start = Instant::now();
            work(run);
            start.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The largest resident set of any process waited for so far, in MiB.
fn peak_of_children() -> f64 {
    let mut usage = std::mem::MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: getrusage fills the struct that the pointer leads to.
    let usage = unsafe {
        libc::getrusage(libc::RUSAGE_CHILDREN, usage.as_mut_ptr());
        usage.assume_init()
    };
    usage.ru_maxrss as f64 / 1024.0
}
