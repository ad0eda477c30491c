use crate::{Kind, Search, Tree};

/// A program whose loader the image does not have: the kernel starts it with "No such file or
/// directory", as if the program itself were not there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unloadable {
    /// The path of the loader, as written (`PT_INTERP`).
    pub loader: String,
    /// The path of the program.
    pub program: String,
}

/// The programs of an image whose loader is not there, by loader.
///
/// Shared objects with a loader of their own (`libc.so.6` tells its version so) are loaded by
/// others and left alone, as are programs of another platform.
pub fn unloadable(tree: &Tree, search: &Search) -> Vec<Unloadable> {
    let mut found: Vec<Unloadable> = tree
        .files()
        .filter(|(_, elf)| elf.kind == Kind::Executable && elf.platform == search.platform)
        .filter_map(|(path, elf)| Some((path, elf.interpreter.as_ref()?)))
        .filter(|(_, loader)| !is_there(tree, search, loader))
        .map(|(path, loader)| Unloadable {
            loader: loader.clone(),
            program: path.to_owned(),
        })
        .collect();
    found.sort();
    found
}

/// Whether the kernel finds a loader, whatever folder the program is started in, and takes it: one
/// of another platform is none.
fn is_there(tree: &Tree, search: &Search, loader: &str) -> bool {
    let file = tree.file(loader).filter(|_| loader.starts_with('/'));
    file.is_some_and(|(_, elf)| elf.platform == search.platform && elf.kind != Kind::Other)
}
