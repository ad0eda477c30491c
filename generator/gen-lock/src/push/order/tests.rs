use super::Order;
use crate::commit::Commit;
use crate::loopback::Server;
use crate::printer::Printer;
use crate::project::{LockFile, Project};
use crate::push::{Counts, Plan, Push};
use debian::Date;
use fleet::build_lock;
use oci::{
    layout, Descriptor, DiffId, Digest, ImageConfig, Index, Manifest, MediaType, RuntimeConfig,
    IMAGE_NAME, LAYER_NAME,
};
use registry::{Anonymous, Client, Options, Repository};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A layer that the project's table does not know: nothing is locked of it
const LAYER: &str = "a-test";
const GHOST: (&str, &str) = (
    "var/lib/dpkg/status.d/ghost",
    "Package: ghost\nVersion: 1\nArchitecture: all\n",
);

/// A layout of one image of the project, and the lock that has it
struct World {
    project: Project,
    lock_file: LockFile,
    image: String,
    layout: tempfile::TempDir,
    /// Of its one layer
    layer: Digest,
}

impl World {
    fn of(files: &[(&str, &str)]) -> Self {
        let project = Project::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap();
        let mut lock = project.locked_build().unwrap().lock.clone();
        let image = lock.outputs.images.keys().next().unwrap().clone();
        let layout = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(layout.path().join("blobs/sha256")).unwrap();
        let layer = tar(files);
        let diff_id: DiffId = Digest::of(&layer).to_string().parse().unwrap();
        let config = ImageConfig::new(RuntimeConfig::default(), &[(LAYER, diff_id)]).print();
        let blob = |kind, bytes: &[u8]| {
            let descriptor = Descriptor::of(kind, bytes);
            let path = layout.path().join(layout::blob_path(&descriptor.digest));
            std::fs::write(path, bytes).unwrap();
            descriptor
        };
        let manifest = Manifest::new(
            blob(MediaType::Config, &config),
            vec![blob(MediaType::Layer, &layer).annotated(LAYER_NAME, LAYER)],
        );
        let manifest = blob(MediaType::Manifest, &manifest.print()).annotated(IMAGE_NAME, &image);
        let locked = lock.outputs.images.get_mut(&image).unwrap();
        locked.config = Digest::of(&config);
        locked.manifest = manifest.digest;
        locked.sbom = None;
        locked.layers = vec![LAYER.to_owned()];
        let stored = build_lock::Blob {
            digest: Digest::of(&layer),
            media_type: MediaType::Layer,
            parameters: BTreeMap::new(),
            size: layer.len() as u64,
        };
        let blobs = BTreeMap::from([("none".to_owned(), stored)]);
        let layers = &mut lock.outputs.layers;
        layers.insert(LAYER.to_owned(), build_lock::Layer { blobs, diff_id });
        let index = Index::new(vec![manifest]).print();
        std::fs::write(layout.path().join(layout::INDEX), index).unwrap();
        Self {
            project,
            lock_file: LockFile {
                lock,
                text: "{}".to_owned(),
            },
            image,
            layout,
            layer: Digest::of(&layer),
        }
    }

    fn layouts(&self) -> Vec<PathBuf> {
        vec![self.layout.path().to_owned()]
    }

    fn plan(&self, namespace: &Repository) -> Result<Plan, String> {
        let mut plan = Plan::default();
        let added = plan.add(
            self.layout.path(),
            namespace,
            &self.lock_file.lock.outputs,
            true,
        );
        added.map(|()| plan).map_err(|error| format!("{error:#}"))
    }

    /// Why a push to a registry that has nothing and takes nothing ends, and whether it began to send
    fn push(&self) -> (String, bool) {
        let server = Server::start(|_, _| (404, Vec::new(), Vec::new()));
        let namespace: Repository = format!("{}/fleet", server.host).parse().unwrap();
        let client = Client::new(
            namespace.host.clone(),
            &Options::default(),
            Box::new(Anonymous),
        );
        let commit = Commit {
            sha: "0".repeat(40),
            date: Date::from_unix(1_790_000_000),
        };
        let push = Push {
            client: &client.unwrap(),
            namespace: &namespace,
            plan: &self.plan(&namespace).unwrap(),
            tag: &commit.tag(None),
            printer: &Printer::new(),
            done: Counts::default(),
        };
        let order = Order {
            project: &self.project,
            lock_file: &self.lock_file,
            commit: &commit,
            whole: BTreeSet::new(),
            layouts: self.layouts(),
            locked: true,
        };
        let error = order.run(&push).unwrap_err();
        let began = server.asked().iter().any(|path| path.contains("/uploads/"));
        (format!("{error:#}"), began)
    }
}

fn tar(files: &[(&str, &str)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, text) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(text.len() as u64);
        builder
            .append_data(&mut header, path, text.as_bytes())
            .unwrap();
    }
    builder.into_inner().unwrap()
}

#[test]
fn a_push_with_its_documents_begins_to_send() {
    let (error, began) = World::of(&[]).push();
    assert!(began, "{error}");
}

#[test]
fn a_push_without_a_document_sends_nothing() {
    let contents = World::of(&[GHOST]);
    let mut sbom = World::of(&[]);
    let locked = sbom
        .lock_file
        .lock
        .outputs
        .images
        .get_mut(&sbom.image)
        .unwrap();
    locked.sbom = Some(Digest::of(b"another"));
    let mut statement = World::of(&[]);
    statement.lock_file.lock.inputs.sources.clear();
    for (world, want) in [
        (
            contents,
            "belongs to deb `ghost` 1, which is not in the lock",
        ),
        (sbom, "build-lock.json has SBOM sha256:"),
        (statement, "is missing\n\nhint: run `gen-lock generate`"),
    ] {
        let (error, began) = world.push();
        assert!(error.contains(want), "{error}");
        assert!(!began, "{error}");
    }
}

#[test]
fn a_layout_without_a_blob_is_not_planned() {
    let namespace: Repository = "127.0.0.1:1/fleet".parse().unwrap();
    let world = World::of(&[GHOST]);
    world.plan(&namespace).unwrap();
    let path = world.layout.path().join(layout::blob_path(&world.layer));
    std::fs::write(&path, "cut").unwrap();
    let error = world.plan(&namespace).err().unwrap();
    assert!(
        error.contains("is not a file of ") && error.contains(": it has 3 bytes"),
        "{error}"
    );
    std::fs::remove_file(&path).unwrap();
    let error = world.plan(&namespace).err().unwrap();
    assert!(error.starts_with("cannot read `"), "{error}");
}

/// What is planned is sent under the tag of a release.
#[test]
fn a_layout_of_another_image_is_not_planned() {
    let namespace: Repository = "127.0.0.1:1/fleet".parse().unwrap();
    let refused = |change: &dyn Fn(&mut build_lock::Outputs, &str), locked: bool| {
        let mut world = World::of(&[]);
        change(&mut world.lock_file.lock.outputs, &world.image);
        let mut plan = Plan::default();
        let outputs = &world.lock_file.lock.outputs;
        let added = plan.add(world.layout.path(), &namespace, outputs, locked);
        assert_eq!(added.is_err(), plan.images.is_empty());
        added.is_err()
    };
    assert!(!refused(&|_, _| (), true) && !refused(&|_, _| (), false));
    let other = Digest::of(b"another");
    let of_image = |change: fn(&mut build_lock::Image, Digest)| {
        move |outputs: &mut build_lock::Outputs, name: &str| {
            change(outputs.images.get_mut(name).unwrap(), other);
        }
    };
    let manifest = of_image(|image, other| image.manifest = other);
    assert!(refused(&manifest, true));
    // In a codec that the lock has not, the manifest is another one.
    assert!(!refused(&manifest, false));
    let config = of_image(|image, other| image.config = other);
    let fewer = of_image(|image, _| image.layers.clear());
    let content = |outputs: &mut build_lock::Outputs, _: &str| {
        outputs.layers.get_mut(LAYER).unwrap().diff_id = DiffId::of(b"another");
    };
    let gone = |outputs: &mut build_lock::Outputs, name: &str| {
        outputs.images.remove(name);
    };
    for locked in [true, false] {
        assert!(refused(&config, locked) && refused(&fewer, locked));
        assert!(refused(&content, locked) && refused(&gone, locked));
    }
}
