//! The structure of a PDF: objects found by walking over the bytes, then pages.
//!
//! The cross-reference table is not used. It saves a reader of huge files time;
//! here it would only be one more thing that can be damaged or lie. Of several
//! objects with one number the last in the file counts, as after an update.

use super::ScanError;
use super::budget::Budget;
use super::inflate::inflate;
use super::lexer::{Lexer, Token};
use super::object::{Body, Dict, Object, body, natural};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

/// A longer file is not read; a scan of all shares of a kit stays below it.
const BYTES: usize = 16 << 20;
/// Pages of one file.
const PAGES: usize = 500;
/// Levels of the tree of pages; programs write two or three.
const DEPTH: usize = 32;

/// What lies open in the file; objects inside compressed ones are still missing.
pub struct Index<'a> {
    bodies: BTreeMap<u32, (usize, Body<'a>)>,
    root: Option<u32>,
}

/// The bytes of one object stream and the place of the stream in the file.
pub struct Unpacked {
    at: usize,
    first: usize,
    bytes: Zeroizing<Vec<u8>>,
}

impl<'a> Index<'a> {
    /// Walks over the whole file and notes every object, wherever it lies.
    pub fn read(bytes: &'a [u8], budget: &mut Budget) -> Result<Self, ScanError> {
        if bytes.len() > BYTES {
            return Err(ScanError::TooLarge);
        }

        // Readers take a header anywhere in the first 1,024 bytes, so some programs write it late.
        if !bytes.get(..1024).unwrap_or(bytes).windows(5).any(|window| window == b"%PDF-") {
            return Err(ScanError::NotAPdf);
        }

        let mut index = Self { bodies: BTreeMap::new(), root: None };
        let mut lexer = Lexer::new(bytes);
        // `12 0 obj`: the two numbers before the word name the object.
        let mut before = [None, None];
        while let Some(token) = lexer.next() {
            match (token, before) {
                (Token::Word(b"obj"), [Some(number), Some(_)]) => index.object(number, &mut lexer, budget)?,
                (Token::Word(b"trailer"), _) => {
                    if let Some(Object::Dict(dict)) = body(&mut lexer, budget)?.0 {
                        index.trailer(&dict)?;
                    }
                }
                _ => {}
            }
            before = [before[1], if let Token::Number(number) = token { natural(number) } else { None }];
        }

        Ok(index)
    }

    fn object(&mut self, number: usize, lexer: &mut Lexer<'a>, budget: &mut Budget) -> Result<(), ScanError> {
        let at = lexer.at();
        let (Some(object), has_bytes) = body(lexer, budget)? else { return Ok(()) };
        let mut stream = None;
        if let (true, Object::Dict(dict)) = (has_bytes, &object) {
            stream = Some(stream_bytes(dict, lexer));
            // Since PDF 1.5 the trailer may be the dictionary of a stream (7.5.8).
            if dict.is_a(b"XRef") {
                self.trailer(dict)?;
            }
        }

        if let Ok(number) = u32::try_from(number) {
            self.bodies.insert(number, (at, Body { object, stream }));
        }
        Ok(())
    }

    fn trailer(&mut self, dict: &Dict<'_>) -> Result<(), ScanError> {
        if dict.get(b"Encrypt").is_some() {
            return Err(ScanError::Encrypted);
        }
        if let Some(Object::Reference(root)) = dict.get(b"Root") {
            self.root = Some(*root);
        }
        Ok(())
    }

    /// Inflates the object streams.
    pub fn unpack(&self, budget: &mut Budget) -> Result<Vec<Unpacked>, ScanError> {
        let mut unpacked = Vec::new();
        for (at, body) in self.bodies.values() {
            let Some(dict) = body.object.dict().filter(|dict| dict.is_a(b"ObjStm")) else { continue };
            let Some(first) = dict.get(b"First").and_then(Object::natural) else { continue };
            if let Some(bytes) = inflate(body, budget)? {
                unpacked.push(Unpacked { at: *at, first, bytes });
            }
        }
        Ok(unpacked)
    }

    /// Adds the objects of the inflated streams.
    pub fn complete(mut self, unpacked: &'a [Unpacked], budget: &mut Budget) -> Result<File<'a>, ScanError> {
        for stream in unpacked {
            for (number, bytes) in stream.objects(budget)? {
                let newer = self.bodies.get(&number).is_some_and(|(at, _)| *at > stream.at);
                let (Some(object), _) = body(&mut Lexer::new(bytes), budget)? else { continue };
                if !newer {
                    self.bodies.insert(number, (stream.at, Body { object, stream: None }));
                }
            }
        }
        Ok(File { bodies: self.bodies, root: self.root })
    }
}

impl Unpacked {
    /// Numbers and bytes of the objects. No byte belongs to two of them, so that a
    /// table which names one place a thousand times costs nothing.
    fn objects(&self, budget: &mut Budget) -> Result<Vec<(u32, &[u8])>, ScanError> {
        let mut lexer = Lexer::new(self.bytes.get(..self.first).unwrap_or_default());
        let mut places = Vec::new();
        while let (Some(Token::Number(number)), Some(Token::Number(place))) = (lexer.next(), lexer.next()) {
            budget.object()?;
            if let (Some(number), Some(place)) = (natural(number), natural(place)) {
                places.push((self.first.saturating_add(place), u32::try_from(number).unwrap_or(u32::MAX)));
            }
        }
        places.sort_unstable();

        let ends = places.iter().skip(1).map(|(place, _)| *place).chain([self.bytes.len()]);

        let slices = places.iter().zip(ends);
        Ok(slices.filter_map(|(&(place, number), end)| Some((number, self.bytes.get(place..end)?))).collect())
    }
}

/// The bytes between `stream` and `endstream`. The length in the dictionary is
/// believed when `endstream` follows it.
fn stream_bytes<'a>(dict: &Dict<'_>, lexer: &mut Lexer<'a>) -> &'a [u8] {
    const END: &[u8] = b"endstream";

    // Behind the word stands one line end, CR LF or LF; some programs write CR alone.
    let rest = lexer.rest();
    let blank =
        if rest.starts_with(b"\r\n") { 2 } else { usize::from(matches!(rest.first(), Some(b'\r' | b'\n'))) };
    let data = rest.get(blank..).unwrap_or_default();

    let announced =
        dict.get(b"Length").and_then(Object::natural).and_then(|length| data.split_at_checked(length));
    let announced = announced.filter(|(_, after)| {
        let blanks = after.iter().take_while(|&&byte| byte == b'\r' || byte == b'\n').take(3).count();
        after.get(blanks..).is_some_and(|after| after.starts_with(END))
    });

    // A wrong length is common in mended files, and a way to hide content from one reader and
    // show it to another: the bytes themselves decide.
    let stream = announced.map_or_else(
        || {
            data.get(..data.windows(END.len()).position(|window| window == END).unwrap_or(data.len()))
                .unwrap_or(data)
        },
        |(stream, _)| stream,
    );

    lexer.skip_to(lexer.at() + blank + stream.len());
    stream
}

/// All objects of a PDF.
pub struct File<'a> {
    bodies: BTreeMap<u32, (usize, Body<'a>)>,
    root: Option<u32>,
}

/// A page: streams to be drawn one after another, and what their names mean.
pub struct Page<'f, 'a> {
    pub contents: Vec<&'f Body<'a>>,
    pub resources: Option<&'f Dict<'a>>,
}

/// The way through the tree of pages.
struct Walk<'f, 'a, 'b> {
    seen: BTreeSet<u32>,
    pages: Vec<Page<'f, 'a>>,
    budget: &'b mut Budget,
}

impl<'a> File<'a> {
    /// The object with a number.
    pub fn body(&self, number: u32) -> Option<&Body<'a>> {
        self.bodies.get(&number).map(|(_, body)| body)
    }

    /// What is meant, whether it is named or stands there itself.
    pub fn resolve<'f>(&'f self, object: &'f Object<'a>) -> Option<&'f Object<'a>> {
        match object {
            Object::Reference(number) => self.body(*number).map(|body| &body.object),
            object => Some(object),
        }
    }

    /// The dictionary under a name in another.
    pub fn dict<'f>(&'f self, dict: &'f Dict<'a>, name: &[u8]) -> Option<&'f Dict<'a>> {
        self.resolve(dict.get(name)?)?.dict()
    }

    /// The pages in their order.
    pub fn pages(&self, budget: &mut Budget) -> Result<Vec<Page<'_, 'a>>, ScanError> {
        let root = self.root.and_then(|root| self.body(root)).and_then(|body| body.object.dict());
        // No trailer, or one that leads nowhere: any catalogue will do.
        let root = root.or_else(|| {
            self.bodies.values().find_map(|(_, body)| body.object.dict().filter(|d| d.is_a(b"Catalog")))
        });

        let mut walk = Walk { seen: BTreeSet::new(), pages: Vec::new(), budget };
        if let Some(top) = root.and_then(|root| root.get(b"Pages")) {
            self.collect(top, None, DEPTH, &mut walk)?;
        }

        if walk.pages.is_empty() { Err(ScanError::Damaged) } else { Ok(walk.pages) }
    }

    fn collect<'f>(
        &'f self,
        node: &'f Object<'a>,
        inherited: Option<&'f Dict<'a>>,
        depth: usize,
        walk: &mut Walk<'f, 'a, '_>,
    ) -> Result<(), ScanError> {
        walk.budget.object()?;

        // A node that was seen is not walked again: a tree may contain itself.
        let fresh = if let Object::Reference(number) = node { walk.seen.insert(*number) } else { true };
        let Some(dict) = self.resolve(node).and_then(Object::dict).filter(|_| fresh) else { return Ok(()) };

        let resources = self.dict(dict, b"Resources").or(inherited);
        match dict.get(b"Kids").and_then(|kids| self.resolve(kids)) {
            Some(kids) => {
                let depth = depth.checked_sub(1).ok_or(ScanError::TooLarge)?;
                for kid in kids.array().unwrap_or_default() {
                    self.collect(kid, resources, depth, walk)?;
                }
            }
            None if walk.pages.len() == PAGES => return Err(ScanError::TooLarge),
            None => walk.pages.push(Page { contents: self.contents(dict), resources }),
        }
        Ok(())
    }

    fn contents(&self, page: &Dict<'a>) -> Vec<&Body<'a>> {
        let contents = page.get(b"Contents");
        let many = contents.and_then(|contents| self.resolve(contents)).and_then(Object::array);
        let parts = many.unwrap_or_else(|| contents.map(std::slice::from_ref).unwrap_or_default());
        let numbers = parts
            .iter()
            .filter_map(|part| if let Object::Reference(number) = part { Some(*number) } else { None });
        numbers.filter_map(|number| self.body(number)).collect()
    }
}
