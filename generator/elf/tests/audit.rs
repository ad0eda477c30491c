//! Who has a library that an object needs.

mod support;

use elf::{audit, unloadable, Answer, Elf, Platform, Search, Tree};
use proptest::prelude::*;
use support::{shared, Sample, NEEDED, RPATH, RUNPATH, SONAME};

fn tree(files: &[(&str, Sample)]) -> Tree {
    let mut tree = Tree::default();
    for (path, sample) in files {
        tree.insert(path, Elf::parse(&sample.bytes()).unwrap().unwrap());
    }
    tree
}

fn search() -> Search {
    Search {
        drivers: ["libcuda.so.1", "libnvidia-*"].map(String::from).into(),
        ..Search::debian()
    }
}

/// `object: name → answer`, line by line.
fn shown(tree: &Tree, search: &Search) -> String {
    let line = |need: elf::Need| {
        let answer = match need.answer {
            Answer::Found { path } => path,
            Answer::Driver => "driver".to_owned(),
            Answer::Elsewhere { paths } => format!("elsewhere: {}", paths.join(" ")),
            Answer::Missing => "missing".to_owned(),
        };
        format!("{}: {} → {answer}", need.object, need.name)
    };
    let lines: Vec<String> = audit(tree, search).into_iter().map(line).collect();
    lines.join("\n")
}

#[test]
fn each_answer_has_its_case() {
    let tree = tree(&[
        (
            "usr/lib/x86_64-linux-gnu/libc.so.6",
            shared(Some("libc.so.6"), &[]),
        ),
        (
            "opt/a.libs/libx-1.so",
            shared(Some("libx-1.so"), &["libc.so.6"]),
        ),
        ("opt/b.libs/libx-1.so", shared(Some("libx-1.so"), &[])),
        ("opt/stubs/libcuda.so", shared(Some("libcuda.so.1"), &[])),
        (
            "opt/a.so",
            shared(
                None,
                &[
                    "libx-1.so",
                    "libc.so.6",
                    "libcuda.so.1",
                    "libnvidia-ml.so.1",
                    "libGL.so.1",
                    "libc.so.6",
                ],
            ),
        ),
    ]);
    insta::assert_snapshot!(shown(&tree, &search()), @r"
    opt/a.libs/libx-1.so: libc.so.6 → usr/lib/x86_64-linux-gnu/libc.so.6
    opt/a.so: libGL.so.1 → missing
    opt/a.so: libc.so.6 → usr/lib/x86_64-linux-gnu/libc.so.6
    opt/a.so: libcuda.so.1 → driver
    opt/a.so: libnvidia-ml.so.1 → driver
    opt/a.so: libx-1.so → elsewhere: opt/a.libs/libx-1.so opt/b.libs/libx-1.so
    ");
}

#[test]
fn links_of_folders_and_files_are_followed() {
    let mut tree = tree(&[
        (
            "usr/lib/x86_64-linux-gnu/liba.so.1.2",
            shared(Some("liba.so.1"), &[]),
        ),
        (
            "usr/bin/a",
            shared(None, &["liba.so.1", "libb.so.1", "libc.so.1", "libd.so.1"]),
        ),
        ("opt/b/libb.so", shared(None, &[])),
    ]);
    tree.link("lib", "usr/lib");
    tree.link("/usr/lib/x86_64-linux-gnu/liba.so.1", "liba.so.1.2");
    tree.link("usr/lib/libb.so.1", "/etc/alternatives/b");
    tree.link("etc/alternatives/b", "../../opt/./current/libb.so");
    tree.link("opt/current", "b");
    tree.link("usr/lib/libc.so.1", "libc.so.1");
    tree.link("usr/lib/libd.so.1", "nowhere");
    insta::assert_snapshot!(shown(&tree, &search()), @r"
    usr/bin/a: liba.so.1 → usr/lib/x86_64-linux-gnu/liba.so.1.2
    usr/bin/a: libb.so.1 → opt/b/libb.so
    usr/bin/a: libc.so.1 → missing
    usr/bin/a: libd.so.1 → missing
    ");
}

#[test]
fn folders_are_searched_in_the_loaders_order() {
    let named = |path: &'static str| (path, shared(None, &[]));
    let all = [
        named("opt/own/l.so"),
        named("opt/set/l.so"),
        named("usr/local/lib/l.so"),
    ];
    let mut search = search();
    search.library_path = vec![
        "/opt/set".to_owned(),
        String::new(),
        "usr/local/lib".to_owned(),
    ];
    let at = |object: Sample, files: &[(&'static str, Sample)]| {
        let files = [files, &[("bin/a", object)]].concat();
        shown(&tree(&files), &search)
    };
    let object = || shared(None, &["l.so"]);
    let rpath = object().with(RPATH, "/nowhere:/opt/own");
    let runpath = object().with(RUNPATH, "/opt/own");
    let both = rpath.clone().with(RUNPATH, "");
    let found = |path: &str| format!("bin/a: l.so → {path}");
    assert_eq!(at(rpath, &all), found("opt/own/l.so"));
    assert_eq!(at(runpath.clone(), &all), found("opt/set/l.so"));
    assert_eq!(
        at(runpath, &[all[0].clone(), all[2].clone()]),
        found("opt/own/l.so")
    );
    assert_eq!(
        at(both, &[all[0].clone(), all[2].clone()]),
        found("usr/local/lib/l.so")
    );
    assert_eq!(at(object(), &all), found("opt/set/l.so"));
}

#[test]
fn the_loaders_variables_are_known() {
    let tree = tree(&[
        (
            "opt/p/a.so",
            shared(None, &["libx.so"]).with(RPATH, "relative:$ORIGIN/../p.libs"),
        ),
        (
            "opt/p/b.so",
            shared(None, &["libx.so"]).with(RUNPATH, "${ORIGIN}/../p.libs"),
        ),
        (
            "opt/p/c.so",
            shared(None, &["liby.so"]).with(RUNPATH, "/opt/$LIB"),
        ),
        (
            "opt/p/d.so",
            shared(None, &["$ORIGIN/../p.libs/libx.so", "relative/liby.so"]),
        ),
        ("opt/p.libs/libx.so", shared(None, &[])),
        ("opt/lib/x86_64-linux-gnu/liby.so", shared(None, &[])),
    ]);
    insta::assert_snapshot!(shown(&tree, &search()), @r"
    opt/p/a.so: libx.so → opt/p.libs/libx.so
    opt/p/b.so: libx.so → opt/p.libs/libx.so
    opt/p/c.so: liby.so → opt/lib/x86_64-linux-gnu/liby.so
    opt/p/d.so: $ORIGIN/../p.libs/libx.so → opt/p.libs/libx.so
    opt/p/d.so: relative/liby.so → missing
    ");
}

#[test]
fn only_shared_objects_of_the_platform_serve() {
    let mut narrow = shared(Some("liba.so"), &["libc.so.6"]);
    narrow.is_64 = false;
    let mut program = shared(Some("liba.so"), &[]);
    program.kind = 2;
    let tree = tree(&[
        ("usr/local/lib/liba.so", narrow),
        ("lib/x86_64-linux-gnu/liba.so", program),
        ("usr/lib/liba.so", shared(Some("liba.so"), &["liba.so"])),
        ("opt/b.so", shared(None, &["liba.so"])),
    ]);
    insta::assert_snapshot!(shown(&tree, &search()), @r"
    opt/b.so: liba.so → usr/lib/liba.so
    usr/lib/liba.so: liba.so → usr/lib/liba.so
    ");
    let platform = Platform {
        class: elf::Class::Bits32,
        ..Platform::X86_64
    };
    let search = Search {
        platform,
        ..search()
    };
    insta::assert_snapshot!(shown(&tree, &search), @"usr/local/lib/liba.so: libc.so.6 → missing");
}

/// A program of amd64 with a loader.
fn program(loader: &str) -> Sample {
    let mut program = shared(None, &[]);
    program.interpreter = Some(loader.to_owned());
    program
}

#[test]
fn a_program_needs_the_loader_that_it_names() {
    let lacks = |tree: &Tree| {
        let lines = unloadable(tree, &search())
            .into_iter()
            .map(|one| format!("{}: {}", one.program, one.loader));
        lines.collect::<Vec<_>>().join("\n")
    };
    let usual = "/lib64/ld-linux-x86-64.so.2";
    let mut library = program(usual);
    library.strings = vec![(SONAME, "libc.so.6".to_owned())];
    let mut foreign = program("/lib/ld-linux.so.2");
    foreign.is_64 = false;
    let mut narrow = shared(Some("ld-narrow.so"), &[]);
    narrow.is_64 = false;
    let mut tree = tree(&[
        ("usr/bin/a", program(usual)),
        ("usr/bin/b", program("lib64/ld-linux-x86-64.so.2")),
        ("usr/bin/c", program("/lib/ld-narrow.so")),
        ("usr/lib/libc.so.6", library),
        ("usr/bin/foreign", foreign),
        ("lib/ld-narrow.so", narrow),
        ("usr/bin/static", shared(None, &[])),
    ]);
    insta::assert_snapshot!(lacks(&tree), @r"
    usr/bin/c: /lib/ld-narrow.so
    usr/bin/a: /lib64/ld-linux-x86-64.so.2
    usr/bin/b: lib64/ld-linux-x86-64.so.2
    ");
    let loader = shared(Some("ld-linux-x86-64.so.2"), &[]).bytes();
    tree.insert(
        "usr/lib64/ld-2.36.so",
        Elf::parse(&loader).unwrap().unwrap(),
    );
    tree.link("lib64", "usr/lib64");
    tree.link("usr/lib64/ld-linux-x86-64.so.2", "ld-2.36.so");
    insta::assert_snapshot!(lacks(&tree), @r"
    usr/bin/c: /lib/ld-narrow.so
    usr/bin/b: lib64/ld-linux-x86-64.so.2
    ");
}

/// A name of few letters, so that links meet.
fn path() -> impl Strategy<Value = String> {
    let name = proptest::sample::select(vec!["a", "b", "c", "..", ".", ""]);
    proptest::collection::vec(name, 1..5).prop_map(|names| names.join("/"))
}

proptest! {
    // a failure is shown, and no file written
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_links_there_is_an_answer(
        links in proptest::collection::vec((path(), path(), any::<bool>()), 0..12),
        objects in proptest::collection::vec((path(), path(), path()), 1..6),
    ) {
        let mut tree = Tree::default();
        for (object, needed, runpath) in &objects {
            let sample = shared(Some(needed), &["a", "b"]).with(NEEDED, needed);
            let bytes = sample.with(RUNPATH, &format!("$ORIGIN/{runpath}:/{runpath}")).bytes();
            tree.insert(object, Elf::parse(&bytes).unwrap().unwrap());
        }
        for (link, target, is_absolute) in links {
            let root = if is_absolute { "/" } else { "" };
            tree.link(&link, &format!("{root}{target}"));
        }
        let needs = audit(&tree, &Search::debian());
        let mut sorted = needs.clone();
        sorted.sort();
        prop_assert_eq!(&needs, &sorted);
        for need in needs {
            if let Answer::Found { path } = need.answer {
                prop_assert!(tree.files().any(|(file, _)| file == path));
            }
        }
    }
}
