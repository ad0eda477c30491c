use std::collections::{BTreeMap, BTreeSet};

use crate::folders::{expand, Folders};
use crate::{Answer, Elf, Need, Search, Tree};

/// What every object of an image needs, and who has it: by object, then by name.
pub fn audit(tree: &Tree, search: &Search) -> Vec<Need> {
    let audit = Audit {
        tree,
        search,
        names: names(tree, search),
    };
    let folders = Folders::of(tree, search);
    let objects = tree
        .files()
        .filter(|(_, elf)| elf.platform == search.platform);
    let needs = objects.flat_map(|(path, elf)| audit.object(path, elf, &folders));
    needs.collect()
}

struct Audit<'a> {
    tree: &'a Tree,
    search: &'a Search,
    names: BTreeMap<&'a str, Vec<&'a str>>,
}

/// Which shared objects have a name.
fn names<'a>(tree: &'a Tree, search: &Search) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, elf) in tree.files().filter(|(_, elf)| serves(elf, search)) {
        if let Some(name) = &elf.soname {
            names.entry(name).or_default().push(path);
        }
    }
    names
}

/// Whether a file can be loaded to serve another.
fn serves(elf: &Elf, search: &Search) -> bool {
    elf.is_shared_object() && elf.platform == search.platform
}

impl Audit<'_> {
    fn object(&self, path: &str, elf: &Elf, folders: &Folders) -> Vec<Need> {
        if elf.needed.is_empty() {
            return Vec::new();
        }
        let folders = folders.for_object(path, elf);
        let names: BTreeSet<&String> = elf.needed.iter().collect();
        let needs = names.into_iter().map(|name| Need {
            object: path.to_owned(),
            name: name.clone(),
            answer: self.answer(path, name, &folders),
        });
        needs.collect()
    }

    fn answer(&self, object: &str, name: &str, folders: &[String]) -> Answer {
        if let Some(path) = self.find(object, name, folders) {
            return Answer::Found {
                path: path.to_owned(),
            };
        }
        if self.search.is_driver(name) {
            return Answer::Driver;
        }
        let paths = self.names.get(name).into_iter().flatten();
        let others = paths.filter(|path| **path != object);
        let paths: Vec<String> = others.map(ToString::to_string).collect();
        match paths.is_empty() {
            true => Answer::Missing,
            false => Answer::Elsewhere { paths },
        }
    }

    /// The first file of the name in the folders that serves: the loader passes over files of
    /// another platform. A name with a slash is a path.
    fn find(&self, object: &str, name: &str, folders: &[String]) -> Option<&str> {
        if name.contains('/') {
            let path = expand(object, name);
            return self.at(&path).filter(|_| path.starts_with('/'));
        }
        let mut paths = folders.iter().map(|folder| format!("{folder}/{name}"));
        paths.find_map(|path| self.at(&path))
    }

    fn at(&self, path: &str) -> Option<&str> {
        let (path, elf) = self.tree.file(path)?;
        serves(elf, self.search).then_some(path)
    }
}
