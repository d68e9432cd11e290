//! What reading one PDF may cost, and the inflating that spends most of it.

use super::ScanError;
use super::file::Body;
use super::object::{Dict, Object};
use lopdf::{DecompressError, Dictionary, Stream};
use zeroize::{Zeroize, Zeroizing};

const INFLATED: usize = 32 << 20;
const OBJECTS: usize = 1_000_000;
/// Pictures of all pages together: fifty scanned pages at 300 dots per inch.
const PIXELS: usize = 450_000_000;
/// No program deflates a stream more often, and a thousand layers take long.
const LAYERS: usize = 2;

/// What one PDF may cost in all.
pub(super) struct Budget {
    objects: usize,
    inflated: usize,
    pixels: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { objects: OBJECTS, inflated: INFLATED, pixels: PIXELS }
    }

    /// Pays for one object that is read, looked up or drawn.
    pub(super) fn object(&mut self) -> Result<(), ScanError> {
        self.objects = self.objects.checked_sub(1).ok_or(ScanError::TooLarge)?;
        Ok(())
    }

    /// Pays for a picture of this size; a small one costs its own handling too.
    pub(super) fn picture(&mut self, (width, height): (usize, usize)) -> Result<(), ScanError> {
        let pixels = width.saturating_mul(height).max(10_000);
        self.pixels = self.pixels.checked_sub(pixels).ok_or(ScanError::TooLarge)?;
        Ok(())
    }

    /// A stream's bytes after its filters; nothing when a filter is not ours.
    pub(super) fn inflate(&mut self, body: &Body<'_>) -> Result<Option<Zeroizing<Vec<u8>>>, ScanError> {
        let (Some(dict), Some(raw)) = (body.object.dict(), body.stream) else { return Ok(None) };
        let filters = match dict.get(b"Filter") {
            None => &[][..],
            Some(Object::Array(filters)) => filters,
            Some(filter) => std::slice::from_ref(filter),
        };
        if filters.len() > LAYERS {
            return Ok(None);
        }
        self.object()?;
        let mut bytes = Zeroizing::new(raw.to_vec());
        for filter in filters {
            if filter.name() != Some(b"FlateDecode") || has_predictor(dict) {
                return Ok(None);
            }
            bytes = inflate(bytes, self.inflated)?;
        }
        self.inflated = self.inflated.checked_sub(bytes.len()).ok_or(ScanError::TooLarge)?;
        Ok(Some(bytes))
    }
}

fn has_predictor(dict: &Dict<'_>) -> bool {
    let predictor = dict.get(b"DecodeParms").and_then(Object::dict).and_then(|parms| parms.get(b"Predictor"));
    predictor.and_then(Object::natural).is_some_and(|predictor| predictor > 1)
}

/// One layer of deflate; bytes cut short give what they hold.
fn inflate(mut bytes: Zeroizing<Vec<u8>>, limit: usize) -> Result<Zeroizing<Vec<u8>>, ScanError> {
    let dict = Dictionary::from_iter([("Filter", "FlateDecode".into())]);
    let mut stream = Stream::new(dict, std::mem::take(&mut *bytes));
    let inflated = stream.decompressed_content_with_limit(limit);
    stream.content.zeroize();
    match inflated {
        Ok(inflated) => Ok(Zeroizing::new(inflated)),
        Err(lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
            Err(ScanError::TooLarge)
        }
        Err(_) => Ok(Zeroizing::new(Vec::new())),
    }
}
