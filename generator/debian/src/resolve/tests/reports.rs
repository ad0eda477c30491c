//! What public reports tell of real archives

use super::*;

/// Debian 13 renamed libraries whose `time_t` grew: where it has 64 bits already the new package provides
/// the old name in its version, on armhf it does not.
#[test]
fn names_before_the_change_of_time_t_are_provided_where_it_changed_nothing() {
    let lines = [
        "app 1; Depends: libssl3 (>= 3.0.0)",
        "libssl3t64 3.5.1-1; Provides: libssl3 (= 3.5.1-1); Replaces: libssl3; Breaks: libssl3 (<< 3.5.1-1)",
        "arm 1; Architecture: armhf; Depends: libssl3 (>= 3.0.0)",
        "libssl3t64 3.5.1-1; Architecture: armhf; Replaces: libssl3",
    ];
    let mut request = request(&["app"], &[], &[]);
    assert_eq!(found(&lines, &request), ["app: libssl3t64", "libssl3t64:"]);
    request.architecture = "armhf".into();
    request.roots = ["arm".to_owned()].into();
    let error = run(&lines, &request).unwrap_err().to_string();
    assert!(
        error.contains("no index offers or provides `libssl3`"),
        "{error}"
    );
}

/// bazel-contrib/rules_distroless 274 and 203: of a package that several indexes have, only the newest one
/// provides, under each of its names
#[test]
fn a_provider_counts_in_its_newest_version_alone() {
    let lines = [
        "module 1; Depends: nginx-abi-1, httpd-cgi",
        "nginx 1-9+deb12u9; Provides: httpd, httpd-cgi, nginx-abi-1",
        "nginx 1-9+deb12u10; Provides: httpd, httpd-cgi, nginx-abi-1",
    ];
    let request = request(&["module"], &[], &[]);
    let resolution = run(&lines, &request).unwrap();
    assert_eq!(
        resolution.packages["nginx"].version.to_string(),
        "1-9+deb12u10"
    );
    assert_eq!(found(&lines, &request), ["module: nginx", "nginx:"]);
    // What only the old version provided is provided no more.
    let lines = [
        "module 1; Depends: nginx-abi-1",
        "nginx 1-9; Provides: nginx-abi-1",
        "nginx 2-1; Provides: nginx-abi-2",
    ];
    let said = error(&lines, &request).to_string();
    assert!(
        said.contains("no index offers or provides `nginx-abi-1`"),
        "{said}"
    );
}

/// bazel-contrib/rules_distroless 251: two roots that ask for one package get one version of it
#[test]
fn a_package_is_locked_once_for_all_roots() {
    let (updates, main) = (
        index(&[
            "libssl3t64 3.0.13-0ubuntu3.9",
            "openssl 1; Depends: libssl3t64 (>= 3.0.9)",
        ]),
        index(&[
            "libssl3t64 3.0.13-0ubuntu3",
            "librabbitmq4 1; Depends: libssl3t64 (>= 3.0.0)",
        ]),
    );
    let indexes = [
        Packages::parse(&main).unwrap(),
        Packages::parse(&updates).unwrap(),
    ];
    let roots = request(&["openssl", "librabbitmq4"], &[], &[]);
    let resolution = resolve(&indexes, &roots).unwrap();
    let versions = resolution
        .packages
        .iter()
        .map(|(name, package)| format!("{name} {}", package.version));
    assert_eq!(
        versions.collect::<Vec<_>>(),
        [
            "librabbitmq4 1",
            "libssl3t64 3.0.13-0ubuntu3.9",
            "openssl 1"
        ]
    );
}

/// bazel-contrib/rules_distroless 38 and 146: `:any`, several provided names, alternatives from the left
#[test]
fn relations_of_public_reports_are_read() {
    let lines = [
        "tool 1; Architecture: all; Depends: python3:any (>= 3.11~), awk | gawk",
        "python3 3.11.2-1+b1; Multi-Arch: allowed",
        "mawk 1.3; Provides: awk, nawk (= 1.3)",
        "gawk 5",
    ];
    assert_eq!(
        found(&lines, &request(&["tool"], &[], &[])),
        ["mawk:", "python3:", "tool: mawk python3"]
    );
}
