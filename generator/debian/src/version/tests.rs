use super::*;
use insta::assert_snapshot;
use proptest::prelude::*;

/// Sorted by `dpkg --compare-versions`.
const ASCENDING: &[&str] = &[
    "0~",
    "0",
    "0a",
    "0+",
    "0.0",
    "0.19.0-1",
    "1~~",
    "1~~a",
    "1~",
    "1~rc1",
    "1~rc1-1",
    "1~rc1-2",
    "1-0~",
    "1",
    "1-0a",
    "1-1~bpo1",
    "1-1~deb12u1",
    "1-1",
    "1-1+b1",
    "1-1+deb12u1",
    "1-1.1",
    "1-2",
    "1-10",
    "1A",
    "1Z",
    "1a",
    "1aa",
    "1ab",
    "1b",
    "1+",
    "1+a",
    "1+b1",
    "1+dfsg",
    "1+dfsg-1",
    "1-1-1",
    "1-a-1",
    "1.0~+1",
    "1.",
    "1.0-+1",
    "1.0a",
    "1.0+1",
    "1.1",
    "1.01.1",
    "1.2",
    "1.10",
    "1.10-1",
    "1.10-1a",
    "1.a",
    "2.36-9",
    "2.36-9+deb12u9",
    "2.36-9+deb12u10",
    "3.0.17-1~deb12u2",
    "3.0.17-1~deb12u3",
    "10",
    "20230311",
    "20230311+deb12u1",
    "99999999999999999999",
    "100000000000000000000",
    "1:0",
    "1:0.1",
    "1:1",
    "1:1:1",
    "1:2-1",
    "2:0",
    "10:0",
    "2147483647:0",
];

fn version(text: &str) -> Version {
    text.parse().unwrap()
}

#[test]
fn orders_as_dpkg_does() {
    for (i, a) in ASCENDING.iter().enumerate() {
        for (j, b) in ASCENDING.iter().enumerate() {
            assert_eq!(version(a).cmp(&version(b)), i.cmp(&j), "{a} and {b}");
        }
    }
}

#[test]
fn sees_one_version_in_several_spellings() {
    for (a, b) in [
        ("1.0", "0:1.0"),
        ("1.0", "1.0-0"),
        ("1.0", "1.00"),
        ("1.0", "1."),
        ("1-00", "1"),
        ("007", "7"),
    ] {
        assert_eq!(version(a), version(b));
    }
}

#[test]
fn refuses_what_is_no_version() {
    let error = |text: &str| text.parse::<Version>().unwrap_err();
    assert_snapshot!(error(""), @"a version is empty");
    assert_snapshot!(error("a:1"), @"version `a:1`: the epoch is not a number up to 2147483647");
    assert_snapshot!(error("2147483648:1"), @"version `2147483648:1`: the epoch is not a number up to 2147483647");
    assert_snapshot!(error("1:"), @"version `1:`: the upstream part is empty or holds a character outside `A-Za-z0-9.+~:-`");
    assert_snapshot!(error("1_0"), @"version `1_0`: the upstream part is empty or holds a character outside `A-Za-z0-9.+~:-`");
    assert_snapshot!(error("1-"), @"version `1-`: the revision is empty or holds a character outside `A-Za-z0-9.+~`");
    assert_snapshot!(error("1-a b"), @"version `1-a b`: the revision is empty or holds a character outside `A-Za-z0-9.+~`");
}

fn any_version() -> impl Strategy<Value = Version> {
    "([0-2]:)?[0-2][01aZ.+~]{0,5}(-[01a.+~]{1,4})?".prop_map(|text| version(&text))
}

proptest! {
    #[test]
    fn order_is_total([a, b, c] in [any_version(), any_version(), any_version()]) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.cmp(&a), Ordering::Equal);
        if a <= b && b <= c {
            prop_assert!(a <= c);
        }
    }

    #[test]
    fn prints_what_it_reads(a in any_version()) {
        let again = version(&a.to_string());
        prop_assert_eq!(again.as_str(), a.as_str());
    }

    #[test]
    fn any_text_ends_in_a_result(text in "\\PC{0,20}") {
        let _ = text.parse::<Version>();
    }
}
