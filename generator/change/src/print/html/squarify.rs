//! A map of areas: each weight a rectangle of its share, as near to a square as it goes (Bruls,
//! Huizing and van Wijk, 2000).

/// A rectangle
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    pub(super) fn area(&self) -> f64 {
        self.width * self.height
    }

    /// The same with a margin taken off, and more of it at the top
    pub(super) fn within(&self, margin: f64, top: f64) -> Self {
        Self {
            x: self.x + margin,
            y: self.y + top,
            width: (self.width - 2.0 * margin).max(0.0),
            height: (self.height - top - margin).max(0.0),
        }
    }
}

/// A rectangle for each weight, in the order of the weights; the largest should come first. They
/// fill `within` together.
pub(super) fn squarify(weights: &[u64], within: Rect) -> Vec<Rect> {
    let total: f64 = weights.iter().map(|weight| *weight as f64).sum();
    let scale = if total > 0.0 {
        within.area() / total
    } else {
        0.0
    };
    let areas: Vec<f64> = weights
        .iter()
        .map(|weight| *weight as f64 * scale)
        .collect();
    let mut rects = Vec::with_capacity(areas.len());
    let (mut left, mut at) = (within, 0);
    while at < areas.len() {
        let side = left.width.min(left.height);
        let mut end = at + 1;
        while end < areas.len() && worst(&areas[at..=end], side) <= worst(&areas[at..end], side) {
            end += 1;
        }
        left = lay(&areas[at..end], left, &mut rects);
        at = end;
    }
    rects
}

/// The most stretched rectangle of a row along a side
fn worst(row: &[f64], side: f64) -> f64 {
    let sum: f64 = row.iter().sum();
    let most = row.iter().copied().fold(0.0, f64::max);
    let least = row.iter().copied().fold(f64::INFINITY, f64::min);
    if sum <= 0.0 || least <= 0.0 || side <= 0.0 {
        return f64::INFINITY;
    }
    let (side, sum) = (side * side, sum * sum);
    (side * most / sum).max(sum / (side * least))
}

/// Lays a row along the shorter side; gives what is left
fn lay(row: &[f64], left: Rect, rects: &mut Vec<Rect>) -> Rect {
    let sum: f64 = row.iter().sum();
    let across = left.width >= left.height;
    let side = left.width.min(left.height);
    let depth = if side > 0.0 { sum / side } else { 0.0 };
    let mut at = 0.0;
    for area in row {
        let length = if depth > 0.0 { area / depth } else { 0.0 };
        rects.push(if across {
            Rect {
                x: left.x,
                y: left.y + at,
                width: depth,
                height: length,
            }
        } else {
            Rect {
                x: left.x + at,
                y: left.y,
                width: length,
                height: depth,
            }
        });
        at += length;
    }
    if across {
        Rect {
            x: left.x + depth,
            width: (left.width - depth).max(0.0),
            ..left
        }
    } else {
        Rect {
            y: left.y + depth,
            height: (left.height - depth).max(0.0),
            ..left
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{squarify, Rect};
    use proptest::prelude::*;

    const WITHIN: Rect = Rect {
        x: 0.0,
        y: 0.0,
        width: 6.0,
        height: 4.0,
    };

    /// The example of the paper
    #[test]
    fn lays_the_known_example() {
        let rects = squarify(&[6, 6, 4, 3, 2, 2, 1], WITHIN);
        let near = |rect: Rect, x: f64, y: f64, width: f64, height: f64| {
            let pairs = [
                (rect.x, x),
                (rect.y, y),
                (rect.width, width),
                (rect.height, height),
            ];
            pairs.iter().all(|(got, want)| (got - want).abs() < 1e-9)
        };
        assert!(near(rects[0], 0.0, 0.0, 3.0, 2.0));
        assert!(near(rects[1], 0.0, 2.0, 3.0, 2.0));
        assert!(near(rects[2], 3.0, 0.0, 12.0 / 7.0, 7.0 / 3.0));
        assert!(near(rects[3], 3.0 + 12.0 / 7.0, 0.0, 9.0 / 7.0, 7.0 / 3.0));
    }

    proptest! {
        #[test]
        fn each_has_its_share_within_and_none_lies_on_another(mut weights in prop::collection::vec(0_u64..1 << 40, 0..40)) {
            weights.sort_by(|one, other| other.cmp(one));
            let rects = squarify(&weights, WITHIN);
            prop_assert_eq!(rects.len(), weights.len());
            let total: u64 = weights.iter().sum();
            for (weight, rect) in weights.iter().zip(&rects) {
                let share = if total == 0 { 0.0 } else { *weight as f64 / total as f64 };
                prop_assert!((rect.area() - share * WITHIN.area()).abs() < 1e-6);
                prop_assert!(rect.x >= -1e-9 && rect.x + rect.width <= WITHIN.width + 1e-6);
                prop_assert!(rect.y >= -1e-9 && rect.y + rect.height <= WITHIN.height + 1e-6);
            }
            for (at, one) in rects.iter().enumerate() {
                for other in &rects[at + 1..] {
                    let width = (one.x + one.width).min(other.x + other.width) - one.x.max(other.x);
                    let height = (one.y + one.height).min(other.y + other.height) - one.y.max(other.y);
                    prop_assert!(width.max(0.0) * height.max(0.0) < 1e-6);
                }
            }
        }
    }
}
