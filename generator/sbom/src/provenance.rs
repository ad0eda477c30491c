//! How an image came to be: an in-toto Statement v1 with SLSA provenance v1.
//!
//! Pure, and without a time: the same lock and the same image give the same statement. It says what
//! was built from what, and no level: a level is for who trusts the builder to give.

mod dependency;
mod statement;

pub use dependency::Dependency;

use statement::{
    BuildDefinition, Builder, DigestSet, ExternalParameters, Predicate, Resource, RunDetails,
    Statement, Subject,
};

/// The media type of a statement in JSON
pub const IN_TOTO: &str = "application/vnd.in-toto+json";

/// How these images are built: an attribute of a flake that reads a `build-lock.json`, without a
/// network. A UUID, for it names without a host or a registration that somebody could lose.
pub const BUILD_TYPE: &str = "urn:uuid:feaf9721-1a3f-4a06-b371-9aad894ce074";

/// A machine with Nix that says nothing of itself
pub const BUILDER: &str = "urn:uuid:ede7b69e-24c5-4aab-875e-0652e51cf1a7";

/// A build of an image
#[derive(Debug, Clone, Copy)]
pub struct Build<'a> {
    /// `<machine>-<image>`
    pub name: &'a str,
    /// Digest of the manifest, with its algorithm
    pub manifest: &'a str,
    /// Digest of the config, with its algorithm: an engine calls the image by it
    pub config: &'a str,
    /// The flake's attribute
    pub attribute: &'a str,
    /// SHA-256 of `build-lock.json`, hexadecimal
    pub lock: &'a str,
    /// The commit that it was built at, where that is told
    pub commit: Option<&'a str>,
    /// Who built it, as a URI
    pub builder: &'a str,
}

/// The statement of a build: what came out, and everything that went in
pub fn statement(build: &Build<'_>, dependencies: &[Dependency<'_>]) -> Vec<u8> {
    let subject = |name: String, digest: &str| Subject {
        name,
        digest: DigestSet::of(digest),
    };
    let checkout = build.commit.map(|commit| Resource {
        name: Some("checkout"),
        uri: None,
        digest: DigestSet {
            sha256: None,
            git_commit: Some(commit.to_owned()),
        },
        annotations: None,
    });
    let dependencies = dependencies.iter().map(Dependency::resource);
    print(&Statement {
        kind: "https://in-toto.io/Statement/v1",
        subject: [
            subject(build.name.to_owned(), build.manifest),
            subject(format!("{} (config)", build.name), build.config),
        ],
        predicate_type: "https://slsa.dev/provenance/v1",
        predicate: Predicate {
            build_definition: BuildDefinition {
                build_type: BUILD_TYPE,
                external_parameters: ExternalParameters {
                    attribute: build.attribute,
                    lock: Resource {
                        name: Some("build-lock.json"),
                        uri: None,
                        digest: DigestSet::of(build.lock),
                        annotations: None,
                    },
                },
                resolved_dependencies: checkout.into_iter().chain(dependencies).collect(),
            },
            run_details: RunDetails {
                builder: Builder { id: build.builder },
            },
        },
    })
}

/// One fact a line, for people who compare two
fn print(document: &impl serde::Serialize) -> Vec<u8> {
    // Text and lists alone: JSON can say them all.
    let mut bytes = serde_json::to_vec_pretty(document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::{statement, Build, Dependency, BUILDER};

    const BUILD: Build<'_> = Build {
        name: "pc2-x",
        manifest: "sha256:aa",
        config: "sha256:bb",
        attribute: "pc2-x",
        lock: "cc",
        commit: None,
        builder: BUILDER,
    };

    fn printed(build: &Build<'_>) -> String {
        let dependencies = [
            Dependency {
                locator: "pypi:torch/torch-2.2.2+cu121-py3-none-any.whl",
                sha256: "01",
                layers: vec!["wheel-torch-2.2.2"],
                toolchain: false,
            },
            Dependency {
                locator: "debian:pool/main/g/gcc-12/gcc-12_1%3a12 2_amd64.deb",
                sha256: "02",
                layers: Vec::new(),
                toolchain: true,
            },
        ];
        String::from_utf8(statement(build, &dependencies)).unwrap()
    }

    #[test]
    fn a_whole_statement() {
        insta::assert_snapshot!(printed(&BUILD));
    }

    #[test]
    fn a_commit_is_a_dependency() {
        let commit = Some("0123456789012345678901234567890123456789");
        let (with, without) = (printed(&Build { commit, ..BUILD }), printed(&BUILD));
        assert!(with.contains("\"gitCommit\": \"0123456789"), "{with}");
        assert!(!without.contains("gitCommit"), "{without}");
    }
}
