use crate::Changes;

/// Everything, for programs: names as they are, lists in a stable order
pub fn json(changes: &Changes) -> String {
    let text = serde_json::to_string_pretty(changes).expect("texts and numbers can be written");
    text + "\n"
}
