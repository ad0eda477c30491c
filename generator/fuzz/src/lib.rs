//! What the fuzzers run. A body takes bytes and panics when a property of a reader breaks; the
//! same bodies run under libFuzzer (`fuzz_targets/`, nightly) and on stable over mutated seeds
//! (`tests/stable.rs`).
//!
//! To add one: a `pub fn` here, a row in [`TARGETS`], a seed in `seeds/`, a `[[bin]]`.

pub mod change;
pub mod debian;
pub mod elf;
pub mod layer;
pub mod layers;
pub mod machine;
pub mod python;
pub mod quorum;
pub mod registry;
pub mod sbom;
pub mod scan;
pub mod startup;

/// A reader under fuzz.
#[derive(Clone, Copy)]
pub struct Target {
    /// The name of the binary.
    pub name: &'static str,
    /// What is run.
    pub body: fn(&[u8]),
    /// Sound inputs to start from.
    pub seeds: &'static [&'static [u8]],
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target {
        name: "wheel_filename",
        body: python::wheel_filename,
        seeds: &[
            b"PyYAML-6.0.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
            b"torch-2.2.2+cu121-1a-cp311-cp311-linux_x86_64.whl",
        ],
    },
    Target {
        name: "pylock",
        body: python::pylock,
        seeds: &[
            include_bytes!("../seeds/pylock.uv.toml"),
            include_bytes!("../seeds/pylock.toml"),
        ],
    },
    Target {
        name: "requirements",
        body: python::requirements,
        seeds: &[include_bytes!("../seeds/requirements.txt")],
    },
    Target {
        name: "metadata",
        body: python::metadata,
        seeds: &[include_bytes!("../seeds/METADATA")],
    },
    Target {
        name: "index_page",
        body: python::index_page,
        seeds: &[
            include_bytes!("../seeds/index.html"),
            include_bytes!("../seeds/index.json"),
        ],
    },
    Target {
        name: "imports",
        body: python::imports,
        seeds: &[include_bytes!("../seeds/imports.py")],
    },
    Target {
        name: "control",
        body: debian::control,
        seeds: &[
            include_bytes!("../seeds/Packages"),
            include_bytes!("../seeds/debian.sources"),
        ],
    },
    Target {
        name: "packages",
        body: debian::packages,
        seeds: &[include_bytes!("../seeds/Packages")],
    },
    Target {
        name: "release",
        body: debian::release,
        seeds: &[include_bytes!("../seeds/InRelease")],
    },
    Target {
        name: "sources",
        body: debian::sources,
        seeds: &[
            include_bytes!("../seeds/debian.sources"),
            include_bytes!("../seeds/sources.list"),
        ],
    },
    Target {
        name: "debian_lock",
        body: debian::debian_lock,
        seeds: &[include_bytes!("../seeds/debian-lock.json")],
    },
    Target {
        name: "wheel",
        body: layer::wheel,
        seeds: &[include_bytes!("../seeds/a-1-py3-none-any.whl")],
    },
    Target {
        name: "record",
        body: layer::record,
        seeds: &[include_bytes!("../seeds/RECORD")],
    },
    Target {
        name: "entry_points",
        body: layer::entry_points,
        seeds: &[include_bytes!("../seeds/entry_points.txt")],
    },
    Target {
        name: "deb",
        body: layer::deb,
        seeds: &[include_bytes!("../seeds/aa_1_all.deb")],
    },
    Target {
        name: "elf",
        body: elf::elf,
        seeds: &[
            include_bytes!("../seeds/liba.so"),
            include_bytes!("../seeds/liba-32.so"),
        ],
    },
    Target {
        name: "deb_control",
        body: layer::deb_control,
        seeds: &[include_bytes!("../seeds/control")],
    },
    Target {
        name: "startup_config",
        body: startup::startup_config,
        seeds: &[
            include_bytes!("../seeds/grouped.yaml"),
            include_bytes!("../seeds/list.yaml"),
        ],
    },
    Target {
        name: "inspected",
        body: machine::inspected,
        seeds: &[
            include_bytes!("../seeds/release.json"),
            include_bytes!("../seeds/containers.json"),
            include_bytes!("../seeds/images.json"),
        ],
    },
    Target {
        name: "readings",
        body: machine::readings,
        seeds: &[
            include_bytes!("../seeds/nvidia"),
            include_bytes!("../seeds/tcp"),
            include_bytes!("../seeds/containers.json"),
        ],
    },
    Target {
        name: "archive",
        body: registry::archive,
        seeds: &[
            include_bytes!("../seeds/archive-index.json"),
            include_bytes!("../seeds/archive-manifests.json"),
        ],
    },
    Target {
        name: "headers",
        body: registry::headers,
        seeds: &[include_bytes!("../seeds/headers.txt")],
    },
    Target {
        name: "artifact",
        body: registry::artifact,
        seeds: &[
            include_bytes!("../seeds/artifact.json"),
            include_bytes!("../seeds/archive-index.json"),
        ],
    },
    Target {
        name: "auth_file",
        body: registry::auth_file,
        seeds: &[include_bytes!("../seeds/auth.json")],
    },
    Target {
        name: "build_lock",
        body: change::build_lock,
        seeds: &[include_bytes!("../seeds/build-lock.json")],
    },
    Target {
        name: "policy",
        body: change::policy,
        seeds: &[include_bytes!("../seeds/policy.toml")],
    },
    Target {
        name: "copyright",
        body: sbom::copyright,
        seeds: &[include_bytes!("../seeds/copyright")],
    },
    Target {
        name: "distribution",
        body: sbom::distribution,
        seeds: &[include_bytes!("../seeds/METADATA")],
    },
    Target {
        name: "parts",
        body: sbom::parts,
        seeds: &[include_bytes!("../seeds/parts.cdx.json")],
    },
    Target {
        name: "installed",
        body: sbom::installed,
        seeds: &[include_bytes!("../seeds/control")],
    },
    Target {
        name: "osv",
        body: scan::osv,
        seeds: &[
            include_bytes!("../seeds/GHSA.json"),
            include_bytes!("../seeds/DSA.json"),
        ],
    },
    Target {
        name: "trivy",
        body: scan::report,
        seeds: &[include_bytes!("../seeds/trivy.json")],
    },
    Target {
        name: "grype",
        body: scan::report,
        seeds: &[include_bytes!("../seeds/grype.json")],
    },
    Target {
        name: "allow",
        body: scan::allow,
        seeds: &[include_bytes!("../seeds/allow.toml")],
    },
    Target {
        name: "layers",
        body: layers::layers,
        seeds: &[include_bytes!("../seeds/layer.tar")],
    },
    Target {
        name: "documents",
        body: layers::documents,
        seeds: &[include_bytes!("../seeds/builder.json")],
    },
    Target {
        name: "builder",
        body: quorum::builder,
        seeds: &[include_bytes!("../seeds/builder.json")],
    },
];
