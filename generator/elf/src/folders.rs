use crate::tree::parent;
use crate::{Elf, Search, Tree};

/// The folders that are the same for every object, links followed.
pub(crate) struct Folders<'a> {
    tree: &'a Tree,
    library_path: Vec<String>,
    default: Vec<String>,
}

impl<'a> Folders<'a> {
    pub(crate) fn of(tree: &'a Tree, search: &Search) -> Self {
        let real = |folders: &[String]| {
            let absolute = folders.iter().filter(|folder| folder.starts_with('/'));
            absolute.filter_map(|folder| tree.real(folder)).collect()
        };
        Self {
            tree,
            library_path: real(&search.library_path),
            default: real(&search.default),
        }
    }

    /// The folders where the loader looks for what an object needs, in its order: ld.so(8).
    ///
    /// An `RPATH` also serves what its object loads further down; which that is, a run alone
    /// tells.
    pub(crate) fn for_object(&self, path: &str, elf: &Elf) -> Vec<String> {
        let own = |list: &Option<String>| self.own(path, list.as_deref().unwrap_or_default());
        let (before, after) = match &elf.runpath {
            Some(_) => (Vec::new(), own(&elf.runpath)),
            None => (own(&elf.rpath), Vec::new()),
        };
        [
            before,
            self.library_path.clone(),
            after,
            self.default.clone(),
        ]
        .concat()
    }

    /// The folders that an object names. A relative one depends on where the process stands: it
    /// is none.
    fn own(&self, path: &str, list: &str) -> Vec<String> {
        let folders = list.split(':').map(|folder| expand(path, folder));
        let absolute = folders.filter(|folder| folder.starts_with('/'));
        absolute
            .filter_map(|folder| self.tree.real(&folder))
            .collect()
    }
}

/// The loader's own variables, with Debian's values on amd64.
pub(crate) fn expand(path: &str, text: &str) -> String {
    let origin = format!("/{}", &path[..parent(path)]);
    let mut text = text.to_owned();
    for (name, value) in [
        ("ORIGIN", origin.as_str()),
        ("LIB", "lib/x86_64-linux-gnu"),
        ("PLATFORM", "x86_64"),
    ] {
        text = text.replace(&format!("${{{name}}}"), value);
        text = text.replace(&format!("${name}"), value);
    }
    text
}
