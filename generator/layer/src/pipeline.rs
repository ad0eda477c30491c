//! The one pass: tar bytes → frames → `diff_id` and codec → blob digest → file, all at once.
//!
//! The caller's thread fills frames; a pool compresses them in any order; one thread takes them back
//! in order, hashes tar and blob, and writes. Frames are a fixed number of buffers that go round, so
//! memory is bounded and a slow stage slows the others down. The bytes depend on frame size and
//! codec alone, never on the number of threads.

use std::io::Write;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread;

use oci::{DiffId, Digest};
use sha2::{Digest as _, Sha256};

use crate::codec::{Codec, Compressor};
use crate::Error;

/// Bytes of tar in a frame.
pub const FRAME_SIZE: usize = 4 << 20;

/// More compressors than this gain nothing: unpacking is one thread.
const THREADS_LIMIT: usize = 16;

/// Frames beyond those in work: a stage that is slow for a moment does not stop the others.
const SPARE: usize = 10;

/// Something that takes bytes where they are made, without a copy.
pub trait Sink {
    /// Room for at least one byte.
    fn space(&mut self) -> Result<&mut [u8], Stopped>;
    /// Says that the first `count` bytes of [`Sink::space`] are filled.
    fn advance(&mut self, count: usize);
}

/// The other end has gone; its own error says why.
#[derive(Debug)]
pub struct Stopped;

impl From<Stopped> for Error {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// What a pass measured.
#[derive(Debug, PartialEq, Eq)]
pub struct Sums {
    /// The SHA-256 of the tar.
    pub diff_id: DiffId,
    /// Its length.
    pub tar_size: u64,
    /// The SHA-256 of the blob.
    pub digest: Digest,
    /// Its length.
    pub size: u64,
}

/// Input and output of one frame; they go round together.
struct Buffers {
    tar: Vec<u8>,
    blob: Vec<u8>,
}

/// A frame of tar bytes, `filled` of them used.
struct Frame {
    bytes: Vec<u8>,
    filled: usize,
}

struct Job {
    frame: Arc<Frame>,
    blob: Vec<u8>,
    reply: SyncSender<std::io::Result<Vec<u8>>>,
}

/// A frame on its way, in order.
struct Pending {
    frame: Arc<Frame>,
    blob: Receiver<std::io::Result<Vec<u8>>>,
}

/// The producer's end.
pub struct Frames {
    present: Frame,
    blob: Vec<u8>,
    jobs: SyncSender<Job>,
    order: Sender<Pending>,
    free: Receiver<Buffers>,
}

impl Sink for Frames {
    fn space(&mut self) -> Result<&mut [u8], Stopped> {
        if self.present.filled == self.present.bytes.len() {
            self.send()?;
        }
        Ok(&mut self.present.bytes[self.present.filled..])
    }

    fn advance(&mut self, count: usize) {
        self.present.filled += count;
    }
}

impl Frames {
    /// Copies `bytes` in.
    pub fn write(&mut self, mut bytes: &[u8]) -> Result<(), Stopped> {
        while !bytes.is_empty() {
            let space = self.space()?;
            let count = space.len().min(bytes.len());
            space[..count].copy_from_slice(&bytes[..count]);
            self.advance(count);
            bytes = &bytes[count..];
        }
        Ok(())
    }

    /// Writes `count` zero bytes.
    pub fn zeros(&mut self, count: usize) -> Result<(), Stopped> {
        const ZEROS: [u8; 1024] = [0; 1024];
        self.write(&ZEROS[..count])
    }

    fn send(&mut self) -> Result<(), Stopped> {
        let fresh = self.free.recv().map_err(|_| Stopped)?;
        let present = std::mem::replace(
            &mut self.present,
            Frame {
                bytes: fresh.tar,
                filled: 0,
            },
        );
        let blob = std::mem::replace(&mut self.blob, fresh.blob);
        let frame = Arc::new(present);
        let (reply, replied) = mpsc::sync_channel(1);
        let pending = Pending {
            frame: frame.clone(),
            blob: replied,
        };
        self.order.send(pending).map_err(|_| Stopped)?;
        self.jobs
            .send(Job { frame, blob, reply })
            .map_err(|_| Stopped)
    }
}

/// Runs `produce`, and writes what it makes to `output`.
pub fn run<W: Write + Send>(
    output: &mut W,
    codec: Codec,
    threads: usize,
    produce: impl FnOnce(&mut Frames) -> Result<(), Error>,
) -> Result<Sums, Error> {
    let threads = threads.clamp(1, THREADS_LIMIT);
    let (jobs, taken) = mpsc::sync_channel(threads);
    let (order, ordered) = mpsc::channel();
    let (give, free) = mpsc::channel();
    let fresh = || Buffers {
        tar: vec![0; FRAME_SIZE],
        blob: Vec::new(),
    };
    for _ in 0..threads + SPARE {
        give.send(fresh())
            .expect("the receiver is in this function");
    }
    let taken = Arc::new(Mutex::new(taken));
    thread::scope(|scope| {
        for _ in 0..threads {
            let taken = taken.clone();
            scope.spawn(move || work(codec, &taken));
        }
        drop(taken);
        let writer = scope.spawn(move || collect(output, codec, &ordered, &give));
        let Buffers { tar, blob } = fresh();
        let mut frames = Frames {
            present: Frame {
                bytes: tar,
                filled: 0,
            },
            blob,
            jobs,
            order,
            free,
        };
        let mut produced = produce(&mut frames);
        if produced.is_ok() && frames.present.filled > 0 {
            produced = frames.send().map_err(Error::from);
        }
        drop(frames);
        let written = writer.join().expect("the writer does not panic");
        match produced {
            // The writer's error is the cause, the producer's only its effect.
            Err(error) if written.is_ok() => Err(error),
            _ => written,
        }
    })
}

/// Compresses frames until no more come.
fn work(codec: Codec, jobs: &Mutex<Receiver<Job>>) {
    let mut compressor = Compressor::new(codec);
    loop {
        let job = jobs.lock().expect("no compressor panics").recv();
        let Ok(Job {
            frame,
            mut blob,
            reply,
        }) = job
        else {
            return;
        };
        let done = match &mut compressor {
            Ok(compressor) => compressor.compress(&frame.bytes[..frame.filled], &mut blob),
            Err(error) => Err(std::io::Error::other(error.to_string())),
        };
        // Given back before the reply, so that the writer holds the only one left.
        drop(frame);
        // If nobody waits any more, the writer has failed and said why.
        let _ = reply.send(done.map(|()| blob));
    }
}

/// Takes frames in order, hashes and writes them, and gives their buffers back.
fn collect(
    output: &mut impl Write,
    codec: Codec,
    ordered: &Receiver<Pending>,
    give: &Sender<Buffers>,
) -> Result<Sums, Error> {
    let (mut tar_sum, mut blob_sum) = (Sha256::new(), Sha256::new());
    let (mut tar_size, mut size) = (0, 0);
    for Pending { frame, blob } in ordered {
        tar_sum.update(&frame.bytes[..frame.filled]);
        tar_size += frame.filled as u64;
        let failed = |source| Error::Codec {
            codec: codec.name(),
            source,
        };
        let blob = blob.recv().map_err(|_| Error::Stopped)?.map_err(failed)?;
        blob_sum.update(&blob);
        size += blob.len() as u64;
        output
            .write_all(&blob)
            .map_err(Error::io(std::path::Path::new("blob")))?;
        if let Some(frame) = Arc::into_inner(frame) {
            // If the producer is done, nobody takes it.
            let _ = give.send(Buffers {
                tar: frame.bytes,
                blob,
            });
        }
    }
    Ok(Sums {
        diff_id: DiffId::from_sha256(tar_sum.finalize().into()),
        tar_size,
        digest: Digest::from_sha256(blob_sum.finalize().into()),
        size,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass(codec: Codec, threads: usize, size: usize) -> (Sums, Vec<u8>) {
        let mut blob = Vec::new();
        let sums = run(&mut blob, codec, threads, |frames| {
            let line: Vec<u8> = (0..=255).collect();
            for n in 0..size / 256 {
                frames.write(&(n as u64).to_le_bytes())?;
                frames.write(&line[8..])?;
            }
            Ok(())
        });
        (sums.unwrap(), blob)
    }

    #[test]
    fn bytes_do_not_depend_on_the_number_of_threads() {
        for codec in [Codec::Zstd, Codec::Gzip, Codec::None] {
            let one = pass(codec, 1, 2 * FRAME_SIZE + 4096);
            for threads in [2, 16] {
                assert!(
                    one == pass(codec, threads, 2 * FRAME_SIZE + 4096),
                    "{codec:?} {threads}"
                );
            }
            assert_eq!(one.0.digest, Digest::of(&one.1));
        }
    }

    #[test]
    fn uncompressed_digest_and_diff_id_are_of_the_same_bytes() {
        let (sums, blob) = pass(Codec::None, 2, 512);
        assert_eq!(sums.diff_id, DiffId::of(&blob));
        assert_eq!(sums.digest.hex(), sums.diff_id.hex());
    }

    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::from_raw_os_error(28))
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_the_error_that_is_reported() {
        let error = run(&mut Full, Codec::Zstd, 2, |frames| {
            for _ in 0..20 * FRAME_SIZE / 1024 {
                frames.zeros(1024)?;
            }
            Ok(())
        });
        let text = error.unwrap_err().to_string();
        assert!(text.contains("No space left on device"), "{text}");
    }

    #[test]
    fn bytes_do_not_depend_on_the_size_of_the_writers_pieces() {
        let bytes: Vec<u8> = (0..FRAME_SIZE as u32 + 70_000)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> (n % 3 * 8)) as u8)
            .collect();
        for codec in [Codec::Zstd, Codec::Gzip] {
            let of_pieces = |size: usize| {
                let mut blob = Vec::new();
                let sums = run(&mut blob, codec, 2, |frames| {
                    for piece in bytes.chunks(size) {
                        frames.write(piece)?;
                    }
                    Ok(())
                });
                (sums.unwrap(), blob)
            };
            let whole = of_pieces(bytes.len());
            for size in [509, 1 << 16, FRAME_SIZE - 1, FRAME_SIZE, FRAME_SIZE + 1] {
                assert!(
                    whole == of_pieces(size),
                    "{codec:?}, pieces of {size} bytes"
                );
            }
        }
    }

    #[test]
    fn a_producers_error_is_kept() {
        let error = run(&mut Vec::new(), Codec::Zstd, 2, |_| Err(Error::Stopped));
        assert!(matches!(error, Err(Error::Stopped)));
    }
}
