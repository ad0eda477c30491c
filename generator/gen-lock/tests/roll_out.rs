//! `deploy` and `rollback` from end to end, with an engine that answers from files.

#[path = "roll_out/machine.rs"]
mod machine;

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
        (1, "box: failed, the containers are left as they are\n")
    );
    for words in [
        "the last lines of `box-alpha`:\n  the last line of box-alpha\n",
        "failed: release 0001-LOCK: a required service ended, 2 of 3 services are healthy: `box-alpha` ended with exit code 3\n",
        "there is no release before it",
        "hint: to stop them: `docker-compose --project-name box --file ",
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
        ran.err.contains("is of machine `box`, not of `other`"),
        "{}",
        ran.err
    );
}

#[test]
fn an_image_that_is_not_as_locked_starts_nothing() {
    let machine = Machine::new();
    machine.replace_image("alpha", "layer-1", "layer-2");
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
fn what_runs_is_proved() {
    let machine = Machine::new();
    let ran = machine.verify(&["--machine", "box"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.out.ends_with("box: 0 of 3 containers run as locked\n"),
        "{}",
        ran.out
    );
    machine.deploy(&[]);
    let ran = machine.verify(&["--machine", "box"]);
    let want = "box: 3 of 3 containers run as locked; release 0001-LOCK is of this lock\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, want), "{}", ran.err);
    machine.intrude("intruder", "x");
    machine.change("intruder", "sha256:config", "sha256:none");
    machine.change("box-beta", "@sha256:beta", "@sha256:older");
    machine.change("box-beta", "=sha256:beta", "=sha256:older");
    machine.change(
        "box-beta",
        r#""ReadonlyRootfs":true"#,
        r#""ReadonlyRootfs":false"#,
    );
    machine.alter("box-beta", "C /etc\nA /etc/passwd\n");
    let ran = machine.verify(&["--machine", "box"]);
    let want = "box-beta: is not as locked\n  \
                manifest: locked sha256:beta, there is sha256:older\n  \
                HostConfig.ReadonlyRootfs: rendered true, there is none\n  \
                altered: C /etc\n  altered: A /etc/passwd\n\
                intruder: runs, and the table has no such service\n\
                box: 2 of 3 containers run as locked; release 0001-LOCK is of this lock\n";
    assert_eq!((ran.code, ran.out.as_str()), (1, want), "{}", ran.err);
    let ran = machine.verify(&["--machine", "box", "--json"]);
    assert!(
        ran.out.contains(
            r#""altered": [
        "C /etc","#
        ),
        "{}",
        ran.out
    );
}

#[test]
fn what_a_container_may_do_is_proved() {
    let machine = Machine::new();
    machine.deploy(&[]);
    for (was, is) in [
        (r#""User":"10001:10001""#, r#""User":"root""#),
        (
            r#""ReadonlyRootfs":true"#,
            r#""ReadonlyRootfs":true,"Privileged":true"#,
        ),
        (
            r#""CapDrop":["ALL"]"#,
            r#""CapDrop":["ALL"],"FutureGrant":{"a":1}"#,
        ),
        (r#""Env":["#, r#""Env":["LD_PRELOAD=/secret","#),
        (
            r#""Mounts":["#,
            r#""Mounts":[{"Type":"bind","Source":"/","Destination":"/host","RW":true},"#,
        ),
    ] {
        machine.change("box-alpha", was, is);
    }
    let ran = machine.verify(&["--machine", "box"]);
    let want = "box-alpha: is not as locked\n  \
                user: rendered 10001:10001, there is root\n  \
                environment `LD_PRELOAD`: rendered none, there is a value\n  \
                mount at /host: rendered none, there is bind of /, writable\n  \
                not judged: HostConfig.FutureGrant: rendered none, there is {\"a\":1}\n  \
                HostConfig.Privileged: rendered none, there is true\n\
                box: 2 of 3 containers run as locked; release 0001-LOCK is of this lock\n";
    assert_eq!((ran.code, ran.out.as_str()), (1, want), "{}", ran.err);
    let ran = machine.verify(&["--machine", "box", "--json"]);
    let user = r#""user: rendered 10001:10001, there is root""#;
    assert!(ran.code == 1 && ran.out.contains(user), "{}", ran.out);
}

/// Where a release is from is no right of its containers.
#[test]
fn another_commit_a_forced_tag_and_another_lock() {
    let machine = Machine::new();
    machine.tag_images("last-good");
    let as_locked = |of: &str, words: &str| {
        let ran = machine.verify(&["--machine", "box"]);
        let want = format!("box: 3 of 3 containers run as locked; release {of}-LOCK is {words}\n");
        assert_eq!((ran.code, ran.out), (0, want), "{}", ran.err);
    };
    machine.deploy(&["--git-sha", &"1".repeat(40)]);
    as_locked("0001", "of this lock");
    machine.deploy(&["--force-image-tag", "last-good"]);
    // Of what a tag names nothing but the image's layers is known.
    let ran = machine.verify(&["--machine", "box"]);
    assert!(!ran.out.contains("rendered"), "{}", ran.out);
    let machine = Machine::new();
    machine.deploy(&[]);
    machine.edit("build-lock.json", "{\n", "{ \n");
    let ran = machine.verify(&["--machine", "box"]);
    assert!(
        ran.out.ends_with("is of another lock\n") && ran.code == 0,
        "{}",
        ran.out
    );
    machine.change("box-alpha", "GIT_SHA=0123", "GIT_SHA=3210");
    let ran = machine.verify(&["--machine", "box"]);
    let told = "environment `GIT_SHA`: rendered a value, there is another\n";
    assert!(ran.out.contains(told) && ran.code == 1, "{}", ran.out);
}

#[test]
fn files_of_the_machine_are_compared_with_what_containers_have() {
    let machine = Machine::new();
    let file = |name: &str| machine.path(name).display().to_string();
    let row = "name = \"Beta\"\n";
    let rest = format!("{row}env-files = [\"{}\"]\n", file("keys.env"));
    machine.edit("services/fleet.toml", row, &rest);
    let network = "network = \"bridge\"\n";
    let rest = format!("{network}seccomp = \"{}\"\n", file("seccomp.json"));
    machine.edit("services/fleet.toml", network, &rest);
    machine.deploy(&[]);
    let ran = machine.verify(&["--machine", "box"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(
        ran.err.contains("hint: run this as a user who may read it"),
        "{}",
        ran.err
    );
    machine.write("keys.env", "KEY=secret\n");
    machine.write("seccomp.json", r#"{ "a": 1 }"#);
    let options = r#""no-new-privileges:true""#;
    let seccomp = format!(r#"{options},"seccomp={{\"a\":1}}""#);
    for service in ["alpha", "beta", "watch"] {
        machine.change(&format!("box-{service}"), options, &seccomp);
    }
    machine.change("box-beta", r#""Env":["#, r#""Env":["KEY=secret","#);
    let ran = machine.verify(&["--machine", "box"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    machine.write("keys.env", "KEY=other\n");
    machine.write("seccomp.json", r#"{"a": 2}"#);
    let ran = machine.verify(&["--machine", "box"]);
    let told =
        "environment `KEY`: rendered a value, there is another\n  HostConfig.SecurityOpt seccomp: ";
    assert!(
        ran.out.contains(told) && !ran.out.contains("secret"),
        "{}",
        ran.out
    );
}

#[test]
fn containers_of_the_lock_that_nobody_rolled_out() {
    let machine = Machine::new();
    machine.deploy(&[]);
    machine.intrude("by-name", "registry.example:5000/fleet/box-beta:latest");
    machine.intrude("stopped", "x@sha256:alpha");
    machine.intrude("stranger", "x");
    machine.change("by-name", "sha256:config", "sha256:none");
    machine.change("stopped", "running", "exited");
    machine.change("stranger", "sha256:config", "sha256:none");
    for name in ["by-name", "stopped", "stranger"] {
        machine.change(name, "gen-lock.machine", "label");
    }
    let ran = machine.verify(&["--machine", "box"]);
    let want = "by-name: runs, made from the lock's `box-beta`, and the table has no such service\n\
                stopped: is there, made from the lock's `box-alpha`, and the table has no such service\n\
                box: 3 of 3 containers run as locked; release 0001-LOCK is of this lock\n";
    assert_eq!((ran.code, ran.out.as_str()), (1, want), "{}", ran.err);
}

#[test]
fn what_an_engine_keeps_is_proved() {
    let machine = Machine::new();
    let ran = machine.verify(&["docker-daemon:"]);
    assert_eq!(
        ran.out,
        "0 of 0 images are as locked; 0 others are none of the lock's\n"
    );
    assert_eq!(ran.code, 1, "nothing is no proof: {}", ran.err);
    machine.deploy(&[]);
    let ran = machine.verify(&["docker-daemon:", "--image", "alpha"]);
    assert_eq!(
        ran.out,
        "1 of 1 images are as locked; 0 others are none of the lock's\n"
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = machine.verify(&["docker-daemon:", "--image", "omega"]);
    let want = "error: build-lock.json has no such image: `omega`\n";
    assert_eq!((ran.code, ran.err.as_str()), (1, want));
}

#[test]
fn options_that_mean_nothing_and_engines_that_do_not_answer() {
    let machine = Machine::new();
    for (options, words) in [
        (
            &["--machine", "box", "--deep"][..],
            "`--deep` means nothing for what runs",
        ),
        (
            &["result", "--machine", "box"],
            "`--machine` means nothing for a layout",
        ),
        (&["a", "b"], "one thing at a time"),
        (
            &["docker-daemon:", "--no-gpu"],
            "`--no-gpu` means nothing for what does not run",
        ),
        (
            &["docker-daemon:x"],
            "`docker-daemon:x`: an engine has no name",
        ),
        (&["containers-storage:[/none]"], "no images of `overlay`"),
        (&["--threshold", "1"], "no records"),
    ] {
        let ran = machine.verify(options);
        assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
}

#[test]
fn an_interrupt_leaves_what_runs_and_says_it() {
    let machine = Machine::new();
    machine.deploy(&[]);
    let ran = machine.interrupted(&["--git-sha", &"1".repeat(40)]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    for words in [
        "error: interrupted while release 0002-LOCK was being started, and left as it is; the current release is 0001-LOCK; 3 of 3 containers run: box-alpha (healthy)",
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

#[test]
fn a_killed_roll_out_holds_the_lock_while_its_compose_works() {
    let machine = Machine::new();
    machine.deploy(&[]);
    let compose = machine.killed(&["--git-sha", &"1".repeat(40)]);
    let ran = machine.deploy(&[]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(
        ran.err
            .contains("or the Compose of one that was killed: it holds `"),
        "{}",
        ran.err
    );
    let ran = machine.resume(&[]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "box: nothing to do: a roll-out is under way\n")
    );
    compose.end();
}

#[test]
fn a_killed_roll_out_is_brought_back_to_the_current_release() {
    let machine = Machine::new();
    machine.deploy(&[]);
    machine.killed(&["--git-sha", &"1".repeat(40)]).end();
    machine.half_made("0123456789ab_box-alpha");
    let ran = machine.resume(&[]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            0,
            "box: resumed: release 0001-LOCK runs, 3 of 3 services healthy\n"
        ),
        "{}",
        ran.err
    );
    let log =
        "stop box-watch\nup box 0002-LOCK alpha beta\nstop box-watch\nrm 0123456789ab_box-alpha\n\
               up box 0001-LOCK alpha beta\nup box 0001-LOCK\n";
    assert!(machine.log().ends_with(log), "{}", machine.log());
    let ran = machine.resume(&["--json"]);
    assert!(
        ran.out.contains(r#""outcome": "nothing-to-do""#),
        "{}",
        ran.out
    );
    assert!(machine.log().ends_with(log), "nothing was done");
}

#[test]
fn a_killed_first_roll_out_is_finished() {
    let machine = Machine::new();
    machine.killed(&[]).end();
    assert!(!machine.path("state/current").exists());
    let ran = machine.resume(&[]);
    assert_eq!(
        ran.out,
        "box: resumed: release 0001-LOCK runs, 3 of 3 services healthy\n"
    );
    assert_eq!(machine.current(), "releases/0001-LOCK");
}

#[test]
fn what_cannot_be_resumed_is_tried_again() {
    let machine = Machine::new();
    machine.deploy(&[]);
    machine.killed(&["--git-sha", &"1".repeat(40)]).end();
    machine.touch("fake/compose-fails");
    let ran = machine.resume(&[]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    let ran = machine.resume(&[]);
    assert!(
        ran.out.contains(
            "nothing to do: 1 tries to finish a roll-out failed, the next one may begin in "
        ),
        "{}",
        ran.out
    );
    machine.an_hour_later();
    let ran = machine.resume(&[]);
    assert_eq!(
        ran.out,
        "box: resumed: release 0001-LOCK runs, 3 of 3 services healthy\n"
    );
}

#[test]
fn a_roll_out_after_one_that_was_killed_starts_what_it_would_leave() {
    let machine = Machine::new();
    machine.deploy(&[]);
    machine.killed(&["--git-sha", &"1".repeat(40)]).end();
    let ran = machine.deploy(&[]);
    assert_eq!(
        ran.out,
        "box: release 0001-LOCK runs, 3 of 3 services healthy\n"
    );
    assert!(machine.resume(&[]).out.contains("no roll-out was killed"));
}

#[test]
fn a_machine_resumes_by_its_own_units() {
    let machine = Machine::new();
    let ran = machine.resume(&["--print", "service"]);
    let state = machine.path("state").display().to_string();
    let program = env!("CARGO_BIN_EXE_gen-lock");
    let start = format!("\nExecStart={program} resume --machine box --state {state}\n");
    assert!(ran.out.contains(&start), "{}", ran.out);
    assert!(machine
        .resume(&["--print", "timer"])
        .out
        .contains("OnCalendar="));
}

#[test]
fn a_roll_out_that_a_service_manager_ended_is_resumed_and_one_that_a_person_ended_is_not() {
    let machine = Machine::new();
    machine.deploy(&[]);
    machine.interrupted(&["--git-sha", &"1".repeat(40)]);
    std::fs::remove_file(machine.path("fake/wait")).unwrap();
    assert!(machine.resume(&[]).out.contains("no roll-out was killed"));
    std::fs::remove_file(machine.path("fake/waits")).unwrap();
    let ran = machine.terminated(&["--git-sha", &"2".repeat(40)]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    std::fs::remove_file(machine.path("fake/wait")).unwrap();
    let ran = machine.resume(&[]);
    assert_eq!(
        ran.out,
        "box: resumed: release 0001-LOCK runs, 3 of 3 services healthy\n"
    );
}

#[test]
fn an_engine_that_went_away_is_no_fault_of_a_release() {
    let machine = Machine::new();
    machine.deploy(&[]);
    machine.deploy(&["--git-sha", &"1".repeat(40)]);
    machine.engine_goes();
    let ran = machine.rollback(&["--machine", "box"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let ran = machine.resume(&[]);
    assert_eq!(
        ran.out,
        "box: resumed: release 0002-LOCK runs, 3 of 3 services healthy\n"
    );
}
