//! Pictures in a PDF (ISO 32000-1, 8.9) to shades of grey.

use super::ScanError;
use super::fax;
use super::file::File;
use super::luma::{self, Luma};
use super::object::{Body, Dict, Object};
use super::picture;
use super::samples::Ink;
use super::stream::{Filter, Source};
use std::io::Read;
use zeroize::Zeroizing;

/// A row of the largest picture in four inks of sixteen bits.
const ROW: usize = 8 * luma::PIXELS;

/// The dictionary of a picture, its long and its short names (8.9.7).
pub struct Picture<'f, 'a> {
    pub file: &'f File<'a>,
    pub dict: &'f Dict<'a>,
    pub resources: Option<&'f Dict<'a>>,
}

impl<'f, 'a> Picture<'f, 'a> {
    fn get(&self, long: &[u8], short: &[u8]) -> Option<&'f Object<'a>> {
        self.file.resolve(self.dict.get(long).or_else(|| self.dict.get(short))?)
    }

    fn natural(&self, long: &[u8], short: &[u8]) -> Option<usize> {
        self.get(long, short).and_then(Object::natural)
    }

    /// Width and height; bounded, and asked before anything is decoded.
    pub fn size(&self) -> Result<(usize, usize), ScanError> {
        let width = self.natural(b"Width", b"W").unwrap_or(0);
        let height = self.natural(b"Height", b"H").unwrap_or(0);
        luma::size(width, height).map(|()| (width, height))
    }

    /// The picture, from the bytes of its stream.
    pub fn read(&self, raw: &[u8]) -> Result<Luma, ScanError> {
        let (width, height) = self.size()?;
        let mut source = Source::new(raw);
        // JPEG and fax are pictures themselves, so they end the chain.
        for (filter, parameters) in self.filters()? {
            match filter {
                Filter::Jpeg => return picture::jpeg(&source.into_bytes()),
                Filter::Fax => {
                    let sheet = fax::Sheet { file: self.file, parameters, width, height };
                    return Ok(sheet.read(&source.into_bytes(), self.inks()?.pair()));
                }
                filter => source = source.then(filter, self.file, parameters)?,
            }
        }

        self.rows(source, width, height)
    }

    fn filters(&self) -> Result<Vec<(Filter, Option<&'f Dict<'a>>)>, ScanError> {
        let names = list(self.get(b"Filter", b"F"));
        let parameters = list(self.get(b"DecodeParms", b"DP"));
        let of = |index: usize| self.file.resolve(parameters.get(index)?)?.dict();
        let filters = names.iter().enumerate().map(|(index, name)| Ok((Filter::named(name)?, of(index))));
        // Each filter may multiply the bytes; programs use two at most.
        if names.len() > 3 { Err(ScanError::DamagedPicture) } else { filters.collect() }
    }

    /// Rows as they come; what is missing stays white.
    fn rows(&self, mut source: Source<'_>, width: usize, height: usize) -> Result<Luma, ScanError> {
        let ink = self.inks()?;
        let length = (width * ink.components()).checked_mul(ink.bits).map(|bits| bits.div_ceil(8));
        let length = length.filter(|&length| length <= ROW).ok_or(ScanError::PictureTooLarge)?;

        let mut luma = Luma::white(width, height)?;
        let mut row = Zeroizing::new(vec![0; length]);
        for pixels in luma.pixels.chunks_exact_mut(width) {
            if source.read_exact(&mut row).is_err() {
                break;
            }
            ink.shades(&row, pixels);
        }
        Ok(luma)
    }

    /// What the samples mean.
    fn inks(&self) -> Result<Ink, ScanError> {
        let mask = matches!(self.get(b"ImageMask", b"IM"), Some(Object::Yes));
        let bits = if mask { 1 } else { self.natural(b"BitsPerComponent", b"BPC").unwrap_or(8) };

        // A decode array in falling order turns the shades round (8.9.5.2).
        let decode = self.get(b"Decode", b"D").and_then(Object::array).unwrap_or_default();
        let turned = match decode {
            [low, high, ..] => low.number() > high.number(),
            _ => false,
        };

        let space = if mask { None } else { self.get(b"ColorSpace", b"CS") };
        // A short name may be defined on the page.
        let named = space.and_then(Object::name).zip(self.resources);
        let named =
            named.and_then(|(name, all)| self.file.resolve(self.file.dict(all, b"ColorSpace")?.get(name)?));
        Ink::new(self.file, named.or(space), bits, turned)
    }
}

/// One object or an array of them.
fn list<'f, 'a>(object: Option<&'f Object<'a>>) -> &'f [Object<'a>] {
    match object {
        Some(Object::Array(items)) => items,
        Some(object) => std::slice::from_ref(object),
        None => &[],
    }
}

/// A picture that is an object of its own.
pub fn object<'f, 'a>(
    file: &'f File<'a>,
    body: &'f Body<'a>,
    resources: Option<&'f Dict<'a>>,
) -> Option<(Picture<'f, 'a>, &'f [u8])> {
    let dict = body.object.dict()?;
    Some((Picture { file, dict, resources }, body.stream?))
}
