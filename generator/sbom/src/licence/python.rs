use super::{expression::expression, Licence};
use python::Distribution;

/// What people write in `License`, and the ends of classifiers that mean one licence
const CALLED: [(&str, &str); 31] = [
    ("3-Clause BSD License", "BSD-3-Clause"),
    ("Apache 2", "Apache-2.0"),
    ("Apache 2.0", "Apache-2.0"),
    ("Apache 2.0 License", "Apache-2.0"),
    ("Apache License 2.0", "Apache-2.0"),
    ("Apache License, Version 2.0", "Apache-2.0"),
    ("Apache Software License 2.0", "Apache-2.0"),
    ("BSD 2-Clause", "BSD-2-Clause"),
    ("BSD 2-Clause License", "BSD-2-Clause"),
    ("BSD 3-Clause", "BSD-3-Clause"),
    ("BSD 3-Clause License", "BSD-3-Clause"),
    ("BSD-2", "BSD-2-Clause"),
    ("BSD-3", "BSD-3-Clause"),
    ("GNU General Public License v2 (GPLv2)", "GPL-2.0-only"),
    (
        "GNU General Public License v2 or later (GPLv2+)",
        "GPL-2.0-or-later",
    ),
    ("GNU General Public License v3 (GPLv3)", "GPL-3.0-only"),
    (
        "GNU General Public License v3 or later (GPLv3+)",
        "GPL-3.0-or-later",
    ),
    (
        "GNU Lesser General Public License v2 or later (LGPLv2+)",
        "LGPL-2.0-or-later",
    ),
    (
        "GNU Lesser General Public License v3 (LGPLv3)",
        "LGPL-3.0-only",
    ),
    (
        "GNU Lesser General Public License v3 or later (LGPLv3+)",
        "LGPL-3.0-or-later",
    ),
    ("Historical Permission Notice and Disclaimer (HPND)", "HPND"),
    ("ISC License", "ISC"),
    ("ISC License (ISCL)", "ISC"),
    ("MIT License", "MIT"),
    ("MPL 2.0", "MPL-2.0"),
    ("Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"),
    ("New BSD License", "BSD-3-Clause"),
    ("Python Software Foundation License", "PSF-2.0"),
    ("The MIT License", "MIT"),
    ("The Unlicense (Unlicense)", "Unlicense"),
    ("zlib/libpng License", "Zlib"),
];

/// What a distribution says that it is under: its expression, else its `License` where that means
/// one, else its classifier, else what it says in any words
pub fn of_python(distribution: &Distribution) -> Option<Licence> {
    let license = distribution.license.as_deref();
    let classifiers = distribution.license_classifiers.iter();
    let classifiers: Vec<&str> = classifiers
        .filter_map(|text| text.rsplit(" :: ").next())
        .collect();
    let classifier = match classifiers[..] {
        [one] => called(one),
        // Whether several hold together or one may be chosen is not said.
        _ => None,
    };
    let name = license.filter(|_| !distribution.license_is_text);
    let named = || Some(classifiers.join("; ")).filter(|text| !text.is_empty());
    distribution
        .license_expression
        .as_deref()
        .map(|text| expression(text).unwrap_or_else(|| Licence::Named(text.to_owned())))
        .or_else(|| license.and_then(called))
        .or(classifier)
        .or_else(|| Some(Licence::Named(name.map(str::to_owned).or_else(named)?)))
}

fn called(text: &str) -> Option<Licence> {
    let known = CALLED
        .iter()
        .find(|(theirs, _)| theirs.eq_ignore_ascii_case(text));
    match known {
        Some((_, ours)) => Some(Licence::Listed((*ours).to_owned())),
        None => listed(text),
    }
}

/// What people write in `License` is an expression if every name in it is known, or if it is written
/// as SPDX does, with some that are
fn listed(text: &str) -> Option<Licence> {
    let mut words = text.split_whitespace();
    let spdx = words.any(|word| word == "AND" || word == "OR");
    let known = |licence: &Licence| match spdx {
        true => licence.is_partly_identified(),
        false => licence.is_identified(),
    };
    expression(text).filter(known)
}

#[cfg(test)]
mod tests {
    use super::{of_python, CALLED};
    use python::Distribution;

    fn read(headers: &str) -> String {
        let text = format!("Name: a\nVersion: 1\n{headers}");
        let licence = of_python(&Distribution::parse(&text).unwrap());
        licence.map_or("nothing".to_owned(), |licence| licence.to_string())
    }

    #[test]
    fn the_more_exact_word_counts() {
        let bsd = "Classifier: License :: OSI Approved :: BSD License\n";
        let mit = "Classifier: License :: OSI Approved :: MIT License\n";
        for (headers, want) in [
            ("", "nothing"),
            (
                "License-Expression: MIT or isc\nLicense: BSD\n",
                "ISC OR MIT",
            ),
            ("License: Apache 2.0\n", "Apache-2.0"),
            ("License: MPL-2.0 AND MIT\n", "MIT AND MPL-2.0"),
            (mit, "MIT"),
            (&format!("License: BSD\n{mit}"), "MIT"),
            (&format!("License: BSD\n{bsd}"), "LicenseRef-bsd"),
            ("License: MIT License\n text\n", "MIT"),
        ] {
            assert_eq!(read(headers), want, "{headers}");
        }
    }

    #[test]
    fn other_words_are_references() {
        let bsd = "Classifier: License :: OSI Approved :: BSD License\n";
        let text = read(&format!("License: Copyright (c) NumPy\n All\n{bsd}"));
        assert!(text.starts_with("LicenseRef-bsd-license-"), "{text}");
        let text = read(&format!(
            "{bsd}Classifier: License :: OSI Approved :: MIT License\n"
        ));
        assert!(
            text.starts_with("LicenseRef-bsd-license-mit-license-"),
            "{text}"
        );
    }

    #[test]
    fn the_known_parts_of_an_expression_stay() {
        let nvidia = "LicenseRef-NVIDIA-Proprietary";
        for (headers, want) in [
            (format!("License-Expression: {nvidia}\n"), nvidia),
            (format!("License: {nvidia}\n"), nvidia),
            (
                format!("License-Expression: (MIT AND {nvidia}) OR Apache-2.0\n"),
                "Apache-2.0 OR (MIT AND LicenseRef-NVIDIA-Proprietary)",
            ),
            (
                "License-Expression: Foo or MIT\n".to_owned(),
                "MIT OR LicenseRef-foo",
            ),
            (
                "License: Foo AND (MIT OR Apache 2.0)\n".to_owned(),
                "LicenseRef-foo AND (MIT OR LicenseRef-apache-2.0-cffb3b01)",
            ),
            // No expression: nothing says that it is one.
            (
                "License: Foo or bar\n".to_owned(),
                "LicenseRef-foo-or-bar-5736b2c6",
            ),
        ] {
            assert_eq!(read(&headers), want, "{headers}");
        }
    }

    #[test]
    fn the_table_is_of_the_list() {
        for (_, ours) in CALLED {
            assert!(spdx::license_id(ours).is_some(), "{ours}");
        }
    }
}
