//! `deploy` and `rollback` from end to end, with an engine that answers from files.

#[path = "roll_out/machine.rs"]
mod machine;
#[path = "roll_out/resume.rs"]
mod resume;
#[path = "roll_out/verify.rs"]
mod verify;
#[path = "../../rollout/src/written_short.rs"]
mod written_short;

use machine::{Machine, UNHEALTHY};

#[test]
fn a_release_is_pulled_verified_started_and_kept() {
    let machine = Machine::new();
    let ran = machine.deploy(&[]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "box: release 0001-LOCK runs, 3 of 3 services healthy\n"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("verify: 3 of 3 images are as locked"),
        "{}",
        ran.err
    );
    let log = machine.log();
    let up = "up box 0001-LOCK alpha beta\nup box 0001-LOCK\n";
    assert!(log.ends_with(up), "the supervisor last: {log}");
    assert_eq!(log.matches("pull ").count(), 3, "{log}");
    assert!(machine.path("state/alpha/data").is_dir());
    assert_eq!(machine.current(), "releases/0001-LOCK");
    let ran = machine.deploy(&[]);
    assert_eq!(
        ran.out,
        "box: nothing to do: release 0001-LOCK runs, 3 of 3 services healthy\n"
    );
    assert_eq!(machine.log(), log, "nothing was done");
}

#[test]
fn a_container_that_died_is_brought_back_by_the_same_release() {
    let machine = Machine::new();
    machine.deploy(&[]);
    std::fs::remove_file(machine.path("fake/containers/box-beta")).unwrap();
    let ran = machine.deploy(&[]);
    assert_eq!(
        ran.out,
        "box: release 0001-LOCK runs, 3 of 3 services healthy\n"
    );
}

#[test]
fn an_optional_service_is_told_and_stops_nothing() {
    let machine = Machine::new();
    machine.health("box-beta", UNHEALTHY);
    let ran = machine.deploy(&[]);
    let want =
        "box: release 0001-LOCK runs, 2 of 3 services healthy\noptional `box-beta` is unhealthy\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, want), "{}", ran.err);
}

#[test]
fn without_a_release_before_the_containers_stay() {
    let machine = Machine::new();
    machine.health("box-alpha", r#"{"Status":"exited","ExitCode":3}"#);
    let ran = machine.deploy(&[]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (1, "box: failed; the containers are left as they are\n")
    );
    for words in [
        "the last lines of `box-alpha`:\n  the last line of box-alpha\n",
        "failed: release 0001-LOCK: a required service exited, 2 of 3 services are healthy: \
         `box-alpha` ended with exit code 3\n",
        "there is no previous release",
        "hint: to stop them, run `docker-compose --project-name box --file ",
    ] {
        assert!(ran.err.contains(words), "{words}\n{}", ran.err);
    }
    assert!(!machine.path("state/current").exists());
    let list = machine.rollback(&["--list"]).out;
    assert!(
        list.starts_with("0001-LOCK  failed     commit 012345678901, 3 services: a required"),
        "{list}"
    );
}

#[test]
fn what_fails_is_rolled_back_and_is_no_target() {
    let machine = Machine::new();
    machine.deploy(&[]);
    machine.touch("fake/compose-fails");
    let ran = machine.deploy(&["--no-devices", "--git-sha", &"1".repeat(40)]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (1, "box: rolled back to 0001-LOCK: 3 services healthy\n"),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .contains("Compose says:\n  ERROR: for box-beta  Container is unhealthy.\n"),
        "{}",
        ran.err
    );
    assert_eq!(machine.current(), "releases/0001-LOCK");
    let log = machine.log();
    assert!(
        log.ends_with(
            "stop box-watch\nup box 0002-LOCK alpha beta\n\
             stop box-watch\nup box 0001-LOCK alpha beta\nup box 0001-LOCK\n"
        ),
        "{log}"
    );
    let ran = machine.rollback(&["--machine", "box", "--to", &machine.release(2)]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err
            .starts_with("error: release `0002-LOCK` was never healthy"),
        "{}",
        ran.err
    );
}

#[test]
fn a_roll_out_that_nobody_can_read_is_brought_to_its_end() {
    let machine = Machine::new();
    machine.deploy(&[]);
    machine.touch("fake/compose-fails");
    let code = machine.deploy_unread(&["--no-devices", "--git-sha", &"1".repeat(40)]);
    assert_eq!(code, Some(1), "as it would be told");
    assert_eq!(machine.current(), "releases/0001-LOCK");
    let back = "stop box-watch\nup box 0001-LOCK alpha beta\nup box 0001-LOCK\n";
    assert!(machine.log().ends_with(back), "{}", machine.log());
}

#[test]
fn a_roll_back_and_its_undoing() {
    let machine = Machine::new();
    let ran = machine.rollback(&["--machine", "box"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    machine.deploy(&[]);
    let ran = machine.rollback(&["--machine", "box"]);
    assert!(
        ran.err.starts_with("error: there is no previous release"),
        "{}",
        ran.err
    );
    machine.deploy(&["--git-sha", &"1".repeat(40)]);
    // The project is not asked, and images that went are pulled again.
    std::fs::remove_dir_all(machine.path("project")).unwrap();
    std::fs::remove_dir_all(machine.path("fake/images")).unwrap();
    std::fs::create_dir(machine.path("fake/images")).unwrap();
    let ran = machine.rollback(&["--machine", "box", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains(r#""current": "0001-LOCK""#), "{}", ran.out);
    let list = machine.rollback(&["--list"]).out;
    let words: Vec<&str> = list
        .lines()
        .map(|line| line.split_whitespace().nth(1).unwrap())
        .collect();
    assert_eq!(words, ["current", "previous"], "{list}");
    machine.rollback(&["--machine", "box"]);
    assert_eq!(machine.current(), "releases/0002-LOCK");
    let ran = machine.rollback(&["--machine", "other"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("belongs to machine `box`, not to `other`"),
        "{}",
        ran.err
    );
}

#[test]
fn an_image_that_is_not_as_locked_starts_nothing() {
    let machine = Machine::new();
    machine.replace_layer("alpha", "sha256:layer-1", "sha256:layer-2");
    let ran = machine.deploy(&["--json"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains(
            "error: box-alpha: layer 1 `one`: locked sha256:layer-1, there is sha256:layer-2\n"
        ),
        "{}",
        ran.err
    );
    assert!(ran.out.contains(r#""outcome": "stopped""#), "{}", ran.out);
    assert!(!machine.log().contains("up "), "{}", machine.log());
    assert!(machine.rollback(&["--list"]).out == "no releases\n");
}

#[test]
fn an_image_that_is_nowhere_is_named() {
    let machine = Machine::new();
    machine.forget_image("beta");
    let ran = machine.deploy(&[]);
    assert_eq!(ran.code, 1);
    let words = "box-beta@sha256:beta`: Error response from daemon: manifest unknown\n";
    assert!(ran.err.contains(words), "{}", ran.err);
}

#[test]
fn a_blocker_stops_before_anything() {
    let machine = Machine::new();
    let ran = machine.deploy_despite("disk");
    assert_eq!(ran.code, 1);
    assert!(
        ran.err
            .contains("error: this machine is not ready for `box`"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("--despite engine"), "{}", ran.err);
    assert!(!machine.log().contains("pull"), "{}", machine.log());
}

#[test]
fn a_dry_run_does_nothing() {
    let machine = Machine::new();
    let ran = machine.deploy(&["--dry-run"]);
    let last = ran.out.lines().last().unwrap();
    assert_eq!(
        last,
        "box: would pull 3 images (7 B) and recreate 3 of 3 containers; nothing was done"
    );
    assert!(!machine.path("state").exists() && machine.log().is_empty());
    machine.deploy(&[]);
    let ran = machine.deploy(&["--dry-run", "--json"]);
    assert_eq!(
        ran.out,
        "{\n  \"bytes\": 0,\n  \"containers\": 3,\n  \"pull\": [],\n  \"recreate\": []\n}\n"
    );
}

#[test]
fn a_forced_tag_is_pulled_and_not_verified() {
    let machine = Machine::new();
    machine.tag_images("last-good");
    let ran = machine.deploy(&["--force-image-tag", "last-good"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("tag `last-good` was forced"),
        "{}",
        ran.err
    );
    let list = machine.rollback(&["--list"]).out;
    assert!(list.contains("forced tag `last-good`"), "{list}");
}

#[test]
fn an_interrupt_leaves_what_runs_and_says_it() {
    let machine = Machine::new();
    machine.deploy(&[]);
    let ran = machine.interrupted(&["--git-sha", &"1".repeat(40)]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    for words in [
        "error: interrupted while release 0002-LOCK was being started; it is left as it is, and the current release is 0001-LOCK; 3 of 3 containers run: box-alpha (healthy)",
        "gen-lock rollback --machine box --state ",
    ] {
        assert!(ran.err.contains(words), "{words}\n{}", ran.err);
    }
    std::fs::remove_file(machine.path("fake/wait")).unwrap();
    // What runs may be of either, so the current one is started anew.
    let ran = machine.deploy(&[]);
    assert_eq!(
        ran.out,
        "box: release 0001-LOCK runs, 3 of 3 services healthy\n"
    );
}
