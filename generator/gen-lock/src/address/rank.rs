//! Which indexes there are, and which is asked first.

use super::index::Index;
use super::pip;
use crate::environment::Environment;
use crate::uv;
use anyhow::{Context as _, Result};

/// The indexes that one tool is set up with
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Indexes {
    /// Those in addition, the highest rank first
    pub extra: Vec<Index>,
    /// The one for what no other has
    pub default: Option<Index>,
}

/// The indexes of this machine, the highest rank first: a package comes from the first index that
/// has one of its name. The last is the default index.
///
/// What the user tells gen-lock is the whole answer. Else it is every extra index of pip and of uv
/// before the one default index, which is pip's `index-url` if it has one, else uv's.
///
/// # Errors
/// When nothing names one, or a setting is no address.
pub fn indexes(environment: &Environment) -> Result<Vec<Index>> {
    let said = &environment.addresses.index_url;
    if !said.is_empty() {
        let said: Result<Vec<Index>> = said.iter().map(|text| Index::parse(text)).collect();
        return Ok(once(said?));
    }
    joined(pip::indexes()?, uv::indexes(environment, None)?)
}

fn joined(pip: Indexes, uv: Indexes) -> Result<Vec<Index>> {
    let default = pip.default.or(uv.default).context(
        "neither pip nor uv has a default Python index\n\nhint: give one with `--index-url`",
    )?;
    // A private index that repeats the default one stays before it: the default is the last.
    let is_extra = |index: &Index| index.url != default.url;
    let extra = pip.extra.into_iter().chain(uv.extra);
    let mut all: Vec<Index> = once(extra.filter(is_extra));
    all.push(default);
    Ok(all)
}

fn once(indexes: impl IntoIterator<Item = Index>) -> Vec<Index> {
    let mut all: Vec<Index> = Vec::new();
    for index in indexes {
        if all.iter().all(|one| one.url != index.url) {
            all.push(index);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{indexes, joined, Indexes};
    use crate::address::index::Index;
    use crate::environment::Environment;

    fn of(extra: &[&str], default: Option<&str>) -> Indexes {
        let index = |name: &&str| Index::parse(&format!("http://{name}.example")).unwrap();
        Indexes {
            extra: extra.iter().map(index).collect(),
            default: default.as_ref().map(index),
        }
    }

    fn ranked(pip: Indexes, uv: Indexes) -> String {
        let all = joined(pip, uv).unwrap();
        let names = all.iter().map(|one| one.url.host_str().unwrap().to_owned());
        let names: Vec<String> = names.collect();
        names.join(" ").replace(".example", "")
    }

    #[test]
    fn the_default_index_is_the_last() {
        assert_eq!(
            ranked(of(&["a", "b"], Some("d")), of(&[], Some("public"))),
            "a b d"
        );
        assert_eq!(
            ranked(of(&["a", "b"], None), of(&[], Some("public"))),
            "a b public"
        );
        assert_eq!(
            ranked(of(&["a"], Some("d")), of(&["a", "u"], Some("v"))),
            "a u d"
        );
        assert_eq!(ranked(of(&["d", "a"], Some("d")), of(&[], None)), "a d");
        let error = joined(of(&["a"], None), of(&[], None)).unwrap_err();
        assert!(error
            .to_string()
            .starts_with("neither pip nor uv has a default Python index"));
    }

    #[test]
    fn what_the_user_says_is_the_whole_answer_in_his_order() {
        let mut environment = Environment::default();
        let said = [
            "own=http://b.example",
            "http://a.example",
            "http://b.example",
        ];
        environment.addresses.index_url = said.map(str::to_owned).to_vec();
        assert_eq!(
            format!("{:?}", indexes(&environment).unwrap()),
            "[Some(\"own\") http://b.example, None http://a.example]"
        );
    }
}
