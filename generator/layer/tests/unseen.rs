//! What of a wheel no layer holds is read and proved all the same, and a member has one name.

mod support;

use support::zip::{wheel, write_wheel, Member};
use support::{build, file_in, folder};

const PYTHON: &str = "usr/local/lib/python3.11/dist-packages";

/// A member whose bytes are not those that RECORD lists, of the same length.
fn wrong(name: &str) -> Member {
    let mut member = Member::new(name, b"one");
    member.recorded = Some(b"two".to_vec());
    member
}

fn refusal(test: &str, attributes: &str) -> String {
    build(&folder(test), attributes).map(drop).unwrap_err()
}

#[test]
fn what_an_installer_leaves_out_is_proved() {
    let entry_points = Member::new(
        "a-1.0.dist-info/entry_points.txt",
        b"[console_scripts]\nx = a:b\n",
    );
    for (at, name) in [
        "a/__pycache__/x.cpython-311.pyc",
        "a-1.0.dist-info/INSTALLER",
        "a-1.0.dist-info/direct_url.json",
        "a-1.0.data/scripts/x-script.py",
    ]
    .into_iter()
    .enumerate()
    {
        let test = format!("unseen-{at}");
        let members = [entry_points.clone(), wrong(name)];
        let entry = write_wheel(
            &folder(&format!("{test}-wheel")),
            "a",
            &wheel("a", &members),
        );
        let error = refusal(&test, &format!(r#""wheels":[{entry}]"#));
        let want = format!("member `{name}`: hash differs from RECORD, want sha256=");
        assert!(error.contains(&want), "{error}");
    }
}

#[test]
fn what_a_prefix_has_no_place_for_is_proved() {
    for (at, name) in ["a-1.0.data/data/x", "a-1.0.data/scripts/x"]
        .into_iter()
        .enumerate()
    {
        let mut member = Member::new(name, b"one");
        member.crc32 ^= 1;
        let test = format!("unseen-prefix-{at}");
        let entry = write_wheel(
            &folder(&format!("{test}-wheel")),
            "a",
            &wheel("a", &[member]),
        );
        let error = refusal(&test, &format!(r#""wheels":[{entry}],"prefix":"opt/a""#));
        let want = format!("member `{name}` has a wrong CRC-32");
        assert!(error.contains(&want), "{error}");
    }
}

#[test]
fn what_is_claimed_twice_or_declared_besides_is_proved() {
    let wheels = folder("unseen-twice-wheels");
    let a = write_wheel(&wheels, "a", &wheel("a", &[Member::new("x.py", b"two")]));
    let b = write_wheel(&wheels, "b", &wheel("b", &[wrong("x.py")]));
    for pair in [format!("{a},{b}"), format!("{b},{a}")] {
        let error = refusal("unseen-twice", &format!(r#""wheels":[{pair}]"#));
        assert!(
            error.contains("b-1.0-py3-none-any.whl`: member `x.py`: hash differs"),
            "{error}"
        );
    }
    let file = format!(r#""files":[{{"path":"{PYTHON}/x.py","text":"ours"}}]"#);
    let error = refusal("unseen-declared", &format!(r#""wheels":[{b}],{file}"#));
    assert!(error.contains("member `x.py`: hash differs"), "{error}");
    let (_, tar) = build(
        &folder("unseen-sound"),
        &format!(r#""wheels":[{a}],{file}"#),
    )
    .unwrap();
    assert_eq!(file_in(&tar, &format!("{PYTHON}/x.py")), b"ours");
}

/// A Unicode Path field (0x7075) for a member whose header says `name`.
fn unicode(name: &str, own: &str) -> Vec<u8> {
    let mut body = vec![1];
    body.extend(crc32fast::hash(name.as_bytes()).to_le_bytes());
    body.extend(own.as_bytes());
    field(0x7075, &body)
}

fn field(id: u16, body: &[u8]) -> Vec<u8> {
    let mut field = id.to_le_bytes().to_vec();
    field.extend((body.len() as u16).to_le_bytes());
    field.extend(body);
    field
}

#[test]
fn a_member_has_one_name() {
    let with = |test: &str, directory: Vec<u8>, local: Vec<u8>| {
        let mut member = Member::new("a/x", b"one");
        member.extra = (directory, local);
        let wheels = folder(&format!("{test}-wheel"));
        let entry = write_wheel(&wheels, "a", &wheel("a", &[member]));
        build(&folder(test), &format!(r#""wheels":[{entry}]"#))
            .map(drop)
            .map_err(|error| error.replace("wheel `a-1.0-py3-none-any.whl`: ", ""))
    };
    let same = unicode("a/x", "a/x");
    let other = unicode("a/x", "a/y\n\u{1b}");
    let refused =
        "member `a/x` is called `a/y\\n\\u{1b}` in its Unicode Path field: readers unpack it to \
                   different places";
    with("unicode-same", same.clone(), same.clone()).unwrap();
    with("unicode-times", field(0x5455, b"\x03abcdefgh"), same).unwrap();
    assert_eq!(
        with("unicode-1", other.clone(), Vec::new()).unwrap_err(),
        refused
    );
    assert_eq!(
        with("unicode-2", Vec::new(), other.clone()).unwrap_err(),
        refused
    );
    let behind = [field(0x5455, b"\x03abcdefgh"), other].concat();
    assert_eq!(with("unicode-3", behind, Vec::new()).unwrap_err(), refused);
    let malformed = "member `a/x` has a malformed Unicode Path field";
    let stale = unicode("a/y", "a/x");
    for (at, body) in [stale, field(0x7075, b""), field(0x7075, b"\x02abcda/x")]
        .iter()
        .enumerate()
    {
        let error = with(&format!("unicode-bad-{at}"), body.clone(), Vec::new()).unwrap_err();
        assert_eq!(error, malformed);
    }
    let wide = field(1, &[0; 8]);
    assert_eq!(
        with("zip64-twice", [wide.clone(), wide].concat(), Vec::new()).unwrap_err(),
        "member `a/x` has its zip64 sizes twice"
    );
    assert_eq!(
        with("extra-cut", vec![1, 2, 9, 0, 1], Vec::new()).unwrap_err(),
        "member `a/x` has an extra field that is cut off"
    );
}
