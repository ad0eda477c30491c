use crate::{Probe, Readings};
use std::collections::BTreeMap;

/// State `LISTEN` of `/proc/net/tcp` (proc(5))
const LISTEN: &str = "0A";

/// Who holds a socket
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Process<'a> {
    pub id: &'a str,
    pub name: &'a str,
}

/// Every port on which somebody listens, with who it is as far as that may be read, or `None` where
/// the kernel does not report it
pub fn listeners(readings: &Readings) -> Option<BTreeMap<u16, Option<Process<'_>>>> {
    let four = readings.text(Probe::Tcp);
    let six = readings.text(Probe::Tcp6);
    if four.is_none() && six.is_none() {
        return None;
    }
    let processes = processes(readings.text(Probe::Sockets).unwrap_or_default());
    let mut ports = BTreeMap::new();
    let lines = [four, six].into_iter().flatten().flat_map(str::lines);
    for (port, inode) in lines.filter_map(listening) {
        let holder = ports.entry(port).or_insert(None);
        *holder = holder.or_else(|| processes.get(inode).copied());
    }
    Some(ports)
}

/// Port and inode of a line that is a listener's
fn listening(line: &str) -> Option<(u16, &str)> {
    let fields: Vec<&str> = line.split_whitespace().take(10).collect();
    if *fields.get(3)? != LISTEN {
        return None;
    }
    let (_, port) = fields.get(1)?.rsplit_once(':')?;
    Some((u16::from_str_radix(port, 16).ok()?, fields.get(9)?))
}

/// By inode; the first of several that share a socket
fn processes(text: &str) -> BTreeMap<&str, Process<'_>> {
    let mut processes = BTreeMap::new();
    for line in text.lines() {
        let mut fields = line.splitn(3, ' ');
        if let (Some(inode), Some(id), Some(name)) = (fields.next(), fields.next(), fields.next()) {
            processes.entry(inode).or_insert(Process { id, name });
        }
    }
    processes
}
