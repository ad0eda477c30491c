use super::*;
use insta::assert_snapshot;
use proptest::prelude::*;

fn values(pairs: &[(&str, &str)]) -> Variables {
    let pairs = pairs
        .iter()
        .map(|(name, value)| ((*name).into(), (*value).into()));
    pairs.collect()
}

fn template(text: &str) -> Template {
    text.parse().unwrap()
}

fn port(text: &str) -> Port {
    text.parse().unwrap()
}

#[test]
fn a_variable_is_replaced() {
    let path = template("redis://${HOST:-localhost}:${PORT}/0");
    assert_eq!(
        path.evaluate(&values(&[("PORT", "6379")])).unwrap(),
        "redis://localhost:6379/0"
    );
    assert_eq!(
        path.evaluate(&values(&[("PORT", "1"), ("HOST", "h")]))
            .unwrap(),
        "redis://h:1/0"
    );
    assert_snapshot!(path.evaluate(&values(&[])).unwrap_err(), @"variable `PORT` has no value and no default");
    let offsets: Vec<_> = path.variables().map(|variable| variable.offset).collect();
    assert_eq!(offsets, [8, 27]);
}

#[test]
fn an_empty_value_is_as_good_as_none() {
    let empty = values(&[("A", "")]);
    assert_eq!(template("${A:-x}").evaluate(&empty).unwrap(), "x");
    assert!(template("${A}").evaluate(&empty).is_err());
    assert_eq!(template("${A:-}").evaluate(&empty).unwrap(), "");
}

#[test]
fn refuses_other_forms() {
    let error = |text: &str| text.parse::<Template>().unwrap_err();
    assert_snapshot!(error("a ${B"), @"`a ${B` has a `${` without its `}`");
    assert_snapshot!(error("${}"), @"`${}` has an unknown form: want `${NAME}` or `${NAME:-default}`");
    assert_snapshot!(error("${A:?why}"), @"`${A:?why}` has an unknown form: want `${NAME}` or `${NAME:-default}`");
    assert_snapshot!(error("${A-b}"), @"`${A-b}` has an unknown form: want `${NAME}` or `${NAME:-default}`");
    assert_snapshot!(error("${1A}"), @"`${1A}` has an unknown form: want `${NAME}` or `${NAME:-default}`");
    assert_snapshot!(error("${A:-${B}}"), @"`${A:-${B}` has an unknown form: want `${NAME}` or `${NAME:-default}`");
    assert_eq!(
        template("$A {b} $"),
        Template {
            parts: vec![Part::Text("$A {b} $".into())]
        }
    );
}

#[test]
fn a_port_is_a_sum() {
    let offset = values(&[("PORT_OFFSET", "100")]);
    for (text, value) in [
        ("7200", 7200),
        ("${PORT_OFFSET}+7200", 7300),
        ("${PORT_OFFSET} + 7200", 7300),
        ("7200+${PORT_OFFSET}", 7300),
        ("${METRICS:-9000}", 9000),
        ("${PORT_OFFSET}+${METRICS:-9000}", 9100),
        ("65535", 65535),
    ] {
        assert_eq!(port(text).evaluate(&offset), Ok(value), "{text}");
        assert_eq!(port(text).to_string(), text);
    }
}

#[test]
fn refuses_what_is_no_port() {
    let error = |text: &str| text.parse::<Port>().unwrap_err();
    assert_snapshot!(error("http"), @"port `http` is not a number");
    assert_snapshot!(error(""), @"port `` is not a number");
    assert_snapshot!(error("${PORT_OFFSET}+http"), @"port `${PORT_OFFSET}+http`: `http` is not a number");
    assert_snapshot!(error("${PORT_OFFSET}7200"), @"port `${PORT_OFFSET}7200` is not a number");
    assert_snapshot!(error("${PORT_OFFSET}+"), @"port `${PORT_OFFSET}+`: `` is not a number");
    assert_snapshot!(error("7200-${PORT_OFFSET}"), @"port `7200-${PORT_OFFSET}` is not a number");
    assert_snapshot!(error("7200.0"), @"port `7200.0` is not a number");
    assert_snapshot!(error("07200"), @"port `07200` is not a number");
    assert_snapshot!(error("${A:-x}"), @"port `${A:-x}`: `x` is not a number");
    assert_snapshot!(error("-1"), @"port `-1` is not between 1 and 65535");
    assert_snapshot!(error("${A:--1}"), @"port `${A:--1}`: `-1` is not between 1 and 65535");
    assert_snapshot!(error("0"), @"port `0` is not between 1 and 65535");
    assert_snapshot!(error("${PORT_OFFSET}+0"), @"port `${PORT_OFFSET}+0`: `0` is not between 1 and 65535");
    assert_snapshot!(error("65536"), @"port `65536` is not between 1 and 65535");
    assert_snapshot!(error("${PORT_OFFSET}+65536"), @"port `${PORT_OFFSET}+65536`: `65536` is not between 1 and 65535");
    assert_snapshot!(error("99999999999999999999"), @"port `99999999999999999999`: `18446744073709551615` is not between 1 and 65535");
}

#[test]
fn a_value_may_be_no_port() {
    let error = |value: &str| {
        port("${A}+60000")
            .evaluate(&values(&[("A", value)]))
            .unwrap_err()
    };
    assert_snapshot!(error("9000"), @"port `${A}+60000`: `69000` is not between 1 and 65535");
    assert_snapshot!(error("nine"), @"port `${A}+60000`: `nine` is not a number");
    assert_snapshot!(error(""), @"variable `A` has no value and no default");
    assert_snapshot!(port("${A}").evaluate(&values(&[("A", "0")])).unwrap_err(), @"port `${A}`: `0` is not between 1 and 65535");
}

proptest! {
    #[test]
    fn what_is_read_prints_the_same(text in "([a-z+:/]{0,3}(\\$\\{[A-Z_]{1,3}(:-[a-z0-9]{0,3})?\\})?){0,4}") {
        prop_assert_eq!(template(&text).to_string(), text);
    }

    #[test]
    fn any_text_ends_in_a_result(text in "[A-C0-9${}:+é -]{0,12}") {
        let _ = text.parse::<Template>();
        if let Ok(port) = text.parse::<Port>() {
            prop_assert_eq!(port.to_string(), text);
        }
    }

    #[test]
    fn an_offset_is_added(offset in 0_u32..70_000, base in 1_u32..65_536) {
        let set = values(&[("PORT_OFFSET", &offset.to_string())]);
        let sum = port(&format!("${{PORT_OFFSET}}+{base}")).evaluate(&set);
        prop_assert_eq!(sum.ok().map(u32::from), Some(offset + base).filter(|sum| *sum < 65_536));
    }
}
