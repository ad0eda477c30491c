//! Two wheels that bring one path: the same bytes, or a declared winner.

mod support;

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha512};
use support::zip::{base64, wheel, write_wheel, Member};
use support::{build, file_in, folder, listed};

const LIBRARY: &str = "usr/local/lib/python3.11/dist-packages";
const SHARED: &str = "nvidia/__init__.py";

/// The wheel `name` with a shared file of these bytes, and one of its own.
fn sharing(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let own = Member::new(&format!("nvidia/{name}.py"), b"own");
    let members = [Member::new(SHARED, bytes), own];
    write_wheel(folder, name, &wheel(name, &members))
}

fn winner(wheel: &str, path: &str) -> String {
    format!(r#""winners":[{{"wheel":{wheel},"path":"{path}"}}]"#)
}

#[test]
fn other_bytes_are_refused_by_wheel_path_and_hash() {
    let folder = folder("contested");
    let (a, b) = (sharing(&folder, "a", b""), sharing(&folder, "b", b"#"));
    let error = build(&folder, &format!(r#""wheels":[{a},{b}]"#)).unwrap_err();
    for part in [
        "`usr/local/lib/python3.11/dist-packages/nvidia/__init__.py` is claimed by `a-1.0-py3-none-any.whl`",
        "(sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, mode 0644)",
        "and by `b-1.0-py3-none-any.whl` (sha256 334359b90efed75da5f0ada1d5e6b256f4a6bd0aee7eb39c0f90182a021ffc8b",
        "\n\nhint: declare whose file stays",
        "`[[winners]]`",
    ] {
        assert!(error.contains(part), "{part}\n{error}");
    }
}

#[test]
fn the_same_bytes_are_one_file_whatever_record_hashes_with() {
    let folder = folder("same-bytes");
    let a = sharing(&folder, "a", b"# namespace");
    // RECORD of `b` says SHA-512 of the same bytes, right or wrong.
    let with_sha512 = |bytes: &[u8]| {
        let mut member = Member::new(SHARED, b"# namespace");
        member.recorded = None;
        let hash = base64(&Sha512::digest(bytes));
        let info = "b-1.0.dist-info";
        let mut members = vec![
            member,
            Member::new(&format!("{info}/WHEEL"), b"Wheel-Version: 1.0\n"),
            Member::new(&format!("{info}/METADATA"), b"Name: b\nVersion: 1.0\n"),
        ];
        let rest = support::zip::record(&members, info);
        let record = format!("{SHARED},sha512={hash},11\n{rest}");
        members.push(Member::new(&format!("{info}/RECORD"), record.as_bytes()));
        write_wheel(&folder, "b", &support::zip::archive(&members))
    };
    for turned in [false, true] {
        let b = with_sha512(b"# namespace");
        let wheels = if turned {
            format!("{b},{a}")
        } else {
            format!("{a},{b}")
        };
        build(&folder, &format!(r#""wheels":[{wheels}]"#)).unwrap();
    }
    // A file that another wheel claims, too, is read and proved all the same.
    let b = with_sha512(b"# another");
    let error = build(&folder, &format!(r#""wheels":[{a},{b}]"#)).unwrap_err();
    assert!(error.contains("hash differs from RECORD"), "{error}");
}

#[test]
fn a_declared_winner_keeps_its_file_in_any_order() {
    let folder = folder("winner");
    let (a, b) = (
        sharing(&folder, "a", b"of a"),
        sharing(&folder, "b", b"of b"),
    );
    for (wheels, winning, path, want) in [
        (format!("{a},{b}"), &a, SHARED, "of a"),
        (format!("{a},{b}"), &b, SHARED, "of b"),
        (format!("{b},{a}"), &a, "nvidia/", "of a"),
    ] {
        let attributes = format!(r#""wheels":[{wheels}],{}"#, winner(winning, path));
        let (built, tar) = build(&folder, &attributes).unwrap();
        assert_eq!(
            file_in(&tar, &format!("{LIBRARY}/{SHARED}")),
            want.as_bytes()
        );
        let lines = listed(&built).join("\n");
        assert!(
            lines.contains("nvidia/a.py") && lines.contains("nvidia/b.py"),
            "{lines}"
        );
        let loser = if want == "of a" { "b" } else { "a" };
        let record = file_in(&tar, &format!("{LIBRARY}/{loser}-1.0.dist-info/RECORD"));
        let record = String::from_utf8(record).unwrap();
        assert!(!record.contains(SHARED), "{record}");
    }
}

#[test]
fn a_loser_is_proved_and_a_winner_must_have_the_path() {
    let folder = folder("winner-proof");
    let a = sharing(&folder, "a", b"of a");
    let mut wrong = Member::new(SHARED, b"of b");
    wrong.recorded = Some(b"of c".to_vec());
    let b = write_wheel(&folder, "b", &wheel("b", &[wrong]));
    let attributes = format!(r#""wheels":[{a},{b}],{}"#, winner(&a, SHARED));
    let error = build(&folder, &attributes).unwrap_err();
    assert!(
        error.contains("b-1.0-py3-none-any.whl`: member `nvidia/__init__.py`: hash differs"),
        "{error}"
    );
    let attributes = format!(r#""wheels":[{a}],{}"#, winner(&a, "nvidia/none.py"));
    let error = build(&folder, &attributes).unwrap_err();
    assert!(
        error.ends_with("is declared the winner of `nvidia/none.py`, which it does not install"),
        "{error}"
    );
}

#[test]
fn a_winner_of_a_layer_below_keeps_its_file() {
    let folder = folder("winner-below");
    let (a, b) = (
        sharing(&folder, "a", b"of a"),
        sharing(&folder, "b", b"of b"),
    );
    let attributes = format!(r#""wheels":[{b}],{}"#, winner(&a, SHARED));
    let (built, _) = build(&folder, &attributes).unwrap();
    assert!(!listed(&built).join("\n").contains(SHARED));
    fs::remove_dir_all(folder).unwrap();
}
