use super::{Link, State};
use std::collections::BTreeMap;

const DIGEST: &str = "3f9a1c0b77de0000";

fn files(text: &str) -> BTreeMap<String, String> {
    BTreeMap::from([("compose.yaml".to_owned(), text.to_owned())])
}

fn state() -> (tempfile::TempDir, State) {
    let folder = tempfile::tempdir().unwrap();
    let state = State::at(&folder.path().join("state"));
    (folder, state)
}

#[test]
fn a_release_is_added_and_becomes_current() {
    let (_folder, state) = state();
    let _guard = state.lock().unwrap();
    let first = state.add(DIGEST, &files("1")).unwrap();
    assert_eq!(first.to_string(), "0001-3f9a1c0b77de");
    assert!(state.holds(&first, &files("1")) && !state.holds(&first, &files("2")));
    assert_eq!(state.release(Link::Current), None);
    state.promote(&first).unwrap();
    state.promote(&first).unwrap();
    assert_eq!(state.release(Link::Previous), None);
    let second = state.add(DIGEST, &files("2")).unwrap();
    state.promote(&second).unwrap();
    assert_eq!(state.release(Link::Current), Some(second.clone()));
    assert_eq!(state.release(Link::Previous), Some(first.clone()));
    state.promote(&first).unwrap();
    assert_eq!(state.release(Link::Previous), Some(second));
}

#[test]
fn what_is_noted_of_a_release() {
    let (_folder, state) = state();
    let _guard = state.lock().unwrap();
    let release = state.add(DIGEST, &files("1")).unwrap();
    assert!(!state.was_healthy(&release) && state.failure(&release).is_none());
    state.note_healthy(&release).unwrap();
    state.note_failed(&release, "why").unwrap();
    assert!(state.was_healthy(&release));
    assert_eq!(state.failure(&release).as_deref(), Some("why\n"));
}

#[test]
fn two_roll_outs_do_not_run_at_once() {
    let (_folder, state) = state();
    let guard = state.lock().unwrap();
    let error = state.lock().err().unwrap().to_string();
    assert!(error.starts_with("another `gen-lock deploy`"), "{error}");
    drop(guard);
    assert!(state.lock().is_ok());
}

#[test]
fn older_releases_and_what_was_cut_off_go() {
    let (folder, state) = state();
    let _guard = state.lock().unwrap();
    for number in 0..8 {
        let release = state.add(DIGEST, &files("")).unwrap();
        if number < 2 {
            state.promote(&release).unwrap();
        }
    }
    let aside = folder.path().join("state/releases/.gen-lock-x");
    std::fs::create_dir(&aside).unwrap();
    let theirs = folder.path().join("state/releases/theirs");
    std::fs::create_dir(&theirs).unwrap();
    state.tidy().unwrap();
    let left: Vec<String> = state
        .releases()
        .unwrap()
        .iter()
        .map(|one| one.to_string()[..4].to_owned())
        .collect();
    assert_eq!(
        left,
        ["0001", "0002", "0004", "0005", "0006", "0007", "0008"]
    );
    assert!(theirs.exists() && !aside.exists());
}

#[test]
fn a_link_to_nothing_is_none() {
    let (folder, state) = state();
    assert!(state.releases().unwrap().is_empty());
    let _guard = state.lock().unwrap();
    let link = folder.path().join("state/current");
    std::os::unix::fs::symlink("releases/0001-3f9a1c0b77de", &link).unwrap();
    assert_eq!(state.release(Link::Current), None);
}
