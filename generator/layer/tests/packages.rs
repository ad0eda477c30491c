//! Debian packages as they really are: linked doc folders, odd fields and sums, several streams,
//! packages that share paths.

mod support;

use std::path::Path;

use support::deb::{ar, compressed, file, folder as dir, link, tar, write, Item};
use support::{build, file_in, folder, listed};

const POLICY: &str = r#""debPolicy":{"exclude":["usr/share/doc/","usr/share/info/"],"keep":["usr/share/doc/*/copyright"]}"#;

const A: &str = "0cc175b9c0f1b6a831c399e269772661";

/// The package `name` with a stanza, `md5sums` and data.
fn deb(name: &str, fields: &str, sums: Option<&str>, data: &[Item]) -> Vec<u8> {
    let stanza = format!("Package: {name}\nVersion: 1\nArchitecture: all\n{fields}");
    let mut control = vec![file("./control", stanza.as_bytes())];
    control.extend(sums.map(|sums| file("./md5sums", sums.as_bytes())));
    parts(&tar(&control), "data.tar", &tar(data))
}

fn parts(control: &[u8], name: &str, data: &[u8]) -> Vec<u8> {
    ar(&[
        ("debian-binary", b"2.0\n"),
        ("control.tar", control),
        (name, data),
    ])
}

/// Builds packages by name into one layer under [`POLICY`].
fn layer(test: &str, debs: &[(&str, Vec<u8>)]) -> Result<(Vec<String>, Vec<u8>), String> {
    let folder = folder(test);
    let entries = debs.iter().map(|(name, deb)| write(&folder, name, deb));
    let entries = entries.collect::<Vec<_>>().join(",");
    let built = build(&folder, &format!(r#""debs":[{entries}],{POLICY}"#));
    built.map(|(built, tar)| {
        let mut listed = listed(&built);
        listed.retain(|line| !line.starts_with("d ") && !line.contains("var/lib/dpkg"));
        (listed, tar)
    })
}

fn refusal(test: &str, debs: &[(&str, Vec<u8>)]) -> String {
    layer(test, debs).unwrap_err()
}

#[test]
fn a_linked_doc_folder_keeps_its_copyright() {
    let base = [
        dir("./usr/share/doc/gcc-12-base/"),
        file("./usr/share/doc/gcc-12-base/copyright", b"GPL"),
        file("./usr/share/doc/gcc-12-base/README", b"x"),
    ];
    let linked = [
        dir("./usr/share/doc/"),
        link("./usr/share/doc/libstdc++6", "gcc-12-base"),
        link("./usr/share/doc/gcc-12-base/x", "README"),
    ];
    let want = [
        "f 0644 usr/share/doc/gcc-12-base/copyright",
        "l 0777 usr/share/doc/libstdc++6 -> gcc-12-base",
    ];
    let base = ("gcc-12-base", deb("gcc-12-base", "", None, &base));
    let linked = ("libstdc++6", deb("libstdc++6", "", None, &linked));
    for (test, order) in [
        ("p-doc-1", [base.clone(), linked.clone()]),
        ("p-doc-2", [linked, base]),
    ] {
        assert_eq!(layer(test, &order).unwrap().0, want);
    }
}

#[test]
fn a_kept_link_keeps_what_it_leads_to() {
    let data = [
        file("./usr/share/doc/aa/COPYING", b"GPL"),
        link("./usr/share/doc/aa/COPYING.link", "COPYING"),
        link("./usr/share/doc/aa/copyright", "COPYING.link"),
        file("./usr/share/info/bb/copyright", b"MIT"),
        file("./usr/share/info/bb/bb.info", b"x"),
        link("./usr/share/doc/bb", "../info/bb"),
        file("./usr/share/doc/cc/LICENSE", b"ISC"),
        Item(
            "./usr/share/doc/cc/LICENSE.2",
            b'1',
            0o644,
            "./usr/share/doc/cc/LICENSE",
            b"",
        ),
        Item(
            "./usr/share/doc/cc/copyright",
            b'1',
            0o644,
            "./usr/share/doc/cc/LICENSE.2",
            b"",
        ),
    ];
    let (listed, tar) = layer("p-kept-link", &[("aa", deb("aa", "", None, &data))]).unwrap();
    assert_eq!(
        listed,
        [
            "f 0644 usr/share/doc/aa/COPYING",
            "l 0777 usr/share/doc/aa/COPYING.link -> COPYING",
            "l 0777 usr/share/doc/aa/copyright -> COPYING.link",
            "l 0777 usr/share/doc/bb -> ../info/bb",
            "f 0644 usr/share/doc/cc/copyright",
            "f 0644 usr/share/info/bb/copyright",
        ]
    );
    assert_eq!(file_in(&tar, "usr/share/doc/cc/copyright"), b"ISC");
    assert_eq!(file_in(&tar, "usr/share/info/bb/copyright"), b"MIT");
}

#[test]
fn a_hard_link_keeps_the_bytes_that_its_first_name_loses() {
    let data = [
        file("./usr/share/doc/aa/run", b"bytes"),
        Item("./usr/bin/run", b'1', 0o755, "./usr/share/doc/aa/run", b""),
        Item("./usr/bin/walk", b'1', 0o755, "./usr/bin/run", b""),
    ];
    let (listed, tar) = layer("p-hard", &[("aa", deb("aa", "", None, &data))]).unwrap();
    assert_eq!(listed, ["f 0755 usr/bin/run", "f 0755 usr/bin/walk"]);
    assert_eq!(file_in(&tar, "usr/bin/run"), b"bytes");
    let sums = file_in(&tar, "var/lib/dpkg/status.d/aa.md5sums");
    assert_eq!(sums.split(|byte| *byte == b'\n').count(), 3);
}

#[test]
fn fields_are_read_in_any_case_and_held_against_the_lock() {
    let build = |test: &str, stanza: &str, lock: &str| {
        let folder = folder(test);
        let control = tar(&[file("./control", stanza.as_bytes())]);
        let entry = write(&folder, "aa", &parts(&control, "data.tar", &tar(&[])));
        let entry = entry.replace("}", &format!("{lock}}}"));
        build(&folder, &format!(r#""debs":[{entry}]"#)).map(drop)
    };
    let lock = r#","version":"1:2-3","architecture":"amd64""#;
    let stanza = "package: aa\nVERSION: 1:2-3\nArchiTecture:amd64\n";
    build("p-case", stanza, lock).unwrap();
    build("p-unlocked", stanza, "").unwrap();
    let refused = |test: &str, from: &str, to: &str| {
        let error = build(test, &stanza.replace(from, to), lock).unwrap_err();
        error.replace("package `aa_1_all.deb`: control file: ", "")
    };
    assert_eq!(
        refused("p-version", "1:2-3", "2-3"),
        "field `Version`, want `1:2-3`, got `2-3`"
    );
    assert_eq!(
        refused("p-arch", "amd64", "all"),
        "field `Architecture`, want `amd64`, got `all`"
    );
    assert_eq!(
        refused("p-no-version", "VERSION: 1:2-3\n", ""),
        "field `Version`, want `1:2-3`, got ``"
    );
    assert_eq!(
        refused("p-name", ": aa", ": bb"),
        "field `Package`, want `aa`, got `bb`"
    );
    assert_eq!(
        refused("p-twice", "VERSION", "Package: bb\nVERSION"),
        "line 2: field `package` is there twice"
    );
    assert_eq!(
        refused("p-stanzas", "VERSION", "\nVERSION"),
        "line 3: a second stanza"
    );
}

#[test]
fn sums_are_kept_made_and_judged() {
    let data = [
        file("./etc/aa.conf", b"a"),
        file("./bin/a", b"a"),
        file("./usr/share/doc/aa/README", b"a"),
    ];
    let sums = |test: &str, text: &str| {
        let built = layer(test, &[("aa", deb("aa", "", Some(text), &data))]);
        built.map(|(_, tar)| {
            String::from_utf8(file_in(&tar, "var/lib/dpkg/status.d/aa.md5sums")).unwrap()
        })
    };
    let want = format!("{A}  usr/bin/a\n{A}  etc/aa.conf\n");
    for (test, line) in [
        ("p-dot", "  ./bin/a"),
        ("p-one", " bin/a"),
        ("p-star", " *bin/a"),
    ] {
        assert_eq!(sums(test, &format!("{A}{line}\n")).unwrap(), want);
    }
    // Docker Desktop's package ships SHA-256 under this name, of its control files too.
    let other = format!(
        "{}  DEBIAN/control\n{}  bin/a\n",
        "0e".repeat(32),
        "ab".repeat(32)
    );
    let made = sums("p-sha256", &other).unwrap();
    assert_eq!(made, format!("{A}  etc/aa.conf\n{A}  usr/bin/a\n"));
    let error = sums("p-wrong", &format!("{}  bin/a\n", "0".repeat(32))).unwrap_err();
    let want = "package `aa_1_all.deb`: member `usr/bin/a` has other bytes than `md5sums`";
    assert!(error.starts_with(want), "{error}");
}

#[test]
fn a_stream_is_read_to_its_end() {
    let control = tar(&[file("./control", b"Package: aa\n")]);
    let data = tar(&[file("./etc/a", b"a"), file("./etc/b", b"b")]);
    let (head, tail) = data.split_at(1000);
    let deb = |extension: &str, behind: &[u8]| {
        let mut stored = compressed(extension, head);
        stored.extend(compressed(extension, tail));
        stored.extend(behind);
        vec![(
            "aa",
            parts(&control, &format!("data.tar.{extension}"), &stored),
        )]
    };
    for extension in ["gz", "bz2", "xz", "zst"] {
        let (listed, _) = layer(&format!("p-{extension}"), &deb(extension, b"")).unwrap();
        assert_eq!(listed, ["f 0644 etc/a", "f 0644 etc/b"], "{extension}");
        let error = refusal(&format!("p-{extension}-more"), &deb(extension, b"more"));
        assert!(
            error.contains(&format!("`data.tar.{extension}`: ")),
            "{error}"
        );
    }
    layer("p-padding", &deb("xz", &[0; 4])).unwrap();
    let second = [data.clone(), tar(&[file("./etc/c", b"c")])].concat();
    assert_eq!(
        refusal("p-second", &[("aa", parts(&control, "data.tar", &second))]),
        "package `aa_1_all.deb`: `data.tar`: bytes follow the end of the archive after `./etc/b`: \
         dpkg would not see them, other readers would"
    );
}

#[test]
fn parts_stand_in_order() {
    let control = tar(&[file("./control", b"Package: aa\n")]);
    let (version, empty): (&[u8], _) = (b"2.0\n", tar(&[]));
    let message = |test: &str, parts: &[(&str, &[u8])]| {
        refusal(test, &[("aa", ar(parts))]).replace("package `aa_1_all.deb`: ", "")
    };
    let [version, control, data]: [(&str, &[u8]); 3] = [
        ("debian-binary", version),
        ("control.tar", &control),
        ("data.tar", &empty),
    ];
    assert_eq!(
        message("p-first", &[control, version, data]),
        "is no Debian package: `control.tar` comes before `debian-binary`"
    );
    assert_eq!(
        message("p-premature", &[version, control, ("sigs", b""), data]),
        "is no Debian package: unexpected part `sigs`"
    );
    assert_eq!(
        message(
            "p-data-twice",
            &[version, control, data, ("data.tar.xz", b"")]
        ),
        "is no Debian package: unexpected part `data.tar.xz`"
    );
}

#[test]
fn the_links_of_the_merge_survive_folders() {
    let base = [
        dir("./usr/bin/"),
        dir("./usr/lib64/"),
        link("./bin", "usr/bin"),
        link("./lib64", "usr/lib64"),
    ];
    let old = [
        dir("./bin/"),
        file("./bin/a", b"a"),
        dir("./lib64/"),
        link("./lib64/ld.so", "../lib/ld.so"),
    ];
    let want = [
        "l 0777 bin -> usr/bin",
        "l 0777 lib64 -> usr/lib64",
        "f 0644 usr/bin/a",
        "l 0777 usr/lib64/ld.so -> /usr/lib/ld.so",
    ];
    let base = ("base-files", deb("base-files", "", None, &base));
    let old = ("old", deb("old", "", None, &old));
    for (test, order) in [
        ("p-merge-1", [base.clone(), old.clone()]),
        ("p-merge-2", [old.clone(), base.clone()]),
    ] {
        assert_eq!(layer(test, &order).unwrap().0, want);
    }
    let replaced = [link("./etc/a", "b"), dir("./etc/a/")];
    assert_eq!(
        refusal("p-link-folder", &[("aa", deb("aa", "", None, &replaced))]),
        "package `aa_1_all.deb`: member `./etc/a/` is there twice"
    );
}

#[test]
fn packages_of_a_layer_replace_and_refuse_as_they_say() {
    let one = |fields: &str| ("aa", deb("aa", fields, None, &[file("./etc/x", b"a")]));
    let two = |fields: &str| ("bb", deb("bb", fields, None, &[file("./etc/x", b"b")]));
    for (test, debs, want) in [
        (
            "p-replaces-1",
            [one("Replaces: bb (<= 1)\n"), two("")],
            b"a",
        ),
        (
            "p-replaces-2",
            [two(""), one("Replaces: bb (<= 1)\n")],
            b"a",
        ),
        ("p-replaces-3", [one(""), two("replaces: aa\n")], b"b"),
    ] {
        let (_, tar) = layer(test, &debs).unwrap();
        assert_eq!(file_in(&tar, "etc/x"), want);
        let owner = if want == b"a" { "bb" } else { "aa" };
        let sums = file_in(&tar, &format!("var/lib/dpkg/status.d/{owner}.md5sums"));
        assert!(sums.is_empty(), "what is replaced is no file of {owner}");
    }
    let clash = "`etc/x` is claimed by `aa_1_all.deb` and by `bb_1_all.deb` with different bytes\n\nhint: of two \
                 debs the one that says `Replaces` of the other keeps the path; otherwise leave it out of one, by \
                 `[omit.<package>]` of families/debian.toml";
    for fields in ["", "Replaces: bb (<< 1)\n"] {
        assert_eq!(refusal("p-clash", &[one(fields), two("")]), clash);
    }
    assert_eq!(
        refusal("p-conflict", &[one("Breaks: mta\n"), two("Provides: mta\n")]),
        "package `bb_1_all.deb`: control file: `aa` 1 has `Breaks: mta`, and `bb` 1 is in the image too"
    );
}

#[test]
fn packages_of_an_image_replace_and_refuse_as_they_say() {
    let image = |test: &str, lower: (&str, Vec<u8>), upper: (&str, Vec<u8>)| {
        let folder = folder(test);
        let layers = [lower, upper].map(|(name, deb)| {
            let entry = write(&folder, name, &deb);
            finished(&folder, name, &entry)
        });
        let spec = format!(
            r#"{{"version":1,"name":"x","ref":"x","machine":"m","layers":[{}],"config":{{}}}}"#,
            layers.join(",")
        );
        let path = folder.join("image.json");
        std::fs::write(&path, spec).unwrap();
        let written = layer::write_image(&path, &folder.join("image"), layer::Publish::Nix);
        written.map_err(|error| error.to_string())
    };
    let one = |fields: &str| ("aa", deb("aa", fields, None, &[file("./etc/x", b"a")]));
    let two = |fields: &str, data: &[Item]| ("bb", deb("bb", fields, None, data));
    let other = [file("./etc/x", b"b")];
    image("p-image-1", one(""), two("Replaces: aa\n", &other)).unwrap();
    assert_eq!(
        image("p-image-2", one("Replaces: bb\n"), two("", &other)).unwrap_err(),
        "`etc/x` in layer `aa` is not the same in layer `bb`: `bb` does not say `Replaces` of `aa`\n\n\
         hint: leave the path out of `bb`, or of what is below, by `[omit.bb]` of families/debian.toml: \
         `\"path\" = \"reason\"`"
    );
    assert_eq!(
        image("p-image-3", one("Conflicts: bb (>> 0)\n"), two("", &[])).unwrap_err(),
        "layers `aa` and `bb` do not go together: `aa` 1 has `Conflicts: bb (>> 0)`, and `bb` 1 is \
         in the image too"
    );
    let changed = [Item("./etc/", b'5', 0o775, "", b"")];
    assert_eq!(
        image("p-image-4", one(""), two("", &changed))
            .unwrap_err()
            .split_once('\n')
            .unwrap()
            .0,
        "`etc` in layer `aa` is not the same in layer `bb`: a package's folder would change the \
         mode or owner of a folder that is there"
    );
}

#[test]
fn a_package_leaves_out_what_is_declared() {
    let folder = folder("p-omit");
    let one = [
        dir("./etc/"),
        file("./etc/x", b"a"),
        Item("./etc/y", b'1', 0o644, "./etc/x", b""),
        dir("./opt/a/"),
        file("./opt/a/b", b"a"),
    ];
    let (one, two) = (
        write(
            &folder,
            "aa",
            &deb("aa", "", Some(&format!("{A}  etc/x\n")), &one),
        ),
        write(
            &folder,
            "bb",
            &deb("bb", "", None, &[file("./etc/x", b"b")]),
        ),
    );
    let with = |omit: &str| {
        let one = one.replace('}', &format!(r#","omit":[{omit}]}}"#));
        build(&folder, &format!(r#""debs":[{one},{two}]"#))
    };
    assert!(with("").unwrap_err().contains("hint: of two debs"));
    let (built, tar) = with(r#""etc/x","opt/a/""#).unwrap();
    assert_eq!(file_in(&tar, "etc/x"), b"b");
    assert_eq!(file_in(&tar, "etc/y"), b"a");
    assert!(!listed(&built).iter().any(|line| line.contains("opt")));
    let sums = file_in(&tar, "var/lib/dpkg/status.d/aa.md5sums");
    assert_eq!(String::from_utf8(sums).unwrap(), format!("{A}  etc/y\n"));
    assert_eq!(
        with(r#""etc/x","etc/z""#).unwrap_err(),
        "package `aa_1_all.deb`: member `etc/z` is to stay out, and is not there"
    );
}

#[test]
fn a_package_is_taken_where_a_wrong_sum_is_admitted() {
    let folder = folder("p-admit");
    let sums = format!("{}  ./bin/x\n{A}  etc/y\n", "0".repeat(32));
    let data = [file("./bin/x", b"a"), file("./etc/y", b"a")];
    let entry = write(&folder, "aa", &deb("aa", "", Some(&sums), &data));
    let with = |admit: &str| {
        let entry = entry.replace('}', &format!(r#","admit":[{admit}]}}"#));
        build(&folder, &format!(r#""debs":[{entry}]"#))
    };
    let error = with("").unwrap_err();
    assert!(
        error.starts_with("package `aa_1_all.deb`: member `usr/bin/x` has other bytes than"),
        "{error}"
    );
    let (_, tar) = with(r#""usr/bin/x""#).unwrap();
    assert_eq!(file_in(&tar, "usr/bin/x"), b"a");
    let sums = file_in(&tar, "var/lib/dpkg/status.d/aa.md5sums");
    let want = format!("{A}  usr/bin/x\n{A}  etc/y\n");
    assert_eq!(String::from_utf8(sums).unwrap(), want);
    let error = with(r#""usr/bin/x","etc/y""#).unwrap_err();
    assert!(error.contains("member `etc/y` is admitted, and"), "{error}");
}

#[test]
fn a_package_brings_no_record_of_another() {
    let data = [
        dir("./var/lib/dpkg/status.d/"),
        file("./var/lib/dpkg/status.d/bb", b"Package: bb\n"),
    ];
    let one = deb("aa", "Replaces: bb\n", None, &data);
    let error = refusal("p-record", &[("aa", one), ("bb", deb("bb", "", None, &[]))]);
    let want = "package `aa_1_all.deb`: member `var/lib/dpkg/status.d/bb` lies where the records";
    assert!(error.starts_with(want), "{error}");
}

#[test]
fn a_folder_of_the_project_keeps_what_a_package_says_of_its_folders() {
    let folder = folder("p-tree-folder");
    let data = [
        Item("./var/lib/a/", b'5', 0o700, "", b""),
        file("./var/lib/a/own", b"a"),
    ];
    let entry = write(&folder, "aa", &deb("aa", "", None, &data));
    let tree = folder.join("tree");
    std::fs::create_dir_all(tree.join("lib/a/more")).unwrap();
    std::fs::write(tree.join("lib/a/ours"), "").unwrap();
    let tree = format!(r#""tree":[{{"path":"{}","at":"var"}}]"#, tree.display());
    let lines = |more: &str| {
        let (built, _) = build(&folder, &format!(r#""debs":[{entry}],{tree}{more}"#)).unwrap();
        listed(&built)
    };
    let kept = lines("");
    for line in [
        "d 0700 var/lib/a",
        "f 0644 var/lib/a/own",
        "f 0644 var/lib/a/ours",
        "d 0755 var/lib/a/more",
    ] {
        assert!(kept.contains(&line.to_owned()), "{line}: {kept:?}");
    }
    let declared = lines(r#","dirs":[{"path":"var/lib/a","mode":"0750"}]"#);
    assert!(
        declared.contains(&"d 0750 var/lib/a".to_owned()),
        "{declared:?}"
    );
}

/// Builds the layer `name` of one package; its folder as JSON.
fn finished(folder: &Path, name: &str, entry: &str) -> String {
    let spec = format!(
        r#"{{"version":1,"name":"{name}","codec":"none","python":"3.11","debs":[{entry}]}}"#
    );
    let path = folder.join(format!("{name}.json"));
    std::fs::write(&path, spec).unwrap();
    let out = folder.join(name);
    layer::write_layer(&path, &out, 1, layer::Publish::Nix).unwrap();
    format!("\"{}\"", out.display())
}
