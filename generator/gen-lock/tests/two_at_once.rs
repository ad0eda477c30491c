//! Two commands at once: one waits and says whom for, nothing is written over what somebody changed in
//! the meantime, and each ends well.

#[path = "two_at_once/project.rs"]
mod project;
#[path = "two_at_once/store.rs"]
mod store;

use project::{ended, Project};
use std::fs;
use std::time::Duration;
use store::Store;

const IMPORT: [&str; 6] = [
    "import",
    "--write",
    "--config",
    "big=big.yaml",
    "--config",
    "small=small.yaml",
];
const REFRESH: [&str; 6] = [
    "refresh",
    "--family",
    "runtime",
    "--no-build",
    "--index-url",
    "http://127.0.0.1:9/simple",
];
const RENDER: [&str; 10] = [
    "render",
    "quadlet",
    "--machine",
    "box",
    "--registry",
    "registry.example:5000/fleet",
    "--git-sha",
    "0123456789012345678901234567890123456789",
    "--force-image-tag",
    "last-good",
];

#[test]
fn the_second_waits_and_says_whom_for() {
    let (alone, project) = (Project::of("import"), Project::of("import"));
    alone.run(&IMPORT);
    let config = project.read("big.yaml");
    let place = project.pipe("big.yaml");
    let first = project.start(&IMPORT);
    // Once it opens its config, it has read the table.
    let pipe = place.open();
    let before = project.files();
    let mut second = project.start(&IMPORT[..4]);
    let line = second.first_line();
    let root = project.root();
    assert_eq!(
        line,
        format!(
            "waiting for `gen-lock import` (process {}), which is writing to `{}`\n",
            first.id(),
            root.display()
        )
    );
    assert_eq!(
        project.files(),
        before,
        "waiting leaves nothing in the checkout"
    );
    // Who only reads waits for nobody.
    let reader = project.run(&["import", "--config", "small=small.yaml"]);
    assert_eq!(reader.status.code(), Some(1), "{}", ended(&reader));
    pipe.write(&config);
    let first = first.end();
    assert_eq!(first.status.code(), Some(1), "{}", ended(&first));
    place.open().write(&config);
    let second = second.end();
    assert_eq!(second.status.code(), Some(1), "{}", ended(&second));
    assert_eq!(
        project.read("services/fleet.toml"),
        alone.read("services/fleet.toml")
    );
}

#[test]
fn a_killed_command_is_waited_for_no_longer() {
    let project = Project::of("import");
    let pipe = project.pipe("big.yaml");
    let first = project.start(&IMPORT);
    let _pipe = pipe.open();
    let mut second = project.start(&["import", "--write", "--config", "small=small.yaml"]);
    second.first_line();
    first.kill();
    let second = second.end();
    assert_eq!(second.status.code(), Some(0), "{}", ended(&second));
}

/// Each adds something of its own to the table: what the other added stays
#[test]
fn many_at_once_end_as_one_after_the_other() {
    let (big, small) = (
        &IMPORT[..4],
        ["import", "--write", "--config", "small=small.yaml"],
    );
    let after_another = |orders: [&[&str]; 2]| {
        let alone = Project::of("import");
        for order in orders {
            alone.run(order);
        }
        alone.files()
    };
    let wanted = [after_another([big, &small]), after_another([&small, big])];
    for _ in 0..10 {
        let project = Project::of("import");
        let all: Vec<_> = (0..6)
            .map(|number| project.start(if number % 2 == 0 { big } else { &small }))
            .collect();
        for one in all {
            let one = one.end();
            assert_ne!(one.status.code(), Some(2), "{}", ended(&one));
        }
        assert!(wanted.contains(&project.files()));
    }
}

#[test]
fn a_table_that_was_edited_meanwhile_stays() {
    let project = Project::of("import");
    let config = project.read("big.yaml");
    let pipe = project.pipe("big.yaml");
    let running = project.start(&IMPORT);
    let pipe = pipe.open();
    let edited = project.read("services/fleet.toml") + "# edited\n";
    project.write("services/fleet.toml", &edited);
    pipe.write(&config);
    let said = running.end();
    let want =
        "error: services/fleet.toml: changed while `gen-lock import` ran\n\nhint: run it again";
    assert_eq!(said.status.code(), Some(1), "{}", ended(&said));
    assert!(ended(&said).contains(want), "{}", ended(&said));
    assert_eq!(project.read("services/fleet.toml"), edited);
}

/// `refresh`, with a uv that takes its time: an editor saves meanwhile
#[test]
fn what_refresh_read_and_somebody_changed_stays() {
    for (name, text) in [
        ("services/fleet.toml", None),
        ("services/runtime/pylock.toml", Some("# by hand\n")),
        (
            "families/base/family.toml",
            Some("description = \"another\"\n"),
        ),
        ("build-lock.json", Some("{}\n")),
    ] {
        let project = Project::of("import");
        project.add_runtime();
        let text = text.map_or_else(|| project.read(name) + "# edited\n", str::to_owned);
        project.add_uv(name, &text);
        let before = project.files();
        let said = project.run(&REFRESH);
        assert_eq!(said.status.code(), Some(1), "{name}: {}", ended(&said));
        let want =
            format!("error: {name}: changed while `gen-lock refresh` ran\n\nhint: run it again");
        assert!(ended(&said).contains(&want), "{}", ended(&said));
        let mut want = before;
        want.insert(name.into(), text.into_bytes());
        assert_eq!(project.files(), want);
    }
}

#[test]
fn renders_into_one_folder_end_well() {
    let project = Project::of("render");
    let out = |phase: &'static [&'static str]| [&RENDER[..], &["--out", "units"], phase].concat();
    let (all, one) = (out(&[]), out(&["--phase", "1"]));
    for _ in 0..8 {
        let running: Vec<_> = (0..8)
            .map(|number| project.start(if number % 2 == 0 { &all } else { &one }))
            .collect();
        for one in running {
            let one = one.end();
            assert_eq!(one.status.code(), Some(0), "{}", ended(&one));
        }
    }
}

#[test]
fn layers_into_one_file_end_well() {
    let wheel = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../fuzz/seeds/a-1-py3-none-any.whl"
    );
    let project = Project::of("import");
    let layer = |codec, out| ["layer", wheel, "--codec", codec, "--output", out];
    let read = |name| fs::read(project.root().join(name)).unwrap();
    let codecs = ["none", "zstd"];
    let wanted = codecs.map(|codec| {
        project.run(&layer(codec, codec));
        read(codec)
    });
    for _ in 0..5 {
        let all: Vec<_> = (0..8)
            .map(|number| project.start(&layer(codecs[number % 2], "layer")))
            .collect();
        for one in all {
            let one = one.end();
            assert_eq!(one.status.code(), Some(0), "{}", ended(&one));
        }
        assert!(wanted.contains(&read("layer")));
    }
}

#[test]
fn fetches_of_the_same_sources_end_well() {
    for _ in 0..5 {
        let project = Project::of("import");
        project.add_runtime();
        let store = Store::new(&project, 12);
        let all: Vec<_> = (0..5).map(|_| store.fetch()).collect();
        for one in all {
            let one = one.end();
            assert_eq!(one.status.code(), Some(0), "{}", ended(&one));
        }
        store.is_whole();
    }
}

#[test]
fn the_second_fetch_waits_for_what_the_first_brings() {
    let project = Project::of("import");
    project.add_runtime();
    let store = Store::new(&project, 1);
    store.halt();
    let first = store.fetch();
    store.wait_for_add();
    let mut second = store.fetch();
    let lines = [second.first_line(), second.first_line()].concat();
    let want = format!(
        "waiting for `gen-lock fetch` (process {}), which is fetching the same sources\n",
        first.id()
    );
    assert!(lines.ends_with(&want), "{lines}");
    std::thread::sleep(Duration::from_millis(50));
    store.go_on();
    for one in [first, second] {
        let one = one.end();
        assert_eq!(one.status.code(), Some(0), "{}", ended(&one));
    }
    store.is_whole();
    assert_eq!(store.added(), 1, "each source comes once");
}

#[test]
fn what_nobody_fetches_any_more_is_tidied_and_what_somebody_does_stays() {
    let project = Project::of("import");
    project.add_runtime();
    let store = Store::new(&project, 2);
    let folder = store.add_by_hand(0);
    fs::create_dir_all(&folder).unwrap();
    let held = fs::File::open(&folder).unwrap();
    held.lock().unwrap();
    let said = store.fetch().end();
    assert_eq!(said.status.code(), Some(0), "{}", ended(&said));
    assert!(folder.exists());
    drop(held);
    let said = store.fetch().end();
    assert_eq!(said.status.code(), Some(0), "{}", ended(&said));
    assert!(!folder.exists());
}
