//! What Debian packages become, and which are refused.

mod support;

use support::deb::{ar, compressed, file, folder as dir, link, package, tar, write, Item};
use support::{build, file_in, folder, listed};

/// The message that the package `a` of `data` is refused with.
fn refusal(test: &str, control: &[Item], data: &[Item]) -> String {
    refusal_of(test, &package("a", "xz", control, data))
}

fn refusal_of(test: &str, bytes: &[u8]) -> String {
    refusal_of_named(test, "a", bytes)
}

fn refusal_of_named(test: &str, name: &str, bytes: &[u8]) -> String {
    let folder = folder(test);
    let entry = write(&folder, name, bytes);
    let error = build(&folder, &format!(r#""debs":[{entry}]"#)).unwrap_err();
    error
        .strip_prefix(&format!("package `{name}_1_all.deb`: "))
        .unwrap_or(&error)
        .to_owned()
}

#[test]
fn files_lie_in_the_merged_usr_under_every_compression() {
    let sums = "0cc175b9c0f1b6a831c399e269772661  bin/a\n00000000000000000000000000000000  usr/share/man/a\n";
    let data = [
        dir("./"),
        dir("./bin/"),
        Item("./bin/a", b'0', 0o4755, "", b"a"),
        Item("./bin/z", b'1', 0o755, "./bin/a", b""),
        link("./bin/b", "a"),
        link("./lib/c", "../usr/share/c"),
        dir("./usr/share/man/"),
        file("./usr/share/man/a", b"man"),
        Item("./tmp/", b'5', 0o1777, "", b""),
    ];
    let mut tars = Vec::new();
    for extension in ["gz", "bz2", "lzma", "xz", "zst", "tar"] {
        let folder = folder(&format!("merged-{extension}"));
        let bytes = match extension {
            "tar" => ar(&[
                ("debian-binary", b"2.0\n"),
                (
                    "control.tar",
                    &tar(&[
                        file("./control", b"Package: aa\nVersion: 1\nArchitecture: all\n"),
                        file("./md5sums", sums.as_bytes()),
                    ]),
                ),
                ("_extra", b"odd"),
                ("data.tar", &tar(&data)),
                ("_gpgorigin", b"odd"),
                ("sigs", b"even"),
            ]),
            extension => package(
                "aa",
                extension,
                &[file("./md5sums", sums.as_bytes())],
                &data,
            ),
        };
        let entry = write(&folder, "aa", &bytes);
        let policy = r#""debPolicy":{"exclude":["usr/share/man/"]}"#;
        let (built, tar) = build(&folder, &format!(r#""debs":[{entry}],{policy}"#)).unwrap();
        assert_eq!(
            listed(&built),
            [
                "d 1777 tmp",
                "d 0755 usr",
                "d 0755 usr/bin",
                "f 0755 usr/bin/a",
                "l 0777 usr/bin/b -> a",
                "f 0755 usr/bin/z",
                "d 0755 usr/lib",
                "l 0777 usr/lib/c -> /usr/share/c",
                "d 0755 var",
                "d 0755 var/lib",
                "d 0755 var/lib/dpkg",
                "d 0755 var/lib/dpkg/status.d",
                "f 0644 var/lib/dpkg/status.d/aa",
                "f 0644 var/lib/dpkg/status.d/aa.md5sums",
            ]
        );
        let sums = file_in(&tar, "var/lib/dpkg/status.d/aa.md5sums");
        let want = b"0cc175b9c0f1b6a831c399e269772661  usr/bin/a\n0cc175b9c0f1b6a831c399e269772661  usr/bin/z\n";
        assert_eq!(sums, want);
        tars.push(tar);
    }
    assert!(
        tars.iter().all(|tar| *tar == tars[0]),
        "the compression of a package leaves no trace"
    );
}

#[test]
fn sums_are_made_where_none_are_shipped() {
    let folder = folder("sums");
    let entry = write(
        &folder,
        "aa",
        &package("aa", "xz", &[], &[file("./etc/x", b"a")]),
    );
    let (_, tar) = build(&folder, &format!(r#""debs":[{entry}]"#)).unwrap();
    let sums = file_in(&tar, "var/lib/dpkg/status.d/aa.md5sums");
    assert_eq!(sums, b"0cc175b9c0f1b6a831c399e269772661  etc/x\n");
}

#[test]
fn scripts_must_be_declared() {
    let folder = folder("scripts");
    let control = [
        file("./postinst", b"#!/bin/sh\n"),
        file("./triggers", b"activate x\n"),
    ];
    let entry = write(&folder, "aa", &package("aa", "xz", &control, &[]));
    let error = build(&folder, &format!(r#""debs":[{entry}]"#)).unwrap_err();
    assert_eq!(
        error,
        "package `aa_1_all.deb`: package `aa` has the maintainer script `postinst`, which never runs: declare its effects, then list it in `scripts`"
    );
    let declared = entry.replace("}", r#","scripts":["postinst"]}"#);
    build(&folder, &format!(r#""debs":[{declared}]"#)).unwrap();
}

#[test]
fn hostile_members_are_refused() {
    let message = |test: &str, items: &[Item]| {
        let folder = folder(test);
        let entry = write(&folder, "aa", &package("aa", "xz", &[], items));
        let error = build(&folder, &format!(r#""debs":[{entry}]"#)).unwrap_err();
        error
            .strip_prefix("package `aa_1_all.deb`: ")
            .unwrap_or(&error)
            .to_owned()
    };
    assert_eq!(
        message("d-climb", &[file("./../x", b"")]),
        "member `./../x` has a path that climbs with `..`"
    );
    assert_eq!(
        message("d-absolute", &[file("/etc/x", b"")]),
        "member `/etc/x` has an absolute path"
    );
    assert_eq!(
        message("d-link", &[link("./etc/x", "../../y")]),
        "member `./etc/x` links out of the root: `../../y`"
    );
    assert_eq!(
        message("d-twice", &[file("./x", b""), file("./x", b"")]),
        "member `./x` is there twice"
    );
    assert_eq!(
        message(
            "d-merged-twice",
            &[file("./bin/x", b""), file("./usr/bin/x", b"")]
        ),
        "member `./usr/bin/x` is there twice"
    );
    assert_eq!(
        message("d-device", &[Item("./dev/sda", b'4', 0o600, "", b"")]),
        "`data.tar.xz`: member `./dev/sda` is a block device, which is refused"
    );
    assert_eq!(
        message("d-hard", &[Item("./x", b'1', 0o644, "./nothing", b"")]),
        "member `./x` is a hard link to no earlier file: `./nothing`"
    );
    assert_eq!(
        message("d-through", &[link("./l", "/etc"), file("./l/passwd", b"")]),
        "`l/passwd` of `aa_1_all.deb` lies below `l`, which `aa_1_all.deb` makes no folder"
    );
}

#[test]
fn damaged_packages_are_refused() {
    let whole = package("aa", "xz", &[], &[file("./x", &[b'x'; 4000])]);
    for length in (0..whole.len() - 1).step_by(61) {
        let message = refusal_of("d-cut", &whole[..length]);
        assert!(!message.is_empty(), "{length}");
    }
    let other = ar(&[("debian-binary", b"3.0\n")]);
    assert!(refusal_of("d-version", &other).starts_with("is no Debian package: unknown version"));
    let empty = ar(&[("debian-binary", b"2.0\n")]);
    assert_eq!(
        refusal_of("d-empty", &empty),
        "is no Debian package: no `control.tar`"
    );
    let message = refusal("d-name", &[], &[]);
    assert_eq!(
        message,
        "control file: field `Package` is no package name: `a`"
    );
}

#[test]
fn a_bomb_is_stopped_before_it_is_read() {
    let mut data = tar(&[file("./x", b"")]);
    data[124..135].copy_from_slice(b"20000000000"); // 2 GiB
    data[148..156].copy_from_slice(b"        ");
    let sum: u32 = data[..512].iter().map(|byte| u32::from(*byte)).sum();
    data[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    let control = tar(&[file(
        "./control",
        b"Package: aa\nInstalled-Size: 9999999999\n",
    )]);
    let bomb = ar(&[
        ("debian-binary", b"2.0\n"),
        ("control.tar", &control),
        ("data.tar.zst", &compressed("zst", &data)),
    ]);
    let stored = compressed("zst", &data).len() as u64;
    let limit = (1 << 30) + 256 * stored;
    assert_eq!(
        refusal_of_named("d-bomb", "aa", &bomb),
        format!(
            "`data.tar.zst` unpacks to more than {limit} bytes, which is more than packages of this \
             size hold"
        )
    );
}

#[test]
fn a_large_package_needs_no_installed_size() {
    let zeros = vec![0; 70 << 20];
    for size in ["", "Installed-Size: 1\n", "Installed-Size: big\n"] {
        let control = format!("Package: aa\n{size}Version: 1\n");
        let deb = ar(&[
            ("debian-binary", b"2.0\n"),
            (
                "control.tar",
                &tar(&[file("./control", control.as_bytes())]),
            ),
            (
                "data.tar.zst",
                &compressed("zst", &tar(&[file("./usr/share/man/x", &zeros)])),
            ),
        ]);
        let folder = folder("d-large");
        let entry = write(&folder, "aa", &deb);
        let policy = r#""debPolicy":{"exclude":["usr/share/man/"]}"#;
        build(&folder, &format!(r#""debs":[{entry}],{policy}"#)).unwrap();
    }
}

#[test]
fn declared_entries_win() {
    let folder = folder("declared");
    let data = [
        file("./usr/share/base-passwd/passwd.master", b"root:x:0:0\n"),
        file("./usr/share/ca-certificates/b.crt", b"B"),
        file("./usr/share/ca-certificates/a.crt", b"A\n"),
        file("./etc/issue", b"Debian\n"),
    ];
    let entry = write(&folder, "aa", &package("aa", "zst", &[], &data));
    let attributes = format!(
        r#""debs":[{entry}],"certificates":true,
        "copies":[{{"from":"usr/share/base-passwd/passwd.master","to":"etc/passwd","append":"appuser:x:1:1\n"}}],
        "files":[{{"path":"etc/issue","text":"ours\n"}}],
        "links":[{{"path":"bin","target":"usr/bin"}}],
        "dirs":[{{"path":"home/appuser","mode":"0700","uid":10001,"gid":10001}}]"#
    );
    let (built, tar) = build(&folder, &attributes).unwrap();
    assert_eq!(file_in(&tar, "etc/passwd"), b"root:x:0:0\nappuser:x:1:1\n");
    assert_eq!(
        file_in(&tar, "etc/ssl/certs/ca-certificates.crt"),
        b"A\nB\n"
    );
    assert_eq!(file_in(&tar, "etc/issue"), b"ours\n");
    assert!(built
        .contents
        .contains("d 0700 10001:10001 0 - home/appuser\n"));
    assert!(built
        .contents
        .contains("etc/ssl/certs/a.pem -> /usr/share/ca-certificates/a.crt\n"));
}
