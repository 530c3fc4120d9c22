//! Memory and processor time of the process, from `/proc`.

/// Clock ticks a second in `/proc`: the same on every Linux.
const TICKS: f64 = 100.0;

/// Memory and processor time.
pub(super) struct Usage {
    pub(super) resident_bytes: u64,
    pub(super) cpu_seconds: f64,
}

/// Now; `None` where the system has no `/proc`.
pub(super) fn usage() -> Option<Usage> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = resident.trim().strip_suffix("kB")?.trim().parse().ok()?;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in parentheses may hold blanks; user and system time are fields 14 and 15, counted from 1.
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some(Usage { resident_bytes: kilobytes * 1024, cpu_seconds: (user + system) / TICKS })
}
