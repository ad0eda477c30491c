//! The fields of a control file (deb822): names in any case, each once.

use std::collections::BTreeMap;

/// Field values by lower-case name, continuation lines included.
pub type Fields = BTreeMap<String, String>;

/// Reads the one stanza that `text` is; an error says what is wrong in words.
pub fn parse(text: &str) -> Result<Fields, String> {
    let mut fields = Fields::new();
    let mut last: Option<String> = None;
    let mut ended = false;
    for (at, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            ended = !fields.is_empty();
            continue;
        }
        if ended {
            return Err(format!("line {at}: a second stanza"));
        }
        let folded = line.starts_with([' ', '\t']);
        if let (true, Some(name)) = (folded, &last) {
            let value = fields.entry(name.clone()).or_default();
            value.push('\n');
            value.push_str(line.trim());
            continue;
        }
        let (name, value) = line
            .split_once(':')
            .filter(|(name, _)| !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic()))
            .ok_or_else(|| format!("line {at} is no field"))?;
        let name = name.to_ascii_lowercase();
        if fields
            .insert(name.clone(), value.trim().to_owned())
            .is_some()
        {
            return Err(format!("line {at}: field `{name}` is there twice"));
        }
        last = Some(name);
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn names_ignore_case_and_values_go_on() {
        let fields = parse("\nPACKAGE: a\ndescription: x\n y\n .\n\tz\nempty:\n\n").unwrap();
        assert_eq!(fields["package"], "a");
        assert_eq!(fields["description"], "x\ny\n.\nz");
        assert_eq!(fields["empty"], "");
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let error = |text| parse(text).unwrap_err();
        assert_eq!(
            error("Version: 1\nversion: 2\n"),
            "line 2: field `version` is there twice"
        );
        assert_eq!(error("A: 1\n\nB: 2\n"), "line 3: a second stanza");
        assert_eq!(error("prose\n"), "line 1 is no field");
        assert_eq!(error(" x\n"), "line 1 is no field");
    }
}
