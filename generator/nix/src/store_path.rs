use crate::NarHash;
use sha2::{Digest, Sha256};

const STORE: &str = "/nix/store";
const ALPHABET: &[u8; 32] = b"0123456789abcdfghijklmnpqrsvwxyz";

/// The store path of a flat file by its content (Nix manual, "Store path specification": a fixed
/// output by flat SHA-256). `sha256` is hexadecimal.
pub fn flat_path(name: &str, sha256: &str) -> String {
    let inner = hex::encode(Sha256::digest(format!("fixed:out:sha256:{sha256}:")));
    path("output:out", &inner, name)
}

/// The store path of a folder by its NAR hash
pub fn recursive_path(name: &str, hash: &NarHash) -> String {
    path("source", &hash.hex(), name)
}

fn path(kind: &str, sha256: &str, name: &str) -> String {
    let fingerprint = format!("{kind}:sha256:{sha256}:{STORE}:{name}");
    let digest = Sha256::digest(fingerprint);
    let mut folded = [0u8; 20];
    for (position, byte) in digest.iter().enumerate() {
        folded[position % 20] ^= byte;
    }
    format!("{STORE}/{}-{name}", base32(&folded))
}

/// Nix's own base 32: no padding, least significant digit last
fn base32(bytes: &[u8; 20]) -> String {
    let digit = |position: usize| {
        let (index, shift) = (position * 5 / 8, position * 5 % 8);
        let next = bytes.get(index + 1).map_or(0, |byte| u16::from(*byte) << 8);
        let window = (u16::from(bytes[index]) | next) >> shift;
        ALPHABET[usize::from(window & 31)] as char
    };
    (0..32).rev().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::{flat_path, recursive_path};
    use crate::NarHash;

    #[test]
    fn agrees_with_nix() {
        // printf 'hello\n' > hello; nix-store --add-fixed sha256 hello
        let sha256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
        assert_eq!(
            flat_path("hello", sha256),
            "/nix/store/8zv8i345w2xn27jrxj4cyjc6x3b4am1q-hello"
        );
        // the folder of the NAR hash's test; nix-store --add-fixed --recursive sha256 seed
        let hash = NarHash::of_executables(&[("bin/busybox".into(), b"hello\n".to_vec())].into());
        assert_eq!(
            recursive_path("seed", &hash),
            "/nix/store/53iinqd9v2hqcsnx3yba1vmdka73wd4p-seed"
        );
    }
}
