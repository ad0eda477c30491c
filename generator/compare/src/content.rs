//! The bytes of one member, or of two side by side.

use crate::difference::Stopped;
use crate::header::digest;
use crate::tar::Tar;
use crate::TarError;
use sha2::{Digest as _, Sha256};
use std::io::Read;

const PIECE: usize = 1 << 16;
/// Bytes of a text that is shown by lines
const LONGEST_TEXT: u64 = 128 << 10;

/// What a member holds
#[derive(Debug, Clone)]
pub struct Content {
    pub size: u64,
    pub sha256: String,
    /// Its bytes, where they are few
    pub bytes: Option<Vec<u8>>,
    /// What fills its last block
    pub padding: String,
}

impl Content {
    /// Reads the present member to its end
    pub fn read(tar: &mut Tar<impl Read>, size: u64) -> Result<Self, TarError> {
        let (mut reading, mut piece) = (Reading::of(size), vec![0; PIECE]);
        while let count @ 1.. = tar.read(&mut piece)? {
            reading.take(&piece[..count]);
        }
        reading.end(tar)
    }
}

struct Reading {
    size: u64,
    sum: Sha256,
    bytes: Option<Vec<u8>>,
}

impl Reading {
    fn of(size: u64) -> Self {
        Self {
            size,
            sum: Sha256::new(),
            bytes: (size <= LONGEST_TEXT).then(Vec::new),
        }
    }

    fn take(&mut self, piece: &[u8]) {
        self.sum.update(piece);
        if let Some(bytes) = &mut self.bytes {
            bytes.extend_from_slice(piece);
        }
    }

    fn end(self, tar: &mut Tar<impl Read>) -> Result<Content, TarError> {
        Ok(Content {
            size: self.size,
            sha256: digest(self.sum),
            bytes: self.bytes,
            padding: tar.padding()?,
        })
    }
}

/// Reads two present members to their ends, and gives where their bytes begin to differ
pub fn pair(
    (want, got): (&mut Tar<impl Read>, &mut Tar<impl Read>),
    (want_size, got_size): (u64, u64),
) -> Result<(Content, Content, Option<u64>), Stopped> {
    let (mut of_want, mut of_got) = (Reading::of(want_size), Reading::of(got_size));
    let (mut want_piece, mut got_piece) = (vec![0; PIECE], vec![0; PIECE]);
    let (mut at, mut differs) = (0, None);
    loop {
        let want_count = want.read(&mut want_piece).map_err(Stopped::Want)?;
        let got_count = got.read(&mut got_piece).map_err(Stopped::Got)?;
        let (one, other) = (&want_piece[..want_count], &got_piece[..got_count]);
        if differs.is_none() && one != other {
            let same = one
                .iter()
                .zip(other)
                .take_while(|(one, other)| one == other);
            differs = Some(at + same.count() as u64);
        }
        if want_count == 0 && got_count == 0 {
            break;
        }
        of_want.take(one);
        of_got.take(other);
        at += want_count as u64;
    }
    let of_want = of_want.end(want).map_err(Stopped::Want)?;
    let of_got = of_got.end(got).map_err(Stopped::Got)?;
    Ok((of_want, of_got, differs))
}
