//! What runs on a machine, and what its engine keeps, against lock and table.

use crate::machine::Machine;

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
                intruder: runs, but the table has no such service\n\
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
        ran.err.contains("hint: run this as a user who can read it"),
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
    let want = "by-name: runs, created from the lock's `box-beta`, but the table has no such service\n\
                stopped: is there, created from the lock's `box-alpha`, but the table has no such service\n\
                box: 3 of 3 containers run as locked; release 0001-LOCK is of this lock\n";
    assert_eq!((ran.code, ran.out.as_str()), (1, want), "{}", ran.err);
}

#[test]
fn what_an_engine_keeps_is_proved() {
    let machine = Machine::new();
    let ran = machine.verify(&["docker-daemon:"]);
    assert_eq!(
        ran.out,
        "0 of 0 images are as locked; 0 unrelated images ignored\n"
    );
    assert_eq!(ran.code, 1, "nothing is no proof: {}", ran.err);
    machine.deploy(&[]);
    let ran = machine.verify(&["docker-daemon:", "--image", "alpha"]);
    assert_eq!(
        ran.out,
        "1 of 1 images are as locked; 0 unrelated images ignored\n"
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = machine.verify(&["docker-daemon:", "--image", "omega"]);
    let want = "error: build-lock.json has no image `omega`\n";
    assert_eq!((ran.code, ran.err.as_str()), (1, want));
}

#[test]
fn options_that_mean_nothing_and_engines_that_do_not_answer() {
    let machine = Machine::new();
    for (options, words) in [
        (
            &["--machine", "box", "--deep"][..],
            "`--deep` does not apply to what runs",
        ),
        (
            &["result", "--machine", "box"],
            "`--machine` does not apply to a layout",
        ),
        (&["a", "b"], "expected one target"),
        (
            &["docker-daemon:", "--no-gpu"],
            "`--no-gpu` does not apply to images that do not run",
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
