//! Is a set of pins closed under what its wheels require?

use std::collections::{BTreeMap, BTreeSet};

use python::{
    Closure, Finding, Glibc, Interpreter, Metadata, MetadataOf, PackageName, Requirement, Version,
};

/// Packages as `name version: requirement, requirement`.
struct Set {
    packages: BTreeMap<PackageName, Version>,
    metadata: MetadataOf,
}

fn set(packages: &[&str]) -> Set {
    let mut set = Set {
        packages: BTreeMap::new(),
        metadata: MetadataOf::new(),
    };
    for package in packages {
        let (head, wanted) = package.split_once(':').unwrap();
        let (name, version) = head.split_once(' ').unwrap();
        let wanted: String = wanted
            .split_terminator(" & ")
            .map(|wanted| format!("Requires-Dist:{wanted}\n"))
            .collect();
        let text = format!("Name: {name}\nVersion: {version}\n{wanted}");
        let metadata: Metadata = text.parse().unwrap();
        set.packages
            .insert(metadata.name.clone(), metadata.version.clone());
        set.metadata
            .insert((metadata.name.clone(), metadata.version.clone()), metadata);
    }
    set
}

fn requirements(texts: &[&str]) -> Vec<Requirement> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn debian_12() -> Interpreter {
    let glibc = Glibc {
        major: 2,
        minor: 36,
    };
    Interpreter::cpython("3.11.2", glibc).unwrap()
}

fn check(set: &Set, roots: &[&str], overrides: &[&str], excludes: &[&str]) -> String {
    let excludes: BTreeSet<PackageName> =
        excludes.iter().map(|name| name.parse().unwrap()).collect();
    let python = debian_12();
    let findings = Closure {
        packages: &set.packages,
        metadata: &set.metadata,
        roots: &requirements(roots),
        overrides: &requirements(overrides),
        excludes: &excludes,
    }
    .check(&python);
    findings
        .iter()
        .map(Finding::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

/// vllm 0.4.1 as published, on the torch that the fleet runs.
const VLLM: [&str; 5] = [
    "vllm 0.4.1: torch==2.2.1 & xformers==0.0.25 & vllm-nccl-cu12<2.19,>=2.18 & numpy",
    "torch 2.2.2: triton==2.2.0 ; platform_system == \"Linux\" and python_version < \"3.12\"",
    "xformers 0.0.25.post1: torch==2.2.2 & numpy",
    "numpy 1.26.4:",
    "triton 2.2.0: cmake>=3.20 ; extra == 'build'",
];

#[test]
fn overrides_and_excludes_are_exempt_and_nothing_else() {
    insta::assert_snapshot!(check(&set(&VLLM), &[], &[], &[]), @"
    vllm 0.4.1 requires `torch==2.2.1`, but the lock has 2.2.2
    vllm 0.4.1 requires `xformers==0.0.25`, but the lock has 0.0.25.post1
    vllm 0.4.1 requires `vllm-nccl-cu12>=2.18,<2.19`, which is not in the lock
    ");
    let overrides = ["torch==2.2.2", "xformers==0.0.25.post1", "numpy<2"];
    assert_eq!(
        check(
            &set(&VLLM),
            &["vllm==0.4.1"],
            &overrides,
            &["vllm-nccl-cu12"]
        ),
        ""
    );
}

#[test]
fn an_override_must_hold_itself() {
    let excludes = ["vllm-nccl-cu12"];
    let overrides = [
        "torch==2.2.2",
        "xformers",
        "numpy<1.26 ; sys_platform == 'linux'",
        "numpy>9 ; sys_platform == 'win32'",
    ];
    insta::assert_snapshot!(check(&set(&VLLM), &[], &overrides, &excludes), @"
    vllm 0.4.1 (overridden) requires `numpy<1.26 ; sys_platform == 'linux'`, but the lock has 1.26.4
    xformers 0.0.25.post1 (overridden) requires `numpy<1.26 ; sys_platform == 'linux'`, but the lock has 1.26.4
    ");
}

#[test]
fn extras_are_followed_from_the_roots_on() {
    let set = set(&[
        "fastapi 0.111.0: uvicorn[standard]>=0.12 ; extra == 'all'",
        "uvicorn 0.30.1: uvloop>=0.14 ; sys_platform != 'win32' and extra == 'standard'",
    ]);
    assert_eq!(check(&set, &["fastapi"], &[], &[]), "");
    insta::assert_snapshot!(check(&set, &["fastapi[all]"], &[], &[]), @"uvicorn 0.30.1 requires `uvloop>=0.14 ; sys_platform != 'win32' and extra == 'standard'`, which is not in the lock");
}

#[test]
fn each_needs_what_its_extras_bring_and_the_set_has() {
    let set = set(&[
        "fastapi 0.111.0: starlette & uvicorn[standard] & orjson ; extra == 'all'",
        "uvicorn 0.30.1: uvloop ; extra == 'standard' & click & uvicorn[standard] ; extra == 'all'",
        "starlette 0.37.2: typing-extensions ; python_version < '3.10'",
        "typing-extensions 4.12.2:",
        "click 8.1.7:",
        "uvloop 0.19.0:",
    ]);
    let python = debian_12();
    let closure = Closure {
        packages: &set.packages,
        metadata: &set.metadata,
        roots: &requirements(&["fastapi"]),
        overrides: &[],
        excludes: &BTreeSet::from(["click".parse().unwrap()]),
    };
    let needs = closure.dependencies(&python);
    let lines: Vec<String> = needs
        .iter()
        .map(|(name, needs)| {
            let needs: String = needs.iter().map(|name| format!(" {name}")).collect();
            format!("{name}:{needs}")
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    click:
    fastapi: starlette uvicorn
    starlette:
    typing-extensions:
    uvicorn: uvloop
    uvloop:
    ");
}

#[test]
fn roots_and_metadata_must_be_there() {
    let mut set = set(&["a 1:"]);
    set.packages
        .insert("b".parse().unwrap(), "2".parse().unwrap());
    insta::assert_snapshot!(check(&set, &["c>=3", "a>1", "d ; sys_platform == 'win32'"], &[], &[]), @"
    the input requires `c>=3`, which is not in the lock
    the input requires `a>1`, but the lock has 1
    b 2 has no metadata: its requirements were not checked
    ");
}

#[test]
fn a_wheel_for_another_python_is_found() {
    let mut set = set(&["a 1:"]);
    let metadata = set.metadata.values_mut().next().unwrap();
    metadata.requires_python = Some(">=3.12".parse().unwrap());
    insta::assert_snapshot!(check(&set, &[], &[], &[]), @"a 1 requires Python >=3.12, the interpreter is 3.11.2");
}
