//! Members that no layer holds: what an installer leaves out, what is omitted, what another wheel or a
//! declared file has the place of. A wheel that is damaged there is a damaged wheel.

use std::collections::BTreeSet;

use super::inflate::Inflater;
use super::install::Installation;
use crate::tree::{Content, File, Node, Tree};
use crate::Error;

/// Reads every member that is not in the finished `tree`, and checks it as those that are.
pub fn prove(wheels: &[Installation], tree: &Tree) -> Result<(), Error> {
    let mut held = BTreeSet::new();
    for (_, entry) in tree.iter() {
        if let Node::File(File {
            content: Content::Member { wheel, member },
            ..
        }) = entry.node
        {
            held.insert((wheel, member));
        }
    }
    let mut inflater = Inflater::default();
    for (at, wheel) in wheels.iter().enumerate() {
        let unseen = (0..wheel.members.len()).filter(|member| !held.contains(&(at, *member)));
        for member in unseen {
            wheel.prove(member, &mut inflater).map_err(wheel.named())?;
        }
    }
    Ok(())
}
