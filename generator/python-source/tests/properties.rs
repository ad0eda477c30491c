//! What holds of every text.

use proptest::prelude::*;
use python_source::{imports, Form, Place};

/// What Python is made of, the ends of lines and strings above all.
fn source() -> impl Strategy<Value = String> {
    let words = [
        "import ",
        "from ",
        "a",
        ".",
        "..",
        " as b",
        ",",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\n",
        "\r",
        "\n  ",
        "if x:",
        "else:",
        "def f():",
        "lambda ",
        "yield ",
        "f'",
        "'",
        "\"\"\"",
        "\\\n",
        "#",
        ";",
        "=",
        "*",
        "@",
        "é",
        "__import__(",
        "match x:",
        "case ",
        "\u{feff}",
        "\t",
    ];
    let word = prop_oneof![9 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

fn is_in(place: Place, text: &str) -> bool {
    let lines = text.split(['\n', '\r']).count();
    (1..=lines).contains(&place.line) && (1..=text.chars().count() + 1).contains(&place.column)
}

fn name() -> impl Strategy<Value = String> {
    "[a-z_]{1,4}[0-9é]".prop_map(String::from)
}

proptest! {
    // a failure is shown, and no file written
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_is_read_or_refused_at_a_place_of_its_own(text in source()) {
        match imports(&text) {
            Ok(found) => prop_assert!(found.iter().all(|import| is_in(import.place, &text))),
            Err(error) => prop_assert!(is_in(error.place().unwrap(), &text), "{}", error),
        }
    }

    #[test]
    fn what_is_written_is_read(names in proptest::collection::vec((name(), name()), 1..9)) {
        let line = |(module, symbol): &(String, String)| format!("from {module} import {symbol}\n");
        let text: String = names.iter().map(line).collect();
        let found = imports(&text).unwrap();
        prop_assert_eq!(found.len(), names.len());
        for ((import, (module, symbol)), line) in found.iter().zip(&names).zip(1..) {
            prop_assert_eq!(&import.module, module);
            prop_assert_eq!(import.symbol.as_ref(), Some(symbol));
            prop_assert_eq!((import.place.line, import.form), (line, Form::From));
        }
    }
}
