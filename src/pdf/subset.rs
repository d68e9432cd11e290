//! A TrueType program with the outlines of the used glyphs alone.
//!
//! Glyph numbers stay, so that nothing else has to change; unused outlines
//! become empty. Only the tables that a PDF reader needs are kept (ISO 32000-1,
//! 9.9; OpenType `glyf`, `loca`).

use std::collections::{BTreeMap, BTreeSet};

/// The tables that stay, in the order of their tags as the directory asks for.
const KEPT: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];
// Flags of a part of a composite glyph (OpenType, `glyf`).
const MORE_COMPONENTS: u16 = 0x20;
const WORD_ARGUMENTS: u16 = 0x01;
const ONE_SCALE: u16 = 0x08;
const TWO_SCALES: u16 = 0x40;
const FULL_MATRIX: u16 = 0x80;

/// `program` with the outlines of `used`, of `.notdef` and of their parts.
/// `None` where it is not such a program.
pub fn keep(program: &[u8], used: &BTreeSet<u16>) -> Option<Vec<u8>> {
    let mut tables = tables(program)?;
    let glyf = *tables.get(b"glyf")?;
    let offsets = offsets(&tables)?;
    let kept = with_parts(glyf, &offsets, used)?;

    let mut outlines = Vec::new();
    let mut places = Vec::new();
    for (gid, bounds) in offsets.windows(2).enumerate() {
        places.extend_from_slice(&u32::try_from(outlines.len()).ok()?.to_be_bytes());
        if kept.contains(&u16::try_from(gid).ok()?) {
            outlines.extend_from_slice(glyf.get(*bounds.first()?..*bounds.last()?)?);
            outlines.resize(outlines.len().next_multiple_of(4), 0);
        }
    }
    places.extend_from_slice(&u32::try_from(outlines.len()).ok()?.to_be_bytes());

    let mut head = tables.get(b"head")?.to_vec();
    // `indexToLocFormat` 1: offsets of four bytes.
    head.get_mut(50..52)?.copy_from_slice(&1u16.to_be_bytes());
    tables.insert(*b"glyf", &outlines);
    tables.insert(*b"loca", &places);
    tables.insert(*b"head", &head);
    tables.retain(|tag, _| KEPT.contains(&tag));
    assemble(&tables)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}

fn tables(program: &[u8]) -> Option<BTreeMap<[u8; 4], &[u8]>> {
    (0..usize::from(u16_at(program, 4)?))
        .map(|i| {
            let entry = program.get(12 + 16 * i..28 + 16 * i)?;
            let start = u32_at(entry, 8)?;
            Some((entry.get(..4)?.try_into().ok()?, program.get(start..start + u32_at(entry, 12)?)?))
        })
        .collect()
}

fn offsets(tables: &BTreeMap<[u8; 4], &[u8]>) -> Option<Vec<usize>> {
    let loca = tables.get(b"loca")?;
    let long = u16_at(tables.get(b"head")?, 50)? == 1;
    let count = usize::from(u16_at(tables.get(b"maxp")?, 4)?);
    (0..=count)
        .map(|i| if long { u32_at(loca, 4 * i) } else { Some(2 * usize::from(u16_at(loca, 2 * i)?)) })
        .collect()
}

/// A composite glyph draws others: they have to stay too.
fn with_parts(glyf: &[u8], offsets: &[usize], used: &BTreeSet<u16>) -> Option<BTreeSet<u16>> {
    let mut kept = BTreeSet::new();
    let mut waiting: Vec<u16> = used.iter().copied().chain([0]).collect();
    while let Some(gid) = waiting.pop() {
        let Some(bounds) = offsets.get(usize::from(gid)..usize::from(gid) + 2) else {
            continue;
        };
        if kept.insert(gid) {
            waiting.extend(parts(glyf.get(*bounds.first()?..*bounds.last()?)?));
        }
    }
    Some(kept)
}

fn parts(outline: &[u8]) -> Vec<u16> {
    let mut found = Vec::new();
    let composite = u16_at(outline, 0).is_some_and(|contours| contours >= 0x8000);
    // Behind the number of contours and the four bounds of the glyph.
    let mut at = 10;
    let part = |at| composite.then(|| Some((u16_at(outline, at)?, u16_at(outline, at + 2)?))).flatten();
    while let Some((flags, gid)) = part(at) {
        found.push(gid);
        at += if flags & WORD_ARGUMENTS != 0 { 8 } else { 6 };
        at += match flags {
            f if f & FULL_MATRIX != 0 => 8,
            f if f & TWO_SCALES != 0 => 4,
            f if f & ONE_SCALE != 0 => 2,
            _ => 0,
        };
        if flags & MORE_COMPONENTS == 0 {
            break;
        }
    }
    found
}

fn assemble(tables: &BTreeMap<[u8; 4], &[u8]>) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok()?;
    let power = 1u16 << count.checked_ilog2()?;
    let mut out = vec![0, 1, 0, 0];
    // `searchRange`, `entrySelector` and `rangeShift` follow from the number of tables.
    for number in [count, power * 16, u16::try_from(power.ilog2()).ok()?, (count - power) * 16] {
        out.extend_from_slice(&number.to_be_bytes());
    }

    let mut start = 12 + 16 * tables.len();
    for (tag, bytes) in tables {
        out.extend_from_slice(tag);
        out.extend_from_slice(&checksum(bytes).to_be_bytes());
        out.extend_from_slice(&u32::try_from(start).ok()?.to_be_bytes());
        out.extend_from_slice(&u32::try_from(bytes.len()).ok()?.to_be_bytes());
        start += bytes.len().next_multiple_of(4);
    }

    for bytes in tables.values() {
        out.extend_from_slice(bytes);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    Some(out)
}

fn checksum(bytes: &[u8]) -> u32 {
    let words = bytes.chunks(4).map(|chunk| {
        chunk.iter().chain(&[0; 4]).take(4).fold(0u32, |word, &byte| (word << 8) | u32::from(byte))
    });
    words.fold(0, u32::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: &[u8] = include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf");

    #[test]
    fn a_few_glyphs_make_a_small_program_and_keep_their_outlines() {
        let small = keep(FACE, &BTreeSet::from([36, 37])).unwrap_or_default();
        assert!(small.len() < FACE.len() / 2, "{} bytes", small.len());
        let (before, after) = (tables(FACE).unwrap_or_default(), tables(&small).unwrap_or_default());
        let outline = |tables: &BTreeMap<[u8; 4], &[u8]>, gid: usize| {
            let offsets = offsets(tables)?;
            Some(tables.get(b"glyf")?.get(*offsets.get(gid)?..*offsets.get(gid + 1)?)?.to_vec())
        };
        assert!(
            outline(&after, 36).unwrap_or_default().starts_with(&outline(&before, 36).unwrap_or(vec![1]))
        );
        assert_eq!(outline(&after, 40), Some(vec![]));
    }

    #[test]
    fn what_is_no_program_is_refused() {
        assert_eq!(keep(b"", &BTreeSet::new()), None);
        assert_eq!(keep(&[0; 64], &BTreeSet::new()), None);
        for cut in 0..FACE.len().min(600) {
            let _ = keep(FACE.get(..cut).unwrap_or_default(), &BTreeSet::from([36]));
        }
    }
}
