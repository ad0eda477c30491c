//! Requirements of METADATA, against what packaging says of each.

use python::Requirement;

/// Taken here though packaging 26.4 refuses it: the meaning is plain, and older releases took it.
const TAKEN: [&str; 2] = ["a[x,]", "a[,x]"];
/// Refused here though packaging 26.4 takes it; a family may declare each in `[overridden]`. Of some
/// packaging and uv make different things.
const REFUSED: [&str; 11] = [
    // no locked version is one of these
    "a===1.0-custom",
    "a===foobar",
    // packaging compares these as texts, uv as `3.8` and `3.11`
    "a>=3.5;python_version>='3.8.*'",
    "a;python_full_version<'3.11.*'",
    // packaging can't evaluate these outside of a lock, or at all
    "a; sys_platform ~= '1'",
    "a; 'a' == 'b'",
    "a; 'x' in extras",
    "a; 'dev' in dependency_groups",
    // no name of a package
    "a_",
    // no value that a variable has
    "a; sys_platform == \"li'nux\"",
    "a; os_name == 'ü'",
];

/// `tests/e2e/test_lock_check.py` asks packaging 26.4 for each verdict again.
#[test]
fn packaging_takes_the_same() {
    let (mut taken, mut refused) = (Vec::new(), Vec::new());
    for line in include_str!("requires-dist.txt").lines() {
        let (verdict, text) = line.split_once(' ').unwrap();
        match (verdict, text.parse::<Requirement>()) {
            ("ok", Ok(_)) | ("no", Err(_)) => {}
            ("no", Ok(_)) => taken.push(text),
            ("ok", Err(_)) => refused.push(text),
            _ => panic!("{line}"),
        }
    }
    assert_eq!((taken, refused), (TAKEN.to_vec(), REFUSED.to_vec()));
}
