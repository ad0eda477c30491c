//! The reader of ELF files and what is asked of them.

use elf::{audit, Answer, Elf, Search, Tree};

/// Names are printable, an image of one file finds nothing but that file, and each need has an
/// answer.
pub fn elf(data: &[u8]) {
    let Ok(Some(elf)) = Elf::parse(data) else {
        return;
    };
    let paths = [&elf.soname, &elf.interpreter, &elf.rpath, &elf.runpath];
    let mut strings = paths.into_iter().flatten().chain(&elf.needed);
    assert!(strings.all(|text| !text.chars().any(char::is_control)));
    let search = Search {
        platform: elf.platform,
        ..Search::debian()
    };
    let name = elf.soname.clone().unwrap_or_default();
    let mut tree = Tree::default();
    tree.link(&format!("usr/lib/{name}"), "/opt/a.so");
    tree.link("lib", "usr/lib");
    tree.insert("opt/a.so", elf.clone());
    let needs = audit(&tree, &search);
    assert!(elf
        .needed
        .iter()
        .all(|wanted| needs.iter().any(|need| need.name == *wanted)));
    for need in needs {
        match need.answer {
            Answer::Found { path } => assert_eq!(path, "opt/a.so"),
            answer => assert_eq!(answer, Answer::Missing),
        }
    }
}
