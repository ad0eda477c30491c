use std::io::{Read, Seek};

use object::elf::{
    FileHeader32, FileHeader64, ELFCLASS32, ELFCLASS64, ELFMAG, ET_DYN, ET_EXEC, PN_XNUM,
    PT_DYNAMIC, PT_INTERP, PT_LOAD,
};
use object::read::elf::{FileHeader, ProgramHeader};
use object::{pod, Endianness};

use crate::dynamic::{self, Dynamic};
use crate::parts::Parts;
use crate::{Class, Elf, ElfError, Kind, Machine, Platform};

/// The kernel's `PATH_MAX`.
const LONGEST_INTERPRETER: u64 = 4096;

/// A stretch of the file, and the address that it is loaded at.
pub(crate) struct Segment {
    pub(crate) offset: u64,
    pub(crate) address: u64,
    pub(crate) size: u64,
}

/// The segments that are of interest.
#[derive(Default)]
struct Segments {
    loaded: Vec<Segment>,
    dynamic: Option<Segment>,
    interpreter: Option<Segment>,
}

pub(crate) fn read(reader: impl Read + Seek) -> Result<Option<Elf>, ElfError> {
    let mut parts = Parts::of(reader);
    let size = size_of::<FileHeader64<Endianness>>() as u64;
    let head = parts.up_to("file header", 0, size)?;
    if !head.starts_with(&ELFMAG) {
        return Ok(None);
    }
    let elf = match head.get(4).copied() {
        Some(class) if class == ELFCLASS32.0 => {
            facts::<FileHeader32<Endianness>, _>(Class::Bits32, &head, &mut parts)
        }
        Some(class) if class == ELFCLASS64.0 => {
            facts::<FileHeader64<Endianness>, _>(Class::Bits64, &head, &mut parts)
        }
        Some(class) => Err(ElfError::Header(format!("unknown class {class}"))),
        None => Err(ElfError::Header(
            "it ends after the magic number".to_owned(),
        )),
    };
    elf.map(Some)
}

fn facts<H, R>(class: Class, head: &[u8], parts: &mut Parts<R>) -> Result<Elf, ElfError>
where
    H: FileHeader<Endian = Endianness>,
    R: Read + Seek,
{
    let malformed = |error: object::Error| ElfError::Header(error.to_string());
    let header = H::parse(head).map_err(malformed)?;
    let endian = header.endian().map_err(malformed)?;
    let segments = segments(header, endian, parts)?;
    let interpreter = segments.interpreter.as_ref();
    let interpreter = interpreter
        .map(|segment| path(segment, parts))
        .transpose()?;
    let dynamic = match &segments.dynamic {
        Some(segment) => dynamic::read::<H, R>(segment, &segments.loaded, endian, parts)?,
        None => Dynamic::default(),
    };
    let is_program = dynamic.is_program || (interpreter.is_some() && dynamic.soname.is_none());
    Ok(Elf {
        platform: Platform {
            class,
            machine: Machine(header.e_machine(endian).0),
        },
        kind: match header.e_type(endian) {
            ET_DYN if !is_program => Kind::Shared,
            ET_DYN | ET_EXEC => Kind::Executable,
            _ => Kind::Other,
        },
        interpreter,
        soname: dynamic.soname,
        needed: dynamic.needed,
        rpath: dynamic.rpath,
        runpath: dynamic.runpath,
    })
}

fn segments<H, R>(
    header: &H,
    endian: Endianness,
    parts: &mut Parts<R>,
) -> Result<Segments, ElfError>
where
    H: FileHeader<Endian = Endianness>,
    R: Read + Seek,
{
    let mut segments = Segments::default();
    for program in &programs(header, endian, parts)? {
        let (offset, size) = program.file_range(endian);
        let segment = Segment {
            offset,
            address: program.p_vaddr(endian).into(),
            size,
        };
        match program.p_type(endian) {
            PT_LOAD => segments.loaded.push(segment),
            // split debug files keep the headers of what they leave out
            PT_DYNAMIC if size > 0 => segments.dynamic = Some(segment),
            PT_INTERP if size > 0 => segments.interpreter = Some(segment),
            _ => {}
        }
    }
    Ok(segments)
}

fn programs<H, R>(
    header: &H,
    endian: Endianness,
    parts: &mut Parts<R>,
) -> Result<Vec<H::ProgramHeader>, ElfError>
where
    H: FileHeader<Endian = Endianness>,
    R: Read + Seek,
{
    let count = header.e_phnum(endian);
    if count == 0 {
        return Ok(Vec::new());
    }
    // more of them are counted elsewhere, which core dumps alone need
    if count == PN_XNUM {
        return Err(ElfError::TooMany {
            what: "program headers",
            count: count.into(),
            most: u64::from(PN_XNUM) - 1,
        });
    }
    let want = size_of::<H::ProgramHeader>() as u64;
    let found = u64::from(header.e_phentsize(endian));
    if found != want {
        return Err(ElfError::HeaderSize { found, want });
    }
    let offset = header.e_phoff(endian).into();
    let bytes = parts.at("table of program headers", offset, u64::from(count) * want)?;
    let (programs, _) = pod::slice_from_bytes(&bytes, count.into())
        .map_err(|()| ElfError::Header("its program headers are incomplete".to_owned()))?;
    Ok(programs.to_vec())
}

fn path<R: Read + Seek>(segment: &Segment, parts: &mut Parts<R>) -> Result<String, ElfError> {
    let size = segment.size.min(LONGEST_INTERPRETER);
    let bytes = parts.at("interpreter", segment.offset, size)?;
    dynamic::text("PT_INTERP", &bytes)
}
