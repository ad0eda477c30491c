use super::{Engine, Running};
use crate::rights::tests::{example, info};
use crate::written_short::{digested, shortened};
use crate::{Container, Granted, Image, State};
use fleet::build_lock::{self, Outputs};
use oci::{DiffId, Digest};
use serde_json::json;
use std::collections::BTreeMap;

fn outputs() -> Outputs {
    let image = build_lock::Image {
        config: Digest::of(b"config"),
        layers: vec!["base".to_owned()],
        manifest: Digest::of(b"manifest"),
        size: 0,
        sbom: None,
    };
    let layer = build_lock::Layer {
        blobs: BTreeMap::new(),
        diff_id: DiffId::of(b"tar"),
    };
    let image = |name: &str| (name.to_owned(), image.clone());
    Outputs {
        images: ["box-a", "box-b", "box-c", "box-d"].map(image).into(),
        layers: BTreeMap::from([("base".to_owned(), layer)]),
    }
}

fn container(name: &str, image: &str, id: &str) -> Container {
    Container {
        image: digested(image),
        image_id: digested(id),
        state: State::Healthy,
        machine: Some("box".to_owned()),
        command: vec!["tini".to_owned(), "python".to_owned()],
        granted: example().0,
        ..Container::absent(name)
    }
}

#[test]
#[allow(clippy::too_many_lines)] // a table of cases
fn each_way_not_to_be_as_locked() {
    let text = r#"[{"Id":"sha256:config","RootFS":{"Layers":["sha256:tar"]},"Config":{"Entrypoint":["tini"],"Cmd":["python"],"WorkingDir":"/app"}},
        {"Id":"sha256:other","RootFS":{"Layers":["sha256:rat"]},"Config":{"WorkingDir":"/app"}}]"#;
    let images = Image::all(&digested(text)).unwrap();
    let images = images
        .into_iter()
        .map(|image| (image.id().to_owned(), image))
        .collect();
    let mut containers = [
        container("box-a", "r/box-a@sha256:manifest", "sha256:config"),
        container("box-b", "r/box-b@sha256:older", "sha256:other"),
        container("box-c", "box-c:latest", "sha256:config"),
        container("intruder", "x", "sha256:other"),
        container("left-over", "x", "sha256:other"),
        container("stranger", "x", "sha256:other"),
        container("stopped", "x", "sha256:config"),
        container("called", "r/box-d:latest", "sha256:gone"),
    ];
    containers[2].command = vec!["sh".to_owned()];
    containers[4].state = State::Exited(0);
    containers[5].machine = None;
    containers[5].granted = Granted::default();
    containers[6].state = State::Exited(0);
    containers[6].machine = None;
    containers[7].machine = Some("other".to_owned());
    let altered = BTreeMap::from([("box-c".to_owned(), vec!["C /etc/passwd".to_owned()])]);
    let engine = Engine {
        containers: &containers,
        images: &images,
        altered: &altered,
        info: &info(),
    };
    let wanted = ["box-a", "box-b", "box-c", "box-d", "box-e"];
    let wanted = wanted.map(|name| (name.to_owned(), example().1)).into();
    let all = Running::of(&outputs(), "box", &wanted, &engine);
    let good: Vec<&str> = all
        .iter()
        .filter(|one| one.is_as_locked() || one.is_left_over())
        .map(|one| one.container.as_str())
        .collect();
    assert_eq!(good, ["box-a", "left-over"]);
    let all: Vec<&Running> = all.iter().filter(|one| !one.is_as_locked()).collect();
    let text = serde_json::to_string_pretty(&all).unwrap();
    let words = ["config", "manifest", "other", "older", "tar", "rat"];
    insta::assert_snapshot!(shortened(&text, &words));
}

#[test]
fn who_is_among_the_containers_of_the_machine() {
    let with = |name: &str, said: serde_json::Value| Container {
        granted: Granted::new(said),
        machine: None,
        ..container(name, "x", "sha256:none")
    };
    let own = Container {
        id: "0123".to_owned(),
        ..container("box-a", "r/box-a@sha256:manifest", "sha256:config")
    };
    let network = |name: &str| json!({"NetworkSettings": {"Networks": {name: {}}}});
    let mode = |key: &str, mode: &str| json!({"HostConfig": {key: mode}});
    let containers = [
        own,
        with("beside", network("box_box")),
        with("elsewhere", network("bridge")),
        with("within", mode("PidMode", "container:01")),
        with("without", mode("NetworkMode", "container:4567")),
    ];
    let engine = Engine {
        containers: &containers,
        images: &BTreeMap::new(),
        altered: &BTreeMap::new(),
        info: &info(),
    };
    let wanted = BTreeMap::from([("box-a".to_owned(), example().1)]);
    let all = Running::of(&outputs(), "box", &wanted, &engine);
    let told: Vec<&str> = all.iter().map(|one| one.container.as_str()).collect();
    assert_eq!(told, ["beside", "box-a", "within"]);
}

#[test]
fn rights_are_compared() {
    let image = r#"[{"Id":"sha256:config","RootFS":{"Layers":["sha256:tar"]},"Config":{"WorkingDir":"/app"}}]"#;
    let image = Image::all(&digested(image)).unwrap().remove(0);
    let mut container = container("box-a", "r/box-a@sha256:manifest", "sha256:config");
    container.command.clear();
    let engine = Engine {
        containers: &[container],
        images: &BTreeMap::from([(digested("sha256:config"), image)]),
        altered: &BTreeMap::new(),
        info: &info(),
    };
    let told = |user| {
        let mut expected = example().1;
        expected.rights.user = user;
        let wanted = BTreeMap::from([("box-a".to_owned(), expected)]);
        let all = Running::of(&outputs(), "box", &wanted, &engine);
        serde_json::to_value(&all[0].differences).unwrap()
    };
    assert_eq!(told("10001:10001"), serde_json::json!([]));
    let want = serde_json::json!(["user: rendered 1:1, there is 10001:10001"]);
    assert_eq!(told("1:1"), want);
}
