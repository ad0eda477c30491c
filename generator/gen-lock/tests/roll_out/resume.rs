//! Roll-outs that are killed, and how each ends.

use crate::machine::Machine;

#[test]
fn a_killed_roll_out_holds_the_lock_while_its_compose_works() {
    let machine = Machine::new();
    machine.deploy(&[]);
    let compose = machine.killed(&["--git-sha", &"1".repeat(40)]);
    let ran = machine.deploy(&[]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(
        ran.err
            .contains("or Compose of a killed one: it holds the lock `"),
        "{}",
        ran.err
    );
    let ran = machine.resume(&[]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "box: nothing to do: a roll-out is running\n")
    );
    compose.end();
}

#[test]
fn nobody_else_can_take_the_lock() {
    use std::os::unix::fs::PermissionsExt as _;
    let machine = Machine::new();
    let lock = machine.path("state/roll-out.lock");
    machine.write("state/roll-out.lock", "");
    std::fs::set_permissions(&lock, std::fs::Permissions::from_mode(0o644)).unwrap();
    machine.deploy(&[]);
    let mode = std::fs::metadata(lock).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "whoever may read it may lock it");
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
            "nothing to do: failed attempts to finish a roll-out: 1; the next one may start in "
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
fn an_engine_that_keeps_ports_of_what_is_gone_is_started_anew() {
    let machine = Machine::new();
    machine.deploy(&[]);
    machine.killed(&["--git-sha", &"1".repeat(40)]).end();
    machine.engine_keeps_a_port();
    let ran = machine.resume(&[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let words = "the engine keeps ports of containers that no longer exist until it is restarted (`systemctl restart docker`): 9110\n";
    assert!(ran.err.contains(words), "{}", ran.err);
    machine.an_hour_later();
    machine.engine_keeps_a_port();
    let restart = format!("touch {}", machine.path("restarted").display());
    let ran = machine.resume(&["--restart-engine", &restart]);
    assert_eq!(
        ran.out, "box: resumed: release 0001-LOCK runs, 3 of 3 services healthy\n",
        "{}",
        ran.err
    );
    assert!(machine.path("restarted").exists());
    // Nothing is lost here: there is no reason to end what runs.
    for file in ["restarted", "fake/waits"] {
        std::fs::remove_file(machine.path(file)).unwrap();
    }
    machine.killed(&["--git-sha", &"2".repeat(40)]).end();
    machine.resume(&["--restart-engine", &restart]);
    assert!(!machine.path("restarted").exists());
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
