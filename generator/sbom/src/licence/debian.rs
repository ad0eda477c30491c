use super::{expression::expression, Licence};
use debian::Copyright;

/// What a package is under: everything that its files are
pub fn of_debian(copyright: &Copyright) -> Option<Licence> {
    let one = |text: &String| expression(text).unwrap_or_else(|| Licence::Named(text.clone()));
    Licence::all(copyright.licenses.iter().map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::of_debian;
    use debian::Copyright;

    #[test]
    fn every_file_counts() {
        let text = "Format: x\n\nFiles: a\nLicense: Expat or GPL-2+\n\nFiles: b\nLicense: custom, by me\n\nFiles: c\nLicense: ISC and BSD-3-clause\n";
        let licence = of_debian(&Copyright::parse(text).unwrap()).unwrap();
        let text = licence.to_string();
        assert!(
            text.starts_with("BSD-3-Clause AND ISC AND LicenseRef-custom-by-me-"),
            "{text}"
        );
        assert!(text.ends_with(" AND (GPL-2.0-or-later OR MIT)"), "{text}");
        assert_eq!(of_debian(&Copyright::default()), None);
    }
}
