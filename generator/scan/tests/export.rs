//! What is accepted, as scanners read it.

mod support;

use scan::{openvex, trivyignore, Export};
use support::{allow, entry, inventory, outputs};

#[test]
fn accepted_risk_is_affected_and_a_justified_one_is_not() {
    let inventory = inventory();
    let outputs = outputs(&inventory);
    let justified = entry("CVE-2026-2", &['3'], &["gpu"])
        + "justification = \"vulnerable_code_not_in_execute_path\"\n";
    let expired = entry("CVE-2026-5", &['1'], &["base"]).replace("2026-12-31", "2026-11-25");
    let nowhere = entry("CVE-2026-6", &['9'], &["base"]);
    let text = entry("CVE-2026-1", &['2'], &["base"]) + &justified + &expired + &nowhere;
    let allow = allow(&text);
    let export = Export {
        inventory: &inventory,
        outputs: &outputs,
        allow: &allow,
        findings: &[],
        today: "2026-11-26".parse().unwrap(),
        registry: Some("registry.example:5000/fleet"),
    };
    insta::assert_snapshot!(openvex(export));
    insta::assert_snapshot!(trivyignore(export));
    assert_eq!(openvex(export), openvex(export));
}

#[test]
fn nothing_accepted_is_an_empty_list() {
    let inventory = inventory();
    let export = Export {
        inventory: &inventory,
        outputs: &outputs(&inventory),
        allow: &[],
        findings: &[],
        today: "2026-11-26".parse().unwrap(),
        registry: None,
    };
    assert!(trivyignore(export).ends_with("\nvulnerabilities: []\n"));
    assert!(openvex(export).contains("\"statements\": []"));
}
