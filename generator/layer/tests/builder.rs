//! The binary from specification to layout, and the promises about its bytes.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use layer::{build_layer, LayerFile};
use oci::{layout, Digest, ImageConfig, Index, Manifest};
use support::zip::{wheel, write_wheel, Member};
use support::{folder, spec};

fn builder(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_layer-builder"))
        .args(arguments)
        .output()
        .unwrap()
}

fn build(verb: &str, spec: &str, out: &Path) -> Output {
    let path = out.with_extension("json");
    fs::write(&path, spec).unwrap();
    builder(&[
        verb,
        "--spec",
        path.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ])
}

fn succeed(output: &Output) {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn layer(folder: &Path, name: &str, attributes: &str) -> String {
    let out = folder.join(name);
    let spec =
        format!(r#"{{"version":1,"name":"{name}","codec":"zstd","python":"3.11",{attributes}}}"#);
    succeed(&build("layer", &spec, &out));
    out.to_str().unwrap().to_owned()
}

fn image(folder: &Path, name: &str, layers: &[&str]) -> Output {
    let layers: Vec<String> = layers.iter().map(|layer| format!("\"{layer}\"")).collect();
    let spec = format!(
        r#"{{"version":1,"name":"mainpc-{name}","ref":"{name}","machine":"mainpc","layers":[{}],"config":{{"User":"1:1","Healthcheck":{{"Test":["CMD","true"]}}}}}}"#,
        layers.join(",")
    );
    build("image", &spec, &folder.join(format!("{name}-image")))
}

#[test]
fn a_layout_holds_what_its_documents_say() {
    let folder = folder("layout");
    let base = layer(&folder, "base", r#""files":[{"path":"etc/a","text":"a"}]"#);
    let top = layer(&folder, "top", r#""files":[{"path":"etc/a","text":"b"}]"#);
    succeed(&image(&folder, "one", &[&base]));
    succeed(&image(&folder, "two", &[&base, &top]));
    let out = folder.join("fleet");
    let images = ["two", "one"].map(|name| format!("\"{}/{name}-image\"", folder.display()));
    let spec = format!(
        r#"{{"version":1,"name":"fleet","images":[{}]}}"#,
        images.join(",")
    );
    succeed(&build("layout", &spec, &out));
    layout::check_marker(&fs::read(out.join(layout::MARKER)).unwrap()).unwrap();
    let index = Index::parse(&fs::read(out.join(layout::INDEX)).unwrap()).unwrap();
    let names: Vec<&str> = index
        .manifests
        .iter()
        .map(|m| m.annotations[oci::REF_NAME].as_str())
        .collect();
    assert_eq!(names, ["one", "two"]);
    let list = fs::read(out.join(oci::docker_archive::FILE)).unwrap();
    let list: serde_json::Value = serde_json::from_slice(&list).unwrap();
    for (at, descriptor) in index.manifests.iter().enumerate() {
        let name = oci::loaded_name(&descriptor.annotations[oci::IMAGE_NAME]);
        assert_eq!(descriptor.annotations[oci::LOADED_NAME], name);
        assert_eq!(list[at]["RepoTags"], serde_json::json!([name]));
        let manifest = fs::read(out.join(layout::blob_path(&descriptor.digest))).unwrap();
        let manifest = Manifest::parse(&manifest).unwrap();
        assert_eq!(
            list[at]["Config"],
            layout::blob_path(&manifest.config.digest)
        );
        let layers = list[at]["Layers"].as_array().unwrap();
        assert_eq!(layers.len(), manifest.layers.len());
    }
    for descriptor in &index.manifests {
        let read = |digest: &Digest| {
            let bytes = fs::read(out.join(layout::blob_path(digest))).unwrap();
            assert_eq!(Digest::of(&bytes), *digest);
            bytes
        };
        let manifest = Manifest::parse(&read(&descriptor.digest)).unwrap();
        let config = ImageConfig::parse(&read(&manifest.config.digest)).unwrap();
        assert_eq!(config.config.healthcheck.unwrap().test, ["CMD", "true"]);
        assert_eq!(config.rootfs.diff_ids.len(), manifest.layers.len());
        for layer in &manifest.layers {
            assert_eq!(read(&layer.digest).len() as u64, layer.size);
            let link = fs::read_link(out.join(layout::blob_path(&layer.digest))).unwrap();
            assert!(link.ends_with("blob") && link.is_absolute());
        }
    }
}

#[test]
fn layers_that_contradict_each_other_are_refused() {
    let folder = folder("conflict");
    let a = write_wheel(&folder, "a", &wheel("a", &[Member::new("x.py", b"1")]));
    let b = write_wheel(&folder, "b", &wheel("b", &[Member::new("x.py", b"2")]));
    let a = layer(&folder, "layer-a", &format!(r#""wheels":[{a}]"#));
    let b_wheel = b;
    let b = layer(&folder, "layer-b", &format!(r#""wheels":[{b_wheel}]"#));
    let output = image(&folder, "both", &[&a, &b]);
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        error.starts_with("layer-builder: `usr/local/lib/python3.11/dist-packages/x.py` in layer `layer-a` is not the same in layer `layer-b`: two wheels bring it"),
        "{error}"
    );
    assert!(
        error.contains("\n\nhint: ") && error.contains("`[[winners]]`"),
        "{error}"
    );
    let winner = format!(r#""wheels":[{b_wheel}],"winners":[{{"wheel":{b_wheel},"path":"x.py"}}]"#);
    let above = layer(&folder, "layer-winner", &winner);
    succeed(&image(&folder, "won", &[&a, &above]));
    let many = vec![a.as_str(); 61];
    let output = image(&folder, "many", &many);
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "layer-builder: image `mainpc-many` has 61 layers, at most 60 are allowed\n"
    );
}

#[test]
fn a_folder_keeps_the_mode_and_owner_that_it_has_below() {
    let folder = folder("folders");
    let dirs = |mode: &str, uid: u32| {
        let one = |path: &str| format!(r#"{{"path":"{path}","mode":"{mode}","uid":{uid}}}"#);
        format!(r#""dirs":[{},{}]"#, one("usr/local"), one("app"))
    };
    let below = layer(&folder, "below", &dirs("0750", 7));
    let wheels = write_wheel(&folder, "a", &wheel("a", &[Member::new("x.py", b"1")]));
    let wheels = format!(r#""wheels":[{wheels}]"#);
    let code = folder.join("code");
    fs::create_dir_all(&code).unwrap();
    fs::write(code.join("main.py"), "").unwrap();
    let code = format!(r#""tree":[{{"path":"{}","at":"app"}}]"#, code.display());
    for (name, attributes, path) in [("wheels", &wheels, "usr/local"), ("code", &code, "app")] {
        let above = layer(&folder, name, attributes);
        let error = image(&folder, name, &[&below, &above]).stderr;
        let error = String::from_utf8(error).unwrap();
        let want = format!(
            "layer-builder: `{path}` in layer `below` is not the same in layer `{name}`: a plain folder would reset"
        );
        assert!(
            error.starts_with(&want) && error.contains("\n\nhint: declare the folder"),
            "{error}"
        );
        // The way out: declared as it is below.
        let name = format!("{name}-declared");
        let above = layer(&folder, &name, &format!("{attributes},{}", dirs("0750", 7)));
        succeed(&image(&folder, &name, &[&below, &above]));
    }
}

#[test]
fn a_failed_build_leaves_nothing_that_looks_whole() {
    let folder = folder("failed");
    let mut member = Member::new("a/x.py", b"one");
    member.recorded = Some(b"two".to_vec());
    let entry = write_wheel(&folder, "a", &wheel("a", &[member]));
    let out = folder.join("out");
    let spec =
        format!(r#"{{"version":1,"name":"x","codec":"zstd","python":"3.11","wheels":[{entry}]}}"#);
    let output = build("layer", &spec, &out);
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.starts_with("layer-builder: wheel `a-1.0-py3-none-any.whl`: member `a/x.py`"),
        "{message}"
    );
    assert_eq!(fs::read_dir(&out).unwrap().count(), 0);
    assert!(LayerFile::read(&out).is_err());
}

#[test]
fn nix_hands_over_paths_in_variables() {
    let folder = folder("nix");
    let spec = folder.join("spec.json");
    fs::write(
        &spec,
        r#"{"version":1,"name":"x","codec":"gzip","python":"3.11"}"#,
    )
    .unwrap();
    let out = folder.join("out");
    let output = Command::new(env!("CARGO_BIN_EXE_layer-builder"))
        .args(["layer"])
        .env("specPath", &spec)
        .env("out", &out)
        .output()
        .unwrap();
    succeed(&output);
    let layer = LayerFile::read(&out).unwrap();
    assert_eq!(
        layer.blob.media_type.to_string(),
        "application/vnd.oci.image.layer.v1.tar+gzip"
    );
    assert_eq!(layer.tar_size, 1024);
}

#[test]
fn gnu_tar_reads_every_kind_of_name() {
    let folder = folder("gnu-tar");
    let long = format!("{}/{}", "d".repeat(120), "f".repeat(120));
    let target = "t".repeat(150);
    let attributes = format!(
        r#""files":[{{"path":"{long}","text":"long","mode":"0600","uid":7,"gid":8}},{{"path":"Főtanúsítvány","text":"é"}}],
        "links":[{{"path":"l","target":"{target}"}}]"#
    );
    let out = layer(&folder, "names", &attributes);
    let tree = folder.join("tree");
    fs::create_dir(&tree).unwrap();
    let tar = zstd::stream::decode_all(&fs::read(format!("{out}/blob")).unwrap()[..]).unwrap();
    fs::write(folder.join("blob.tar"), tar).unwrap();
    let output = Command::new("tar")
        .args(["--no-same-owner", "-xf", "../blob.tar"])
        .current_dir(&tree)
        .output()
        .unwrap();
    succeed(&output);
    assert_eq!(output.stderr, b"");
    assert_eq!(fs::read_to_string(tree.join(&long)).unwrap(), "long");
    assert_eq!(fs::read_to_string(tree.join("Főtanúsítvány")).unwrap(), "é");
    assert_eq!(
        fs::read_link(tree.join("l")).unwrap().to_str(),
        Some(target.as_str())
    );
}

#[test]
fn bytes_depend_on_neither_threads_nor_the_order_of_the_specification() {
    let folder = folder("deterministic");
    let noise: Vec<u8> = (0..9_000_000u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let a = write_wheel(&folder, "a", &wheel("a", &[Member::new("a/big", &noise)]));
    let b = write_wheel(&folder, "b", &wheel("b", &[Member::new("a/small", b"b")]));
    for codec in ["zstd", "gzip", "none"] {
        let build = |threads, wheels: &str| {
            let mut blob = Vec::new();
            let spec = spec(codec, &format!(r#""wheels":[{wheels}]"#));
            let built = build_layer(&spec, threads, &folder, &mut blob).unwrap();
            (built.sums, built.contents, blob)
        };
        let one = build(1, &format!("{a},{b}"));
        assert!(one == build(2, &format!("{b},{a}")), "{codec}");
        assert!(one == build(16, &format!("{a},{b}")), "{codec}");
    }
}
