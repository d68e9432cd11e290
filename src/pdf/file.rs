//! The objects of a document to the bytes of its file: small ones together in compressed
//! streams (ISO 32000-1, 7.5.7 and 7.5.8), so that tags cost little.

use std::io::{Error, Result, Write};

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use zeroize::Zeroize;

/// How hard streams are deflated, of 9.
const LEVEL: u32 = 6;
/// Objects of one stream.
const TOGETHER: usize = 200;
/// The bytes of one entry of the table of objects: its kind, a place or a stream, a place in that.
const ENTRY: usize = 6;

/// One entry of the table of objects, by the number of the object.
type Entry = (u32, [u8; ENTRY]);

/// The bytes of the file. What streams held is wiped.
pub fn bytes(mut pdf: Document) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(64 * 1024);
    let mut table = Vec::new();
    let mut deflater = Deflater::new();
    writeln!(out, "%PDF-{}\n%\u{b5}\u{b5}\u{b5}", pdf.version)?;

    let mut small: Vec<(ObjectId, Object)> = Vec::new();
    for (id, object) in std::mem::take(&mut pdf.objects) {
        match object {
            Object::Stream(mut stream) => {
                deflater.deflate(&mut stream)?;
                table.push((id.0, place(1, out.len(), 0)));
                write_stream(&mut out, id.0, &stream)?;
                stream.content.zeroize();
            }
            object => small.push((id, object)),
        }
    }

    let mut number = pdf.max_id;
    for objects in small.chunks(TOGETHER) {
        number += 1;
        let stream = together(objects, &mut deflater)?;
        table.push((number, place(1, out.len(), 0)));
        table.extend(objects.iter().zip(0..).map(|((id, _), i)| (id.0, place(2, number as usize, i))));
        write_stream(&mut out, number, &stream)?;
    }

    let start = out.len();
    table.push((number + 1, place(1, start, 0)));
    let stream = table_stream(table, &pdf.trailer, number + 2, &mut deflater)?;
    write_stream(&mut out, number + 1, &stream)?;
    write!(out, "startxref\n{start}\n%%EOF\n")?;
    Ok(out)
}

fn place(kind: u8, place: usize, within: u8) -> [u8; ENTRY] {
    // A sheet has a few hundred kilobytes at most.
    let [a, b, c, d] = u32::try_from(place).unwrap_or(u32::MAX).to_be_bytes();
    [kind, a, b, c, d, within]
}

/// Objects one after another, behind their numbers and places.
fn together(objects: &[(ObjectId, Object)], deflater: &mut Deflater) -> Result<Stream> {
    let mut index = String::new();
    let mut content = Vec::new();
    for ((number, _), object) in objects {
        index.push_str(&format!("{number} {} ", content.len()));
        write_object(&mut content, object)?;
        content.push(b'\n');
    }

    let dict = dictionary! {
        "Type" => "ObjStm",
        "N" => objects.len() as i64,
        "First" => index.len() as i64,
    };
    let mut stream = Stream::new(dict, [index.into_bytes(), content].concat());
    deflater.deflate(&mut stream)?;
    Ok(stream)
}

/// The table of objects, which is the trailer too.
fn table_stream(
    mut table: Vec<Entry>,
    trailer: &Dictionary,
    size: u32,
    deflater: &mut Deflater,
) -> Result<Stream> {
    table.sort_unstable();
    let mut sections: Vec<(u32, i64)> = Vec::new();
    for (number, _) in &table {
        match sections.last_mut() {
            Some((first, count)) if i64::from(*first) + *count == i64::from(*number) => *count += 1,
            _ => sections.push((*number, 1)),
        }
    }

    // Each byte less the one above it (7.4.4.4, the predictor Up): neighbours are much alike.
    let mut content = Vec::with_capacity(table.len() * (ENTRY + 1));
    let mut above = [0; ENTRY];
    for (_, entry) in &table {
        content.push(2);
        content.extend(entry.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = *entry;
    }

    let widths = [1, 4, 1].map(Object::from);
    let index = sections.iter().flat_map(|&(first, count)| [i64::from(first), count]).map(Object::from);
    let mut dict = dictionary! {
        "Type" => "XRef",
        "Size" => i64::from(size),
        "W" => widths.to_vec(),
        "Index" => index.collect::<Vec<_>>(),
    };
    for key in [b"Root".as_slice(), b"Info", b"ID"] {
        if let Ok(value) = trailer.get(key) {
            dict.set(key, value.clone());
        }
    }
    let mut stream = Stream::new(dict, content);
    deflater.deflate(&mut stream)?;
    let parameters = dictionary! { "Predictor" => 12, "Columns" => ENTRY as i64 };
    stream.dict.set("DecodeParms", parameters);
    Ok(stream)
}

/// One for all streams of a file: to set up its tables takes longer than most of them.
///
/// Not lopdf's own way, which tries hardest: for one byte in a hundred it takes a sixth of
/// the time of a kit.
struct Deflater(Compress);

impl Deflater {
    fn new() -> Self {
        Self(Compress::new(Compression::new(LEVEL), true))
    }

    /// Deflates what is not yet, and wipes what it was.
    fn deflate(&mut self, stream: &mut Stream) -> Result<()> {
        if stream.dict.has(b"Filter") {
            return Ok(());
        }

        // More than any content grows to where nothing can be saved.
        let mut deflated = Vec::with_capacity(stream.content.len() + stream.content.len() / 100 + 64);
        self.0.reset();
        match self.0.compress_vec(&stream.content, &mut deflated, FlushCompress::Finish) {
            Ok(Status::StreamEnd) => {}
            _ => return Err(Error::other("deflate")),
        }

        stream.content.zeroize();
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(deflated);
        Ok(())
    }
}

fn write_stream(out: &mut Vec<u8>, number: u32, stream: &Stream) -> Result<()> {
    let mut dict = stream.dict.clone();
    dict.set("Length", stream.content.len() as i64);
    writeln!(out, "{number} 0 obj")?;
    write_object(out, &Object::Dictionary(dict))?;
    out.extend_from_slice(b"stream\n");
    out.extend_from_slice(&stream.content);
    out.extend_from_slice(b"\nendstream\nendobj\n");
    Ok(())
}

/// Writes an object (7.3). Streams never stand within other objects.
fn write_object(out: &mut Vec<u8>, object: &Object) -> Result<()> {
    match object {
        Object::Null | Object::Stream(_) => write!(out, "null"),
        Object::Boolean(value) => write!(out, "{value}"),
        Object::Integer(value) => write!(out, "{value}"),
        Object::Real(value) => write!(out, "{value}"),
        Object::Reference((number, generation)) => write!(out, "{number} {generation} R"),
        Object::Name(name) => write_name(out, name),
        Object::String(text, format) => write_string(out, text, format),
        Object::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b' ');
                }
                write_object(out, item)?;
            }
            out.push(b']');
            Ok(())
        }
        Object::Dictionary(dict) => {
            out.extend_from_slice(b"<<");
            for (key, value) in dict {
                write_name(out, key)?;
                out.push(b' ');
                write_object(out, value)?;
            }
            out.extend_from_slice(b">>");
            Ok(())
        }
    }
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) -> Result<()> {
    out.push(b'/');
    for &byte in name {
        match byte {
            b'#' | b'/' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'%' => {
                write!(out, "#{byte:02X}")?
            }
            b'!'..=b'~' => out.push(byte),
            _ => write!(out, "#{byte:02X}")?,
        }
    }
    Ok(())
}

fn write_string(out: &mut Vec<u8>, text: &[u8], format: &StringFormat) -> Result<()> {
    if *format == StringFormat::Hexadecimal {
        out.push(b'<');
        text.iter().try_for_each(|byte| write!(out, "{byte:02X}"))?;
        out.push(b'>');
        return Ok(());
    }
    out.push(b'(');
    for &byte in text {
        if matches!(byte, b'(' | b')' | b'\\') {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out.push(b')');
    Ok(())
}
