//! What a page draws: its dark fills that consist of upright rectangles alone
//! (ISO 32000-1, 8.5), and the codes in its pictures. Text, lines and shadings are
//! passed over.

use super::ScanError;
use super::budget::Budget;
use super::file::{File, Page};
use super::inflate::inflate;
use super::lexer::{Lexer, Token, is_blank};
use super::object::{self, Dict, Object};
use super::pictures::Pictures;
use super::raster::{self, Picture};
use zeroize::Zeroizing;

/// Rectangles that one page may fill; the largest QR code has about 8,000 runs.
const RECTANGLES: usize = 400_000;
/// Numbers kept for one operator; those that matter here take six at most.
const OPERANDS: usize = 32;
/// Graphics states saved with `q` and not yet restored.
const STATES: usize = 256;
/// Forms within forms; each level may draw the next many times over.
const FORMS: usize = 4;
/// Points closer than this lie on one line; far below a module.
const NEAR: f64 = 0.02;

/// An upright rectangle on the page, in points, upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub bottom: f64,
    pub right: f64,
    pub top: f64,
}

/// The rectangles of one fill.
pub type Fill = Vec<Rect>;

/// The fills of a page in the order in which they are painted, and its pictures.
pub fn page(
    file: &File<'_>,
    page: &Page<'_, '_>,
    budget: &mut Budget,
) -> Result<(Vec<Fill>, Pictures), ScanError> {
    let mut content = Zeroizing::new(Vec::new());
    let parts: Vec<_> = page.contents.iter().map(|part| inflate(part, budget)).collect::<Result<_, _>>()?;
    content.reserve_exact(parts.iter().flatten().map(|part| part.len() + 1).sum());
    for part in parts.into_iter().flatten() {
        content.extend_from_slice(&part);
        // Parts may be cut between any two tokens, and so belong apart (7.8.2).
        content.push(b' ');
    }

    let mut pen = Pen::new(file);
    pen.run(&content, page.resources, FORMS, budget)?;
    pen.pictures.end(budget);
    Ok((pen.fills, pen.pictures))
}

#[derive(Clone, Copy)]
struct State {
    matrix: [f64; 6],
    dark: bool,
}

struct Pen<'f, 'a> {
    file: &'f File<'a>,
    state: State,
    saved: Vec<State>,
    operands: Vec<f64>,
    corners: Vec<(f64, f64)>,
    path: Vec<Rect>,
    /// Whether the path so far is rectangles alone.
    plain: bool,
    rectangles: usize,
    fills: Vec<Fill>,
    pictures: Pictures,
}

impl<'f, 'a> Pen<'f, 'a> {
    fn new(file: &'f File<'a>) -> Self {
        let state = State { matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0], dark: true };
        let (saved, operands, corners, path) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (fills, pictures) = (Vec::new(), Pictures::default());
        Self { file, state, saved, operands, corners, path, plain: true, rectangles: 0, fills, pictures }
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: Option<&Dict<'a>>,
        forms: usize,
        budget: &mut Budget,
    ) -> Result<(), ScanError> {
        let mut lexer = Lexer::new(content);
        let mut name = None;
        self.operands.clear();
        while let Some(token) = lexer.next() {
            match token {
                Token::Number(number) if self.operands.len() < OPERANDS => self.operands.push(number),
                Token::Name(operand) => name = Some(operand),
                Token::Word(operator) => {
                    match operator {
                        b"Do" => self.object(name, resources, forms, budget)?,
                        b"BI" => self.inline(&mut lexer, resources, budget)?,
                        operator => self.operate(operator)?,
                    }
                    self.operands.clear();
                    name = None;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn operate(&mut self, operator: &[u8]) -> Result<(), ScanError> {
        match (operator, self.operands.as_slice()) {
            (b"q", _) => self.save()?,
            (b"Q", _) => self.state = self.saved.pop().unwrap_or(self.state),
            (b"cm", &[a, b, c, d, e, f]) => {
                self.state.matrix = product([a, b, c, d, e, f], self.state.matrix)
            }
            (b"g" | b"rg" | b"k" | b"sc" | b"scn", colour) => self.state.dark = is_dark(colour),
            // A new colour space begins with black in every space that is read here (8.6.8).
            (b"cs", _) => self.state.dark = true,
            (b"m", &[x, y]) => {
                self.end_ring()?;
                self.corner(x, y);
            }
            (b"l", &[x, y]) => self.corner(x, y),
            (b"re", &[x, y, width, height]) => {
                self.end_ring()?;
                for (x, y) in [(x, y), (x + width, y), (x + width, y + height), (x, y + height)] {
                    self.corner(x, y);
                }
                self.end_ring()?;
            }
            // Curves are never part of a code; one of them spoils the whole path.
            (b"c" | b"v" | b"y", _) => self.plain = false,
            (b"h", _) => self.end_ring()?,
            (b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*", _) => self.fill()?,
            (b"n" | b"s" | b"S", _) => self.forget(),
            _ => {}
        }
        Ok(())
    }

    fn save(&mut self) -> Result<(), ScanError> {
        if self.saved.len() == STATES {
            return Err(ScanError::TooLarge);
        }
        self.saved.push(self.state);
        Ok(())
    }

    fn corner(&mut self, x: f64, y: f64) {
        let [a, b, c, d, e, f] = self.state.matrix;
        match self.corners.len() {
            // Four corners, the first again, and one to spare: more is no rectangle.
            0..6 => self.corners.push((a * x + c * y + e, b * x + d * y + f)),
            _ => self.plain = false,
        }
    }

    /// Ends a ring of the path; two points or one paint nothing.
    fn end_ring(&mut self) -> Result<(), ScanError> {
        if self.corners.len() > 2 {
            match rectangle(&self.corners) {
                Some(rect) => self.path.push(rect),
                None => self.plain = false,
            }
            self.rectangles += 1;
        }

        self.corners.clear();
        if self.rectangles > RECTANGLES { Err(ScanError::TooLarge) } else { Ok(()) }
    }

    /// Paints the path. Light fills are forgotten: sheets have none, and a page's own
    /// background is one.
    fn fill(&mut self) -> Result<(), ScanError> {
        self.end_ring()?;
        if self.plain && self.state.dark && !self.path.is_empty() {
            self.fills.push(std::mem::take(&mut self.path));
        }
        self.forget();
        Ok(())
    }

    fn forget(&mut self) {
        self.path.clear();
        self.corners.clear();
        self.plain = true;
    }

    /// Draws a picture, or a form: a form is drawn as if its content stood there, in a frame
    /// of its own.
    fn object(
        &mut self,
        name: Option<&[u8]>,
        resources: Option<&Dict<'a>>,
        forms: usize,
        budget: &mut Budget,
    ) -> Result<(), ScanError> {
        budget.object()?;
        let file = self.file;
        let names = resources.and_then(|resources| file.dict(resources, b"XObject"));
        let Some(Object::Reference(number)) = name.and_then(|name| names?.get(name)) else { return Ok(()) };
        let Some(body) = file.body(*number) else { return Ok(()) };
        let Some(dict) = body.object.dict() else { return Ok(()) };

        let forms = match dict.get(b"Subtype").and_then(Object::name) {
            Some(b"Image") if self.pictures.is_new(*number) => {
                let Some((picture, bytes)) = raster::object(file, body, resources) else { return Ok(()) };
                return self.pictures.add(&picture, bytes, self.state.matrix, budget);
            }
            Some(b"Form") if forms > 0 => forms - 1,
            _ => return Ok(()),
        };

        let Some(content) = inflate(body, budget)? else { return Ok(()) };

        // The form may leave states unbalanced; those of the page are put back afterwards.
        let (state, saved) = (self.state, std::mem::take(&mut self.saved));
        if let Some(&[a, b, c, d, e, f]) =
            dict.get(b"Matrix").and_then(Object::array).and_then(numbers).as_ref()
        {
            self.state.matrix = product([a, b, c, d, e, f], state.matrix);
        }
        let run = self.run(&content, file.dict(dict, b"Resources").or(resources), forms, budget);
        (self.state, self.saved) = (state, saved);
        run
    }

    /// Draws a picture that stands in the content itself: `BI`, a dictionary without its
    /// brackets, `ID`, bytes, `EI` (8.9.7).
    fn inline(
        &mut self,
        lexer: &mut Lexer<'_>,
        resources: Option<&Dict<'_>>,
        budget: &mut Budget,
    ) -> Result<(), ScanError> {
        let dict = object::inline(lexer, budget)?;
        let bytes = inline_bytes(lexer);
        let picture = Picture { file: self.file, dict: &dict, resources };
        self.pictures.add(&picture, bytes, self.state.matrix, budget)
    }
}

fn numbers(items: &[Object<'_>]) -> Option<[f64; 6]> {
    let numbers: Option<Vec<f64>> = items.iter().map(Object::number).collect();
    numbers?.try_into().ok()
}

/// The transformation that applies `m` first, then `n`.
fn product(m: [f64; 6], n: [f64; 6]) -> [f64; 6] {
    let row = |x: f64, y: f64| (x * n[0] + y * n[2], x * n[1] + y * n[3]);
    let ((a, b), (c, d), (e, f)) = (row(m[0], m[1]), row(m[2], m[3]), row(m[4], m[5]));
    [a, b, c, d, e + n[4], f + n[5]]
}

/// Says whether a colour in grey, RGB or CMYK is darker than middle grey; a pattern is not.
fn is_dark(colour: &[f64]) -> bool {
    match *colour {
        [grey] => grey < 0.5,
        [red, green, blue] => 0.3 * red + 0.59 * green + 0.11 * blue < 0.5,
        [cyan, magenta, yellow, key] => (0.3 * cyan + 0.59 * magenta + 0.11 * yellow + key) > 0.5,
        _ => false,
    }
}

/// The upright rectangle with these corners, in either direction, closed or not.
fn rectangle(corners: &[(f64, f64)]) -> Option<Rect> {
    let near = |a: f64, b: f64| (a - b).abs() < NEAR;
    let (&[p, q, r, s], rest) = corners.split_first_chunk()?;

    let closed = rest.iter().all(|point| near(point.0, p.0) && near(point.1, p.1));

    // The first edge may run across or upward, so both directions around are tried.
    let across = near(p.1, q.1) && near(q.0, r.0) && near(r.1, s.1) && near(s.0, p.0);
    let upward = near(p.0, q.0) && near(q.1, r.1) && near(r.0, s.0) && near(s.1, p.1);

    let (left, right) = (p.0.min(r.0), p.0.max(r.0));
    let (bottom, top) = (p.1.min(r.1), p.1.max(r.1));

    let finite = [left, right, bottom, top].iter().all(|edge| edge.is_finite());
    (finite && closed && (across || upward)).then_some(Rect { left, bottom, right, top })
}

/// The bytes of a picture inside the content, behind `ID` and one blank, up to `EI`.
fn inline_bytes<'c>(lexer: &mut Lexer<'c>) -> &'c [u8] {
    // There is no length: `EI` between blanks ends it, which bytes of a picture may also show.
    // Then the picture is cut short, and says what it can.
    let rest = lexer.rest();
    let ends = |window: &[u8]| matches!(window, [a, b'E', b'I', b] if is_blank(*a) && is_blank(*b));
    let end = rest.windows(4).position(ends);
    lexer.skip_to(lexer.at() + end.map_or(rest.len(), |end| end + 3));
    rest.get(1..end.unwrap_or(rest.len())).unwrap_or_default()
}
