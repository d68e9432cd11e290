//! Streams inflated within a budget.

use super::ScanError;
use super::budget::Budget;
use super::object::{Body, Dict, Object};
use lopdf::{DecompressError, Dictionary, Stream};
use zeroize::{Zeroize, Zeroizing};

/// No program deflates a stream more often, and a thousand layers take long.
const LAYERS: usize = 2;

/// A stream's bytes after its filters; nothing when a filter is not ours.
pub fn inflate(body: &Body<'_>, budget: &mut Budget) -> Result<Option<Zeroizing<Vec<u8>>>, ScanError> {
    let (Some(dict), Some(raw)) = (body.object.dict(), body.stream) else { return Ok(None) };
    let filters = match dict.get(b"Filter") {
        None => &[][..],
        Some(Object::Array(filters)) => filters,
        Some(filter) => std::slice::from_ref(filter),
    };
    if filters.len() > LAYERS {
        return Ok(None);
    }

    budget.object()?;
    let mut bytes = Zeroizing::new(raw.to_vec());
    for filter in filters {
        if filter.name() != Some(b"FlateDecode") || has_predictor(dict) {
            return Ok(None);
        }
        bytes = layer(bytes, budget.left())?;
    }

    budget.inflated(bytes.len())?;
    Ok(Some(bytes))
}

fn has_predictor(dict: &Dict<'_>) -> bool {
    let predictor = dict.get(b"DecodeParms").and_then(Object::dict).and_then(|parms| parms.get(b"Predictor"));
    predictor.and_then(Object::natural).is_some_and(|predictor| predictor > 1)
}

/// One layer of deflate; bytes cut short give what they hold.
fn layer(mut bytes: Zeroizing<Vec<u8>>, limit: usize) -> Result<Zeroizing<Vec<u8>>, ScanError> {
    let dict = Dictionary::from_iter([("Filter", "FlateDecode".into())]);
    let mut stream = Stream::new(dict, std::mem::take(&mut *bytes));
    let inflated = stream.decompressed_content_with_limit(limit);
    stream.content.zeroize();
    match inflated {
        Ok(inflated) => Ok(Zeroizing::new(inflated)),
        Err(lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
            Err(ScanError::TooLarge)
        }

        // Not deflated data at all: it draws nothing, and the other streams still count.
        Err(_) => Ok(Zeroizing::new(Vec::new())),
    }
}
