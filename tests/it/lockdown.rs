//! What the program gives up: system calls that end it, others that it is told do
//! not exist, memory that no swap keeps; and what it says where a kernel lacks that.
#![allow(unsafe_code, reason = "sets a filter of system calls in a child, before it runs the program")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use libc::c_long;
use seccompiler::{SeccompAction, SeccompFilter, TargetArch};

use crate::external;
use crate::process::{SEALKIT, command, sealkit};

/// A program with a call that it is made to try.
type Tried = (&'static str, c_long);

/// What gdb says when the program, as soon as it reads its standard input, is made to call each
/// of these instead, with arguments that no call takes. The filter is the program's own.
#[cfg(target_arch = "x86_64")]
fn tried(calls: &[Tried]) -> Option<String> {
    let mut gdb = external::program("gdb")?;
    let mut script = vec![
        "set confirm off".to_owned(),
        "set pagination off".to_owned(),
        "set startup-with-shell off".to_owned(),
        "set debuginfod enabled off".to_owned(),
        "catch syscall read".to_owned(),
        "condition 1 $rdi == 0".to_owned(),
    ];
    for (name, call) in calls {
        script.extend([format!("echo call {name}\\n"), "run".to_owned(), format!("set $orig_rax = {call}")]);
        script.push("set $rdi = -1".to_owned());
        script.extend(["rsi", "rdx", "r10", "r8", "r9"].map(|register| format!("set ${register} = 0")));
        script.push("stepi".to_owned());

        // Nothing is printed of a program that is no more.
        script.push("printf \"gives %ld\\n\", $rax".to_owned());
    }
    gdb.args(["-nx", "-q", "-batch"]);
    for line in &script {
        gdb.args(["-ex", line]);
    }
    let output = gdb.args(["--args", SEALKIT, "inspect", "-"]).stdin(Stdio::null()).output().unwrap();
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What came of one call.
#[cfg(target_arch = "x86_64")]
fn outcome<'a>(said: &'a str, name: &str) -> &'a str {
    let after = said.split(&format!("call {name}\n")).nth(1).unwrap_or_else(|| panic!("{name}: {said}"));
    after.split("\ncall ").next().unwrap()
}

#[test]
#[cfg(target_arch = "x86_64")]
fn a_call_that_no_kit_needs_ends_the_process() {
    let calls = [
        ("socket", libc::SYS_socket),
        ("socketpair", libc::SYS_socketpair),
        ("connect", libc::SYS_connect),
        ("io_uring_setup", libc::SYS_io_uring_setup),
        ("execve", libc::SYS_execve),
        ("execveat", libc::SYS_execveat),
        ("clone3", libc::SYS_clone3),
        ("ptrace", libc::SYS_ptrace),
        ("process_vm_readv", libc::SYS_process_vm_readv),
        ("bpf", libc::SYS_bpf),
        ("memfd_create", libc::SYS_memfd_create),
        ("mount", libc::SYS_mount),
        ("setuid", libc::SYS_setuid),
        ("kill", libc::SYS_kill),
    ];
    let Some(said) = tried(&calls) else { return };
    for (name, _) in calls {
        let outcome = outcome(&said, name);
        assert!(outcome.contains("Program terminated with signal SIGSYS"), "{name}: {outcome}");
    }
}

#[test]
#[cfg(target_arch = "x86_64")]
fn a_call_that_is_not_on_the_list_is_one_that_does_not_exist() {
    let calls = [
        ("getppid", libc::SYS_getppid, libc::ENOSYS),
        ("symlinkat", libc::SYS_symlinkat, libc::ENOSYS),
        ("truncate", libc::SYS_truncate, libc::ENOSYS),
        ("one that no kernel has", 9999, libc::ENOSYS),
        ("an ioctl that is no terminal's", libc::SYS_ioctl, libc::ENOSYS),
        ("fsync, which is on the list and reaches the kernel", libc::SYS_fsync, libc::EBADF),
    ];
    let Some(said) = tried(&calls.map(|(name, call, _)| (name, call))) else { return };
    for (name, _, error) in calls {
        let outcome = outcome(&said, name);
        let wanted = format!("gives -{error}");
        assert!(outcome.lines().any(|line| line.trim() == wanted), "{name}: {outcome}");
    }
}

/// `Name:\tvalue` lines of a file below /proc.
fn facts(pid: u32, file: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default();
    let pairs = text.lines().filter_map(|line| line.split_once(':'));
    pairs.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect()
}

/// Tries for ten seconds.
fn wait_for<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    (0..100).find_map(|_| {
        look().or_else(|| {
            std::thread::sleep(Duration::from_millis(100));
            None
        })
    })
}

#[test]
fn the_program_is_under_its_filter_before_it_reads_anything() {
    let mut child = Command::new(SEALKIT)
        .args(["inspect", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let found = wait_for(|| {
        Some(facts(child.id(), "status")).filter(|facts| facts.get("Seccomp").is_some_and(|v| v == "2"))
    });
    let _ = (child.kill(), child.wait());
    let status = found.expect("no filter of system calls");
    assert_eq!(status["NoNewPrivs"], "1");
    assert_eq!(status.get("Seccomp_filters").map_or("2", String::as_str), "2");
}

/// Runs the program where `calls` fail as on a kernel without them.
fn without(calls: &[c_long], error: i32, arguments: &[&str]) -> Output {
    let rules = calls.iter().map(|call| (*call, Vec::new())).collect();
    let arch = TargetArch::try_from(std::env::consts::ARCH).unwrap();
    let action = SeccompAction::Errno(error.unsigned_abs());
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, action, arch).unwrap();
    let program: seccompiler::BpfProgram = filter.try_into().unwrap();
    let mut command = sealkit();
    command.args(arguments);
    // SAFETY: between fork and exec only system calls are made.
    unsafe { command.pre_exec(move || seccompiler::apply_filter(&program).map_err(std::io::Error::other)) };
    command.output().unwrap()
}

#[test]
fn what_a_kernel_lacks_is_said_and_with_a_flag_refused() {
    for (calls, words) in [
        (vec![libc::SYS_landlock_create_ruleset], "warning: files are not limited: "),
        (vec![libc::SYS_seccomp], "warning: system calls are not limited: "),
    ] {
        let output = without(&calls, libc::ENOSYS, &["profiles", "entra"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.starts_with(words) && said.lines().count() == 1, "{said}");
        let output = without(&calls, libc::ENOSYS, &["profiles", "entra", "--require-lockdown"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(5), 0), "{said}");
        assert!(said.starts_with("error: no lockdown: "), "{said}");
    }
    let both = [libc::SYS_landlock_create_ruleset, libc::SYS_seccomp];
    let output = without(&both, libc::ENOSYS, &["preflight", "--json"]);
    let table: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let checks = table["checks"].as_array().unwrap();
    for name in ["file access", "system call filter"] {
        let row = checks.iter().find(|row| row["check"] == name).unwrap();
        assert_eq!(row["verdict"], "look", "{row}");
    }
}

/// Two shares and the credential of the worked example in docs/FORMAT.md.
fn codes_of_the_example(place: &Path) -> String {
    let text = include_str!("../../docs/FORMAT.md");
    let wanted = ["share 1 QR: ", "share 3 QR: ", "credential QR 1: ", "credential QR 2: "];
    let codes = text.lines().filter_map(|line| wanted.iter().find_map(|name| line.strip_prefix(name)));
    let file = place.join("codes.txt");
    fs::write(&file, codes.collect::<Vec<_>>().join("\n")).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn memory_that_cannot_be_locked_is_said_once_and_ends_nothing() {
    let place = tempfile::tempdir().unwrap();
    let codes = codes_of_the_example(place.path());
    let output = without(&[libc::SYS_mlockall], libc::ENOMEM, &["recover", &codes, "--output", "-"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert_eq!(said.matches("warning: memory is not locked: ").count(), 1, "{said}");
}

/// A program on a terminal, which ends with the test, however that ends: closed is the
/// input of the terminal, and with it that of the program.
struct OnTerminal(Child);

impl Drop for OnTerminal {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// While the secret is on the screen, every writable page that holds anything is locked.
#[test]
fn secrets_on_the_screen_are_in_locked_memory() {
    let is_root = std::os::unix::fs::MetadataExt::uid(&fs::metadata("/proc/self").unwrap()) == 0;
    if !is_root {
        return external::left_out("needs root, to look into a process that cannot be dumped");
    }
    let place = tempfile::tempdir().unwrap();
    let codes = codes_of_the_example(place.path());
    let shell = command("script")
        .current_dir(place.path())
        .args(["-qec", &format!("echo $$ > pid; exec {SEALKIT} recover {codes}"), "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut shell = OnTerminal(shell);
    // The value is shown in groups of four.
    let is_shown = {
        let mut out = shell.0.stdout.take().unwrap();
        let mut shown = Vec::new();
        let mut block = [0; 4096];
        while let Ok(length @ 1..) = std::io::Read::read(&mut out, &mut block) {
            shown.extend_from_slice(&block[..length]);
            if String::from_utf8_lossy(&shown).contains("Enter to clear the screen") {
                break;
            }
        }
        String::from_utf8_lossy(&shown).contains("tter")
    };
    assert!(is_shown, "the secret was not shown");
    let pid = fs::read_to_string(place.path().join("pid")).unwrap().trim().to_owned();
    let smaps = fs::read_to_string(format!("/proc/{pid}/smaps")).unwrap();
    let unlocked = unlocked(&smaps);
    assert!(smaps.contains("[heap]") && smaps.contains("[stack]"), "{smaps}");
    assert!(unlocked.is_empty(), "not locked: {unlocked:?}");
}

/// The writable mappings with pages in them and without the flag `lo`.
fn unlocked(smaps: &str) -> Vec<String> {
    let (mut mapping, mut pages, mut found) = (String::new(), false, Vec::new());
    for line in smaps.lines() {
        match line.split_once(':') {
            Some(("VmFlags", flags)) => {
                let is_locked = flags.split_whitespace().any(|flag| flag == "lo");
                if pages && !is_locked && mapping.contains(" rw") {
                    found.push(std::mem::take(&mut mapping));
                }
            }
            Some(("Rss", size)) => pages = size.trim() != "0 kB",
            _ if line.contains('-') && line.as_bytes().first().is_some_and(u8::is_ascii_hexdigit) => {
                line.clone_into(&mut mapping)
            }
            _ => {}
        }
    }
    found
}

#[test]
fn a_mapping_without_its_lock_is_seen() {
    let text = |flags: &str| {
        format!("55d0-55f0 rw-p 0 00:00 0  [heap]\nRss:  8 kB\nLocked: 0 kB\nVmFlags: rd wr {flags}\n")
    };
    assert_eq!(unlocked(&text("mr")).len(), 1);
    assert!(unlocked(&text("mr lo")).is_empty());
}
