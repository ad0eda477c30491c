//! The files of a package

use super::*;

/// As uv writes a wheel of a `find-links` folder; pip 26.3 and uv 0.13.9 take the path.
#[test]
fn a_path_beside_a_url_is_taken() {
    let both = format!("path = \"wheels/a-1-py3-none-any.whl\", url = \"https://files.example/a-1-py3-none-any.whl\", size = 1, {HASH}");
    let pylock: Pylock = wheel(&both).parse().unwrap();
    let wheel = &pylock.packages[0].wheels[0];
    let path = "wheels/a-1-py3-none-any.whl".to_owned();
    assert_eq!(wheel.location, Location::Path(path));
}

#[test]
fn sizes_that_lack_are_told_once() {
    let of = |name: &str| {
        let hash = hash_of(name);
        format!("[[packages]]\nname = \"{name}\"\nversion = \"1\"\nwheels = [{{ path = \"{name}-1-py3-none-any.whl\", {hash} }}]\n")
    };
    let text = format!(
        "lock-version = \"1.0\"\ncreated-by = \"pip\"\n{}{}{}",
        of("a"),
        of("b"),
        of("c")
    );
    insta::assert_snapshot!(error(&text), @"
    6:11: no size for `a-1-py3-none-any.whl` and 2 other files
      hint: lock again with uv, which writes the size of every wheel
    ");
}

/// pex-tool/pex 2772: uv names a file in the normal form of its project, and the index does not
#[test]
fn a_file_is_called_as_its_location_spells_it() {
    const PUBLISHED: &str = "PyYAML-6.0.2-cp311-cp311-manylinux_2_17_x86_64.whl";
    let of = |location: &str| {
        package(&format!(
            "name = \"pyyaml\"\nversion = \"6.0.2\"\nwheels = [{{ \
             name = \"pyyaml-6.0.2-cp311-cp311-manylinux_2_17_x86_64.whl\", {location}, size = 7, {HASH} }}]"
        ))
    };
    for location in [
        format!("url = \"https://i.example/simple/pyyaml/6.0.2/{PUBLISHED}\""),
        format!("path = \"wheels/{PUBLISHED}\""),
    ] {
        let lock = select(&of(&location));
        assert_eq!(lock.packages[0].filename.to_string(), PUBLISHED);
        assert_eq!(select(&lock.to_string()), lock);
    }
    let download = select(&of("url = \"https://i.example/download?id=7\""));
    assert!(download.packages[0]
        .filename
        .to_string()
        .starts_with("pyyaml-6.0.2-"));
    let other = error(&of(
        "url = \"https://i.example/PyYAML-6.0.1-cp311-cp311-manylinux_2_17_x86_64.whl\"",
    ));
    assert!(
        other.contains("its location ends in `PyYAML-6.0.1-"),
        "{other}"
    );
}

/// astral-sh/uv 21462 and 16818, pex-tool/pex 2921: a file without a hash
#[test]
fn a_file_without_a_hash_is_refused() {
    for hashes in [", hashes = {}", "", ", hashes = { md5 = \"00\" }"] {
        let said = error(&wheel(&format!(
            "url = \"https://i.example/a-1-py3-none-any.whl\", size = 7{hashes}"
        )));
        assert!(
            said.contains("no SHA-256 for `a-1-py3-none-any.whl`\n  hint: lock again"),
            "{said}"
        );
        assert_eq!(said.matches("no SHA-256").count(), 1, "{said}");
    }
}

#[test]
fn errors_of_a_file() {
    insta::assert_snapshot!(error(&wheel("url = \"https://files.example/a-1-py3-none-any.whl\"")), @"
    6:11: no SHA-256 for `a-1-py3-none-any.whl`
      hint: lock again: take the hash from the file or its index, never type it
    ");
    insta::assert_snapshot!(error(&wheel(&format!("size = 1, {HASH}"))), @"
    6:11: a file needs a `path` or a `url`
      hint: give a `path` beside the lock, or a `url`
    ");
    insta::assert_snapshot!(error(&wheel(&format!("path = \"a-1-py3-none-any.whl\", size = 0, {HASH}"))), @"6:51: `size` must be between 1 and 68719476736: `0`");
    insta::assert_snapshot!(error(&wheel(&format!("path = \"a-1-py3-none-any.whl\", size = 99999999999, {HASH}"))), @"6:51: `size` must be between 1 and 68719476736: `99999999999`");
    insta::assert_snapshot!(error(&wheel(&format!("path = \"../a-1-py3-none-any.whl\", size = 1, {HASH}"))), @"
    6:20: a wheel's path must stay inside the folder of the lock: `../a-1-py3-none-any.whl`
      hint: put the wheels into a folder beside the lock, and lock again
    ");
    insta::assert_snapshot!(error(&wheel(&format!("path = \"/etc/a-1-py3-none-any.whl\", size = 1, {HASH}"))), @"
    6:20: a wheel's path must stay inside the folder of the lock: `/etc/a-1-py3-none-any.whl`
      hint: put the wheels into a folder beside the lock, and lock again
    ");
    insta::assert_snapshot!(error(&wheel(&format!("path = \"wheels/b-1-py3-none-any.whl\", size = 1, {HASH}"))), @"6:11: `b-1-py3-none-any.whl` is not a wheel of a 1");
    insta::assert_snapshot!(error(&wheel(&format!("path = \"wheels/a-1.zip\", size = 1, {HASH}"))), @"6:11: the wheel filename doesn't end in `.whl`: `a-1.zip`");
    insta::assert_snapshot!(error(&wheel("path = \"a-1-py3-none-any.whl\", size = 1, hashes = { sha256 = \"1f02e8b43a8fbbc3f3e0d4f0f4bfc8131bcb4eebe8849b8e5c773f3a1c\" }")), @"
    6:74: a SHA-256 has 64 hexadecimal digits, not 58: `1f02e8b43a8fbbc3f3e0d4f0f4bfc8131bcb4eebe8849b8e5c773f3a1c`
      hint: lock again: take the hash from the file or its index, never type it
    ");
    insta::assert_snapshot!(error(&wheel("path = \"a-1-py3-none-any.whl\", size = 1, hashes = { md5 = \"x\" }")), @"
    6:63: no SHA-256 for `a-1-py3-none-any.whl`
      hint: lock again: take the hash from the file or its index, never type it
    ");
    insta::assert_snapshot!(error(&wheel(&format!("path = \"a-1-py3-none-any.whl\", size = 1, {HASH} }}, {{ path = \"a-1-py3-none-any.whl\", size = 2, {HASH}"))), @"
    6:146: the lock contradicts itself on `a-1-py3-none-any.whl`: it is locked twice, with another hash or size
      hint: lock again: one of the two is wrong
    ");
}
