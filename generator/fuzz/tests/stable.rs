//! Every fuzz target over mutated seeds: the same inputs on each run, no fuzzer needed.

use fuzz::{Target, TARGETS};

const RUNS: usize = 3_000;
/// What the formats are made of, spliced in.
const WORDS: [&[u8]; 16] = [
    b"\"",
    b"'",
    b"[",
    b"]]",
    b"\n",
    b"\\\n",
    b"=",
    b"==",
    b";",
    b" and ",
    b"(",
    b"-",
    b".",
    b"%2F",
    b"\xc3\xa9",
    b"99999999999999999999",
];

/// xorshift64*: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit.max(1)
    }
}

fn mutate(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let mut data = seed.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(data.len());
        let until = (at + random.below(40)).min(data.len());
        match random.below(5) {
            0 => data.truncate(at),
            1 => drop(data.drain(at..until)),
            2 => data.extend_from_within(at..until),
            3 => drop(data.splice(at..at, WORDS[random.below(WORDS.len())].iter().copied())),
            _ if at < data.len() => data[at] = random.below(256) as u8,
            _ => {}
        }
    }
    data
}

fn run(target: &Target) {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for seed in target.seeds {
        (target.body)(seed);
        for _ in 0..RUNS {
            (target.body)(&mutate(seed, &mut random));
        }
    }
}

#[test]
fn every_target_survives_mutated_seeds() {
    for target in TARGETS {
        println!("{}", target.name);
        run(target);
    }
}

#[test]
fn every_target_has_a_binary_and_a_seed() {
    let manifest = include_str!("../Cargo.toml");
    for target in TARGETS {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{}.rs\"", target.name)));
        assert!(!target.seeds.is_empty(), "{}", target.name);
    }
}
