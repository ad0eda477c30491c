/// A number with its noun, whose plural ends in `s`: `1 image`, `2 images`
pub fn plural(number: usize, noun: &str) -> String {
    count(number, noun, &format!("{noun}s"))
}

/// A number with a noun whose plural is given: `1 of the images`, `2 entries`
pub fn count(number: usize, one: &str, several: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {several}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{count, plural};

    #[test]
    fn one_alone_is_singular() {
        let numbers = [0, 1, 2];
        assert_eq!(
            numbers.map(|number| plural(number, "image")),
            ["0 images", "1 image", "2 images"]
        );
        assert_eq!(
            numbers.map(|number| count(number, "entry", "entries")),
            ["0 entries", "1 entry", "2 entries"]
        );
    }
}
