use std::collections::BTreeMap;

use crate::Elf;

/// The kernel's bound on links in one path.
const MOST_LINKS: usize = 40;

/// The ELF files and the links of an image.
///
/// Paths are written as in a layer, `usr/lib/libc.so.6`; a leading slash says the same.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, Elf>,
    links: BTreeMap<String, String>,
}

impl Tree {
    /// Adds an ELF file, under the path that no link is part of. A hard link is another file.
    pub fn insert(&mut self, path: &str, elf: Elf) {
        self.files.insert(normal(path), elf);
    }

    /// Adds a symbolic link to a file or a folder, with its target as written.
    pub fn link(&mut self, path: &str, target: &str) {
        self.links.insert(normal(path), target.to_owned());
    }

    /// Removes what is at the paths of which `gone` says so, as a whiteout does.
    pub fn remove(&mut self, gone: impl Fn(&str) -> bool) {
        self.files.retain(|path, _| !gone(path));
        self.links.retain(|path, _| !gone(path));
    }

    /// The ELF files, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Elf)> {
        self.files.iter().map(|(path, elf)| (path.as_str(), elf))
    }

    /// The ELF file at a path, every link followed, and where it really is.
    pub fn file(&self, path: &str) -> Option<(&str, &Elf)> {
        let real = self.real(path)?;
        let (path, elf) = self.files.get_key_value(&real)?;
        Some((path, elf))
    }

    /// A path with every link in it followed; `None` when there are too many. Whether something
    /// is there is another question.
    pub fn real(&self, path: &str) -> Option<String> {
        let mut real = String::new();
        let mut ahead: Vec<&str> = path.split('/').rev().collect();
        let mut links = 0;
        while let Some(name) = ahead.pop() {
            step(&mut real, name);
            let Some(target) = self.links.get(&real).filter(|_| !is_standing(name)) else {
                continue;
            };
            links += 1;
            if links > MOST_LINKS {
                return None;
            }
            real.truncate(if target.starts_with('/') {
                0
            } else {
                parent(&real)
            });
            ahead.extend(target.split('/').rev());
        }
        Some(real)
    }
}

/// Whether a component leads to no entry of its folder.
fn is_standing(name: &str) -> bool {
    matches!(name, "" | "." | "..")
}

fn step(path: &mut String, name: &str) {
    match name {
        "" | "." => {}
        ".." => path.truncate(parent(path)),
        name => {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(name);
        }
    }
}

/// How long the path of its folder is.
pub(crate) fn parent(path: &str) -> usize {
    path.rfind('/').unwrap_or(0)
}

/// Without `.`, `..` and superfluous slashes.
fn normal(path: &str) -> String {
    let mut normal = String::new();
    for name in path.split('/') {
        step(&mut normal, name);
    }
    normal
}
