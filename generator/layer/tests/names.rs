//! Names that no layer can hold, wherever they come from and wherever in the path they stand.

mod support;

use std::fs;
use std::path::Path;

use support::deb::{file, link, package, write};
use support::zip::{wheel, write_wheel, Member};
use support::{build, folder, listed};

const WHITEOUTS: [&str; 5] = [
    "x/.wh.y",
    "x/.wh..wh..opq",
    ".wh.x/y/z",
    ".wh..wh.plnk/a",
    "x/.wh./y",
];

/// The attributes of a layer that holds `path`, by every way into a layer.
fn sources(folder: &Path, path: &str) -> Vec<(&'static str, String)> {
    let member = Member::new(path, b"");
    let data = Member::new(&format!("a-1.0.data/data/{path}"), b"");
    let scripts = Member::new(&format!("a-1.0.data/scripts/{path}"), b"");
    let wheel = |name: &str, member: Member| {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).unwrap();
        let entry = write_wheel(&folder, "a", &wheel("a", &[member]));
        format!(r#""wheels":[{entry}]"#)
    };
    let deb = write(folder, "aa", &package("aa", "xz", &[], &[file(path, b"")]));
    let tree = folder.join("tree");
    fs::create_dir_all(tree.join(path).parent().unwrap()).unwrap();
    fs::write(tree.join(path), "").unwrap();
    let tree = tree.display();
    vec![
        ("library", wheel("library", member)),
        ("data", wheel("data", data)),
        ("scripts", wheel("scripts", scripts)),
        ("deb", format!(r#""debs":[{deb}]"#)),
        (
            "tree",
            format!(r#""tree":[{{"path":"{tree}","at":"app"}}]"#),
        ),
        (
            "file",
            format!(r#""files":[{{"path":"{path}","text":""}}]"#),
        ),
        (
            "link",
            format!(r#""links":[{{"path":"{path}","target":"/a"}}]"#),
        ),
        ("dir", format!(r#""dirs":[{{"path":"{path}"}}]"#)),
    ]
}

#[test]
fn whiteouts_are_refused_by_name_from_every_source() {
    for (at, path) in WHITEOUTS.iter().enumerate() {
        let folder = folder(&format!("whiteout-{at}"));
        for (source, attributes) in sources(&folder, path) {
            let error = build(&folder, &attributes).unwrap_err();
            let why = "an engine makes no such entry, by the OCI image specification: ";
            assert!(error.contains(why), "{source}: {error}");
            assert!(error.contains(".wh."), "{source}: {error}");
            assert!(error.contains("\n\nhint: "), "{source}: {error}");
        }
    }
}

#[test]
fn a_declared_copy_is_no_way_around() {
    let folder = folder("whiteout-copy");
    let deb = write(
        &folder,
        "aa",
        &package("aa", "xz", &[], &[file("./m", b"")]),
    );
    let copy = format!(r#""debs":[{deb}],"copies":[{{"from":"m","to":"etc/.wh.m"}}]"#);
    let error = build(&folder, &copy).unwrap_err();
    assert!(error.starts_with("`etc/.wh.m` of `copies`: "), "{error}");
}

#[test]
fn names_that_look_like_whiteouts_are_taken() {
    let folder = folder("no-whiteout");
    for path in ["x/.wh", "x/a.wh.b", "x/.whatever", "x/wh.y"] {
        for (source, attributes) in sources(&folder, path) {
            let (built, _) = build(&folder, &attributes).unwrap();
            assert!(
                listed(&built).iter().any(|line| line.contains(path)),
                "{source}"
            );
        }
    }
}

#[test]
fn a_deb_may_bring_such_a_name_where_the_policy_leaves_it_out() {
    let folder = folder("whiteout-excluded");
    let data = [file("./usr/share/doc/.wh.a", b""), file("./usr/bin/a", b"")];
    let deb = write(&folder, "aa", &package("aa", "xz", &[], &data));
    let policy = r#""debPolicy":{"exclude":["usr/share/doc/"]}"#;
    let (built, _) = build(&folder, &format!(r#""debs":[{deb}],{policy}"#)).unwrap();
    assert!(!listed(&built).iter().any(|line| line.contains(".wh.")));
}

#[test]
fn a_name_has_at_most_255_bytes() {
    let folder = folder("long-names");
    let long = "é".repeat(128);
    for path in [format!("x/{long}"), format!("{long}/x")] {
        for attributes in [
            format!(
                r#""wheels":[{}]"#,
                write_wheel(&folder, "a", &wheel("a", &[Member::new(&path, b"")]))
            ),
            format!(r#""files":[{{"path":"{path}","text":""}}]"#),
        ] {
            let error = build(&folder, &attributes).unwrap_err();
            let why = format!("the name `{long}` has 256 bytes, a file system takes at most 255");
            assert!(error.contains(&why), "{error}");
        }
    }
    let fits = format!("x/{}", "é".repeat(127));
    build(
        &folder,
        &format!(r#""files":[{{"path":"{fits}","text":""}}]"#),
    )
    .unwrap();
    let path = "a/".repeat(2048) + "b";
    let error = build(
        &folder,
        &format!(r#""files":[{{"path":"{path}","text":""}}]"#),
    )
    .unwrap_err();
    assert!(error.contains("a path longer than 4095 bytes"), "{error}");
}

#[test]
fn a_control_character_in_a_name_is_refused_and_shown_escaped() {
    let folder = folder("control-names");
    let name = "x/a\nd 1777 0:0 0 - b\u{1b}[2J";
    for (source, attributes) in sources(&folder, name) {
        // What stands in a JSON text is escaped there.
        let attributes = attributes.replace('\n', "\\n").replace('\u{1b}', "\\u001b");
        let error = build(&folder, &attributes).unwrap_err();
        assert!(
            error.contains("a path with a control character"),
            "{source}: {error}"
        );
        assert!(
            error.contains("a\\nd 1777 0:0 0 - b\\u{1b}[2J"),
            "{source}: {error}"
        );
        assert!(!error.contains('\u{1b}'), "{source}: {error}");
    }
}

#[test]
fn a_control_character_in_a_links_target_is_refused_from_every_source() {
    let folder = folder("control-targets");
    // The second line would be an entry of its own in the list of contents.
    for (at, target) in [
        "a\nd 1777 0:0 0 - etc",
        "a\u{1b}[2J",
        "a\u{85}b",
        "a\tb",
        "a\u{7f}",
    ]
    .into_iter()
    .enumerate()
    {
        let deb = write(
            &folder,
            "aa",
            &package("aa", "xz", &[], &[link("./etc/l", target)]),
        );
        let tree = folder.join(format!("tree-{at}"));
        fs::create_dir_all(&tree).unwrap();
        std::os::unix::fs::symlink(target, tree.join("l")).unwrap();
        let json: String = target
            .chars()
            .map(|c| format!("\\u{:04x}", u32::from(c)))
            .collect();
        for attributes in [
            format!(r#""debs":[{deb}]"#),
            format!(r#""tree":[{{"path":"{}","at":"app"}}]"#, tree.display()),
            format!(r#""links":[{{"path":"etc/l","target":"{json}"}}]"#),
        ] {
            let error = build(&folder, &attributes).unwrap_err();
            assert!(
                error.contains("leads to a name with a control character: \"a\\"),
                "{error}"
            );
            let rest = error.replace("\n\nhint: ", "");
            assert!(!rest.contains(char::is_control), "{rest:?}");
        }
    }
}

#[test]
fn a_target_of_a_folder_is_text() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("target-bytes");
    let tree = folder.join("tree");
    fs::create_dir_all(&tree).unwrap();
    let target = std::ffi::OsStr::from_bytes(b"a\xff");
    std::os::unix::fs::symlink(target, tree.join("l")).unwrap();
    let tree = format!(r#""tree":[{{"path":"{}","at":"app"}}]"#, tree.display());
    let error = build(&folder, &tree).unwrap_err();
    assert!(
        error.contains("`app/l` leads to a name that is not UTF-8"),
        "{error}"
    );
}
