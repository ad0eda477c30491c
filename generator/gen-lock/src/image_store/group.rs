//! Which images one export can prove. An engine may keep a layer several times: once for each stack of
//! layers that it has below. In one archive it writes the layer once, so an altered copy in one image
//! would hide behind the sound copy in another. Images share an archive only if they share such copies.

use oci::DiffId;
use std::collections::BTreeMap;

/// Layers of one archive, each with those below it
type Stacks = BTreeMap<DiffId, Vec<DiffId>>;

/// Splits images, each with its layers from the lowest up, into as many groups as archives are needed
pub fn groups<T>(images: impl IntoIterator<Item = (T, Vec<DiffId>)>) -> Vec<Vec<T>> {
    let mut groups: Vec<(Stacks, Vec<T>)> = Vec::new();
    for (image, layers) in images {
        let fits = |(stacks, _): &&mut (Stacks, Vec<T>)| are_same_copies(stacks, &layers);
        match groups.iter_mut().find(fits) {
            Some((stacks, group)) => {
                stacks.extend(stacks_of(&layers));
                group.push(image);
            }
            None => groups.push((stacks_of(&layers).collect(), vec![image])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn are_same_copies(stacks: &Stacks, layers: &[DiffId]) -> bool {
    let is_same = |(layer, below)| stacks.get(&layer).is_none_or(|known| *known == below);
    stacks_of(layers).all(is_same)
}

fn stacks_of(layers: &[DiffId]) -> impl Iterator<Item = (DiffId, Vec<DiffId>)> + '_ {
    let stack = |(at, layer): (usize, &DiffId)| (*layer, layers[..at].to_vec());
    layers.iter().enumerate().map(stack)
}

#[cfg(test)]
mod tests {
    use super::groups;
    use oci::DiffId;

    fn grouped(images: &[&str]) -> Vec<String> {
        let layers = |image: &str| image.bytes().map(|byte| DiffId::of(&[byte])).collect();
        let groups = groups(images.iter().map(|image| (*image, layers(image))));
        groups.iter().map(|group| group.join(" ")).collect()
    }

    #[test]
    fn a_layer_above_others_is_another_copy() {
        assert_eq!(grouped(&["abr", "acr", "abrx"]), ["abr abrx", "acr"]);
        // The third shares no copy with the first two but the lowest.
        assert_eq!(grouped(&["abr", "acr", "ad"]), ["abr ad", "acr"]);
        assert_eq!(grouped(&["ab", "ba"]), ["ab", "ba"]);
        assert_eq!(grouped(&["ab", "ab", "a"]), ["ab ab a"]);
        assert!(grouped(&[]).is_empty());
    }

    #[test]
    fn a_layer_twice_in_one_image_is_alone() {
        assert_eq!(grouped(&["aa", "a", "ab"]), ["aa", "a ab"]);
        assert_eq!(grouped(&["a", "aa", "ab"]), ["a ab", "aa"]);
    }
}
