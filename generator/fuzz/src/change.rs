//! What a lock became, and what a policy says of it.

use change::{compare, print, Policy, State};
use fleet::{BuildLock, Source};
use std::collections::BTreeMap;

/// The lock that others are compared with
const LOCK: &str = include_str!("../seeds/build-lock.json");

fn state(lock: BuildLock) -> State {
    State {
        name: "lock".to_owned(),
        lock,
        inventory: None,
        indexes: BTreeMap::new(),
    }
}

fn known() -> State {
    state(BuildLock::parse(LOCK).expect("the seed is a lock"))
}

/// Nothing changes between a lock and itself; a page keeps its shape whatever the names are.
pub fn build_lock(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(lock) = BuildLock::parse(text) else {
        return;
    };
    assert_eq!(BuildLock::parse(&lock.print()).ok().as_ref(), Some(&lock));
    let (known, other) = (known(), state(lock));
    assert!(compare(&other, &other).is_empty());
    let changes = compare(&known, &other);
    let page = print::html(&changes, &other);
    let (_, body) = page.split_once("</style>").expect("a style");
    assert!(body.ends_with("</html>\n"));
    assert_eq!(body.matches('<').count(), body.matches('>').count());
    for text in [print::text(&changes), print::markdown(&changes)] {
        assert!(text
            .chars()
            .all(|letter| letter == '\n' || letter == '\u{1b}' || !letter.is_control()));
    }
    print::json(&changes);
}

/// A policy that is read judges; an error has the file's name.
pub fn policy(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let file = "policy.toml";
    match Policy::parse(Source { file, text }) {
        Ok(policy) => {
            let none = state(BuildLock::new(Default::default(), Default::default()));
            policy.judge(&compare(&none, &known()));
        }
        Err(error) => assert!(error.to_string().starts_with(file)),
    }
}
