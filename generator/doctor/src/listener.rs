use crate::{Probe, Readings};
use std::collections::BTreeMap;

/// State `LISTEN` of `/proc/net/tcp` (proc(5))
const LISTEN: &str = "0A";

/// Who listens on a port, as far as it may be read
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holder {
    /// Its process: id and name
    pub process: Option<(String, String)>,
}

/// Every port on which somebody listens, or `None` where the kernel does not say
pub fn listeners(readings: &Readings) -> Option<BTreeMap<u16, Holder>> {
    let four = readings.text(Probe::Tcp);
    let six = readings.text(Probe::Tcp6);
    if four.is_none() && six.is_none() {
        return None;
    }
    let processes = processes(readings.text(Probe::Sockets).unwrap_or_default());
    let mut ports: BTreeMap<u16, Holder> = BTreeMap::new();
    let lines = [four, six].into_iter().flatten().flat_map(str::lines);
    for (port, inode) in lines.filter_map(listening) {
        let holder = ports.entry(port).or_default();
        if holder.process.is_none() {
            holder.process = processes.get(inode).map(|(pid, name)| {
                let (pid, name): (&str, &str) = (pid, name);
                (pid.to_owned(), name.to_owned())
            });
        }
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

/// Process id and name by inode; the first of several that share a socket
fn processes(text: &str) -> BTreeMap<&str, (&str, &str)> {
    let mut processes = BTreeMap::new();
    for line in text.lines() {
        let mut fields = line.splitn(3, ' ');
        if let (Some(inode), Some(pid), Some(name)) = (fields.next(), fields.next(), fields.next())
        {
            processes.entry(inode).or_insert((pid, name));
        }
    }
    processes
}
