//! Who holds a socket, from `/proc` (proc(5)).

use super::probe::file;
use doctor::Reading;
use std::fs::read_dir;
use std::path::Path;

/// Lines beyond which a machine has more sockets than are looked at
const MOST: usize = 100_000;

/// `INODE PID NAME` for every socket of every process that may be read
pub fn holders() -> Reading {
    let mut lines = Vec::new();
    let processes = read_dir("/proc").into_iter().flatten().flatten();
    for process in processes {
        let pid = process.file_name().to_string_lossy().into_owned();
        if pid.bytes().all(|byte| byte.is_ascii_digit()) && lines.len() < MOST {
            lines.extend(of(&pid, &process.path()));
        }
    }
    Reading {
        text: lines.concat(),
        error: None,
    }
}

fn of(pid: &str, process: &Path) -> Vec<String> {
    let handles = read_dir(process.join("fd")).into_iter().flatten().flatten();
    let targets = handles.filter_map(|handle| std::fs::read_link(handle.path()).ok());
    let inodes: Vec<String> = targets.filter_map(|target| inode(&target)).collect();
    if inodes.is_empty() {
        return Vec::new();
    }
    let name = file(&process.join("comm")).unwrap_or_default().text;
    let name = name.lines().next().unwrap_or_default();
    let line = |inode: &String| format!("{inode} {pid} {name}\n");
    inodes.iter().take(MOST).map(line).collect()
}

/// `socket:[1161]`
fn inode(target: &Path) -> Option<String> {
    let inside = target.to_str()?.strip_prefix("socket:[")?;
    Some(inside.strip_suffix(']')?.to_owned())
}
