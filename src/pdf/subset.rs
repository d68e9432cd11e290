//! A TrueType program with the used glyphs alone.
//!
//! They are numbered anew, from 1 in the order of their old numbers. Only the tables that a
//! PDF reader needs are kept (ISO 32000-1, 9.9; OpenType `glyf`, `loca`, `hmtx`).

use std::collections::{BTreeMap, BTreeSet};

/// The tables that stay.
const KEPT: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];
// Flags of a part of a composite glyph (OpenType, `glyf`).
const MORE_COMPONENTS: u16 = 0x20;
const WORD_ARGUMENTS: u16 = 0x01;
const ONE_SCALE: u16 = 0x08;
const TWO_SCALES: u16 = 0x40;
const FULL_MATRIX: u16 = 0x80;

/// A smaller program.
pub struct Subset {
    pub program: Vec<u8>,
    /// The new number of each kept glyph, by the old one.
    pub numbers: BTreeMap<u16, u16>,
}

/// `program` with the glyphs `used`, `.notdef` and their parts. `None` where it is not such a
/// program.
pub fn keep(program: &[u8], used: &BTreeSet<u16>) -> Option<Subset> {
    let mut tables = tables(program)?;
    let glyf = *tables.get(b"glyf")?;
    let offsets = offsets(&tables)?;
    let kept = with_parts(glyf, &offsets, used)?;
    let numbers: BTreeMap<u16, u16> = kept.iter().copied().zip(0..).collect();

    let mut outlines = Vec::new();
    let mut places = vec![0, 0];
    for &gid in &kept {
        let bounds = offsets.get(usize::from(gid)..usize::from(gid) + 2)?;
        let mut outline = glyf.get(*bounds.first()?..*bounds.last()?)?.to_vec();
        renumber(&mut outline, &numbers)?;
        outlines.append(&mut outline);
        outlines.resize(outlines.len().next_multiple_of(2), 0);
        // Halves: a page's glyphs are far below the 128 KiB that the short form can hold.
        places.extend_from_slice(&u16::try_from(outlines.len() / 2).ok()?.to_be_bytes());
    }

    let count = u16::try_from(kept.len()).ok()?.to_be_bytes();
    let metrics = metrics(&tables, &kept)?;
    let changed = |table: &[u8; 4], at: usize, value: [u8; 2]| {
        let mut bytes = tables.get(table)?.to_vec();
        bytes.get_mut(at..at + 2)?.copy_from_slice(&value);
        Some(bytes)
    };
    // `indexToLocFormat` 0: the short form. `numberOfHMetrics`, `numGlyphs`.
    let head = changed(b"head", 50, [0, 0])?;
    let hhea = changed(b"hhea", 34, count)?;
    let maxp = changed(b"maxp", 4, count)?;

    let new: [(&[u8; 4], &[u8]); 6] = [
        (b"glyf", &outlines),
        (b"loca", &places),
        (b"head", &head),
        (b"hhea", &hhea),
        (b"maxp", &maxp),
        (b"hmtx", &metrics),
    ];
    tables.retain(|tag, _| KEPT.contains(&tag));
    tables.extend(new.map(|(tag, bytes)| (*tag, bytes)));
    let program = assemble(&tables)?;
    Some(Subset { program, numbers })
}

/// Advance and left side bearing of each kept glyph.
fn metrics(tables: &BTreeMap<[u8; 4], &[u8]>, kept: &BTreeSet<u16>) -> Option<Vec<u8>> {
    let hmtx = tables.get(b"hmtx")?;
    let full = usize::from(u16_at(tables.get(b"hhea")?, 34)?);
    let mut metrics = Vec::new();
    for gid in kept.iter().map(|&gid| usize::from(gid)) {
        // Glyphs behind the last full entry have its advance and a bearing of their own.
        let advance = 4 * gid.min(full.checked_sub(1)?);
        let bearing = if gid < full { 4 * gid + 2 } else { 4 * full + 2 * (gid - full) };
        metrics.extend_from_slice(hmtx.get(advance..advance + 2)?);
        metrics.extend_from_slice(hmtx.get(bearing..bearing + 2)?);
    }
    Some(metrics)
}

/// Gives the parts of a composite glyph their new numbers.
fn renumber(outline: &mut [u8], numbers: &BTreeMap<u16, u16>) -> Option<()> {
    for (at, gid) in parts(outline) {
        outline.get_mut(at..at + 2)?.copy_from_slice(&numbers.get(&gid)?.to_be_bytes());
    }
    Some(())
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
            let outline = glyf.get(*bounds.first()?..*bounds.last()?)?;
            waiting.extend(parts(outline).into_iter().map(|(_, part)| part));
        }
    }
    Some(kept)
}

/// The parts of a glyph, each with the place of its number.
fn parts(outline: &[u8]) -> Vec<(usize, u16)> {
    let mut found = Vec::new();
    let composite = u16_at(outline, 0).is_some_and(|contours| contours >= 0x8000);
    // Behind the number of contours and the four bounds of the glyph.
    let mut at = 10;
    let part = |at| composite.then(|| Some((u16_at(outline, at)?, u16_at(outline, at + 2)?))).flatten();
    while let Some((flags, gid)) = part(at) {
        found.push((at + 2, gid));
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

    type Tables<'a> = BTreeMap<[u8; 4], &'a [u8]>;

    fn outline<'a>(tables: &Tables<'a>, gid: u16) -> &'a [u8] {
        let offsets = offsets(tables).unwrap();
        &tables[b"glyf"][offsets[usize::from(gid)]..offsets[usize::from(gid) + 1]]
    }

    fn metric(tables: &Tables<'_>, gid: u16) -> Vec<u8> {
        metrics(tables, &BTreeSet::from([gid])).unwrap()
    }

    #[test]
    fn a_few_glyphs_make_a_small_program_and_keep_their_outlines_and_widths() {
        let small = keep(FACE, &BTreeSet::from([36, 37])).unwrap();
        assert!(small.program.len() < 1500, "{} bytes", small.program.len());
        let (before, after) = (tables(FACE).unwrap(), tables(&small.program).unwrap());
        assert_eq!(small.numbers.keys().copied().collect::<Vec<_>>(), [0, 36, 37]);
        for (&old, &new) in &small.numbers {
            assert!(outline(&after, new).starts_with(outline(&before, old)), "glyph {old}");
            assert_eq!(metric(&after, new), metric(&before, old));
        }
    }

    #[test]
    fn the_parts_of_a_composite_glyph_come_along() {
        let before = tables(FACE).unwrap();
        let count = u16_at(before[b"maxp"], 4).unwrap();
        let composite = (0..count).find(|&gid| !parts(outline(&before, gid)).is_empty()).unwrap();
        let small = keep(FACE, &BTreeSet::from([composite])).unwrap();
        let after = tables(&small.program).unwrap();
        let old = parts(outline(&before, composite));
        let new = parts(outline(&after, small.numbers[&composite]));
        let renumbered: Vec<_> = old.iter().map(|(at, gid)| (*at, small.numbers[gid])).collect();
        assert_eq!(new, renumbered);
    }

    #[test]
    fn what_is_no_program_is_refused() {
        assert!(keep(b"", &BTreeSet::new()).is_none());
        assert!(keep(&[0; 64], &BTreeSet::new()).is_none());
        for cut in 0..FACE.len().min(600) {
            let _ = keep(FACE.get(..cut).unwrap_or_default(), &BTreeSet::from([36]));
        }
    }
}
