//! The filter of system calls, put on by the process itself before it reads
//! anything. It needs nothing of this program, so that a test can put it on too.
//!
//! Two filters lie one above the other, and the stricter answer counts. One ends
//! the process at a call that no kit ever needs: a socket, another program, a look
//! into another process. The other lets through what is needed, and answers
//! everything else as a kernel would that does not know the call: a library that
//! tries something newer falls back instead of dying over a kit.

use std::collections::BTreeMap;

use libc::c_long;
use seccompiler::SeccompCmpArgLen::Dword;
use seccompiler::SeccompCmpOp::{Eq, MaskedEq};
use seccompiler::{
    BackendError, BpfProgram, Error, SeccompAction, SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
    apply_filter,
};

/// System calls, each with the rules of which one must hold; without any it always holds.
type Rules = BTreeMap<c_long, Vec<SeccompRule>>;

/// Puts both filters on the only thread there is; they cannot be taken off.
///
/// # Errors
///
/// Where the kernel or the processor has none; the process then goes on without.
pub fn apply() -> Result<(), Error> {
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    let program = |rules, mismatch, matching| -> Result<BpfProgram, Error> {
        Ok(SeccompFilter::new(rules, mismatch, matching, arch)?.try_into()?)
    };
    let deadly = FORBIDDEN.iter().map(|call| (*call, Vec::new())).collect();
    let deadly = program(deadly, SeccompAction::Allow, SeccompAction::KillProcess)?;
    let unknown = SeccompAction::Errno(libc::ENOSYS.unsigned_abs());
    let needed = program(needed()?, unknown, SeccompAction::Allow)?;
    apply_filter(&deadly)?;
    apply_filter(&needed)
}

fn needed() -> Result<Rules, BackendError> {
    let mut rules: Rules = ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
    rules.extend(OLD_NAMES.iter().map(|call| (*call, Vec::new())));
    let never_executable = vec![unset(2, libc::PROT_EXEC)?];
    rules.insert(libc::SYS_mmap, never_executable.clone());
    rules.insert(libc::SYS_mprotect, never_executable);

    // Nothing of ours is ever cut to length zero: files are new, or replaced by a rename.
    rules.insert(libc::SYS_openat, vec![unset(2, libc::O_TRUNC)?]);
    #[cfg(target_arch = "x86_64")]
    rules.insert(libc::SYS_open, vec![unset(1, libc::O_TRUNC)?]);
    rules.insert(libc::SYS_ioctl, one_of(1, &TERMINAL)?);
    rules.insert(libc::SYS_fcntl, one_of(1, &DESCRIPTOR)?);
    rules.insert(libc::SYS_prctl, one_of(0, &PROCESS)?);
    rules.insert(libc::SYS_prlimit64, one_of(0, &[0])?);

    // `abort` signals the process itself, and no other.
    rules.insert(libc::SYS_tgkill, one_of(0, &[u64::from(std::process::id())])?);
    Ok(rules)
}

fn one_of(argument: u8, values: &[u64]) -> Result<Vec<SeccompRule>, BackendError> {
    let rule = |value: &u64| SeccompRule::new(vec![SeccompCondition::new(argument, Dword, Eq, *value)?]);
    values.iter().map(rule).collect()
}

fn unset(argument: u8, flag: libc::c_int) -> Result<SeccompRule, BackendError> {
    let mask = MaskedEq(u64::from(flag.unsigned_abs()));
    SeccompRule::new(vec![SeccompCondition::new(argument, Dword, mask, 0)?])
}

/// What a kit needs, whatever the arguments: files in folders that are open already, memory, time, chance.
const ALLOWED: [c_long; 62] = [
    libc::SYS_brk,
    libc::SYS_clock_getres,
    libc::SYS_clock_gettime,
    libc::SYS_close,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_fchmod,
    libc::SYS_fdatasync,
    libc::SYS_flock,
    libc::SYS_fstat,
    libc::SYS_fstatfs,
    libc::SYS_fsync,
    libc::SYS_futex,
    libc::SYS_getcwd,
    libc::SYS_getdents64,
    libc::SYS_getegid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getpid,
    libc::SYS_getrandom,
    libc::SYS_gettid,
    libc::SYS_gettimeofday,
    libc::SYS_getuid,
    libc::SYS_landlock_add_rule,
    libc::SYS_landlock_create_ruleset,
    libc::SYS_landlock_restrict_self,
    libc::SYS_linkat,
    libc::SYS_lseek,
    libc::SYS_madvise,
    libc::SYS_mkdirat,
    libc::SYS_mlockall,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_newfstatat,
    libc::SYS_ppoll,
    libc::SYS_pread64,
    libc::SYS_read,
    libc::SYS_readlinkat,
    libc::SYS_readv,
    libc::SYS_renameat,
    libc::SYS_renameat2,
    libc::SYS_restart_syscall,
    libc::SYS_rseq,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_set_robust_list,
    libc::SYS_set_tid_address,
    libc::SYS_sigaltstack,
    libc::SYS_statfs,
    libc::SYS_statx,
    libc::SYS_uname,
    libc::SYS_unlinkat,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_sysinfo,
];

/// The same under names that only x86 still has; younger kernels and libraries do without.
#[cfg(target_arch = "x86_64")]
const OLD_NAMES: [c_long; 8] = [
    libc::SYS_access,
    libc::SYS_arch_prctl,
    libc::SYS_dup2,
    libc::SYS_lstat,
    libc::SYS_poll,
    libc::SYS_readlink,
    libc::SYS_stat,
    libc::SYS_time,
];
#[cfg(not(target_arch = "x86_64"))]
const OLD_NAMES: [c_long; 0] = [];

/// Modes and size of a terminal; nothing that puts words into it.
#[allow(clippy::unnecessary_cast, reason = "other C libraries give them another type")]
const TERMINAL: [u64; 10] = [
    libc::TCGETS as u64,
    libc::TCGETS2 as u64,
    libc::TCSETS as u64,
    libc::TCSETS2 as u64,
    libc::TCSETSW as u64,
    libc::TCSETSW2 as u64,
    libc::TCSETSF as u64,
    libc::TCSETSF2 as u64,
    libc::TCFLSH as u64,
    libc::TIOCGWINSZ as u64,
];

const DESCRIPTOR: [u64; 6] = [
    libc::F_DUPFD as u64,
    libc::F_DUPFD_CLOEXEC as u64,
    libc::F_GETFD as u64,
    libc::F_SETFD as u64,
    libc::F_GETFL as u64,
    libc::F_SETFL as u64,
];

const PROCESS: [u64; 4] = [
    libc::PR_GET_DUMPABLE as u64,
    libc::PR_SET_DUMPABLE as u64,
    libc::PR_GET_NO_NEW_PRIVS as u64,
    libc::PR_SET_NO_NEW_PRIVS as u64,
];

/// What ends the process: no kit needs it, so somebody else does.
#[rustfmt::skip]
const FORBIDDEN: &[c_long] = &[
    // Sockets, and the ring that opens them without a call of its own.
    libc::SYS_socket, libc::SYS_socketpair, libc::SYS_connect, libc::SYS_bind, libc::SYS_listen, libc::SYS_accept,
    libc::SYS_accept4, libc::SYS_sendto, libc::SYS_recvfrom, libc::SYS_sendmsg, libc::SYS_recvmsg, libc::SYS_sendmmsg,
    libc::SYS_recvmmsg, libc::SYS_shutdown, libc::SYS_getsockname, libc::SYS_getpeername, libc::SYS_setsockopt,
    libc::SYS_getsockopt, libc::SYS_io_uring_setup, libc::SYS_io_uring_enter, libc::SYS_io_uring_register,
    libc::SYS_io_setup, libc::SYS_io_submit,
    // Other programs, threads and processes.
    libc::SYS_execve, libc::SYS_execveat, libc::SYS_clone, libc::SYS_clone3, libc::SYS_kill, libc::SYS_tkill,
    libc::SYS_rt_sigqueueinfo, libc::SYS_rt_tgsigqueueinfo, libc::SYS_pidfd_open, libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal, libc::SYS_ptrace, libc::SYS_process_vm_readv, libc::SYS_process_vm_writev,
    libc::SYS_process_madvise, libc::SYS_kcmp, libc::SYS_migrate_pages, libc::SYS_move_pages,
    // Code in the kernel, and what reaches into it.
    libc::SYS_bpf, libc::SYS_perf_event_open, libc::SYS_userfaultfd, libc::SYS_kexec_load, libc::SYS_kexec_file_load,
    libc::SYS_init_module, libc::SYS_finit_module, libc::SYS_delete_module, libc::SYS_add_key, libc::SYS_request_key,
    libc::SYS_keyctl,
    // Files past their folders, file systems, swap, the machine.
    libc::SYS_memfd_create, libc::SYS_open_by_handle_at, libc::SYS_name_to_handle_at, libc::SYS_mount, libc::SYS_umount2,
    libc::SYS_fsopen, libc::SYS_fsmount, libc::SYS_fspick, libc::SYS_open_tree, libc::SYS_move_mount,
    libc::SYS_mount_setattr, libc::SYS_pivot_root, libc::SYS_chroot, libc::SYS_unshare, libc::SYS_setns, libc::SYS_mknodat,
    libc::SYS_swapon, libc::SYS_swapoff, libc::SYS_reboot, libc::SYS_acct, libc::SYS_quotactl, libc::SYS_settimeofday,
    libc::SYS_clock_settime, libc::SYS_sethostname, libc::SYS_setdomainname, libc::SYS_syslog, libc::SYS_vhangup,
    libc::SYS_personality, libc::SYS_fanotify_init,
    // Other users' rights.
    libc::SYS_setuid, libc::SYS_setgid, libc::SYS_setreuid, libc::SYS_setregid, libc::SYS_setresuid, libc::SYS_setresgid,
    libc::SYS_setgroups, libc::SYS_setfsuid, libc::SYS_setfsgid, libc::SYS_capset,
    // Memory and messages shared with others, and pipes filled by reference.
    libc::SYS_shmget, libc::SYS_shmat, libc::SYS_msgget, libc::SYS_semget, libc::SYS_mq_open, libc::SYS_vmsplice,
    libc::SYS_splice, libc::SYS_tee, libc::SYS_sendfile,
];
