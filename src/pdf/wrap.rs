//! Breaks words into lines of a given width.

use super::font::Face;
use crate::sheet::Text;

/// Part of a line in one face, at its distance from the line's beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub face: Face,
    pub size: f32,
    pub x: f32,
    pub width: f32,
    pub words: String,
}

fn width_of(face: Face, words: &str, size: f32) -> f32 {
    face.width(words, face.optical() * size)
}

/// A piece of a word in one face.
type Part = (Face, String);

/// A word, or where a line must end.
enum Word {
    Parts(Vec<Part>),
    LineEnd,
}

/// Breaks a paragraph into lines no wider than `width`; a line feed ends a line too. A word
/// that is too long for a line is broken, after a sign like `@` or `-` where there is one.
pub fn wrap(text: &Text, size: f32, width: f32) -> Vec<Vec<Run>> {
    let mut lines = vec![Line::default()];
    for word in words(text) {
        let Word::Parts(mut rest) = word else {
            lines.push(Line::default());
            continue;
        };
        let face = rest.first().map_or(Face::Regular, |(face, _)| *face);
        while !rest.is_empty() {
            let Some(line) = lines.last_mut() else { break };
            let gap = line.space(face, size);
            // A hundredth of a point forgives the sums of floats.
            if line.width + gap + word_width(&rest, size) <= width + 0.01 {
                line.add(std::mem::take(&mut rest), size, gap);
            } else if line.runs.is_empty() {
                let tail = split(&mut rest, size, width);
                line.add(rest, size, 0.0);
                rest = tail;
                if !rest.is_empty() {
                    lines.push(Line::default());
                }
            } else {
                lines.push(Line::default());
            }
        }
    }

    lines.into_iter().map(|line| line.runs).filter(|runs| !runs.is_empty()).collect()
}

/// Words on one line, however long it gets, and its width.
pub fn unbroken(text: &Text, size: f32) -> (Vec<Run>, f32) {
    let runs = wrap(text, size, f32::INFINITY).into_iter().next().unwrap_or_default();
    let width = runs.last().map_or(0.0, |run| run.x + run.width);
    (runs, width)
}

/// The largest size, down to `least`, at which the text needs at most `lines`.
pub fn shrink(text: &Text, width: f32, lines: usize, size: f32, least: f32) -> f32 {
    let mut size = size;
    while size > least && wrap(text, size, width).len() > lines {
        size = (size - 0.5).max(least);
    }
    size
}

#[derive(Default)]
struct Line {
    runs: Vec<Run>,
    width: f32,
}

impl Line {
    /// The blank before a word: that of the face if it goes on in it.
    fn space(&self, next: Face, size: f32) -> f32 {
        match self.runs.last() {
            None => 0.0,
            Some(run) if run.face == next => width_of(next, " ", size),
            Some(_) => Face::Regular.width(" ", size),
        }
    }

    fn add(&mut self, word: Vec<Part>, size: f32, gap: f32) {
        for (i, (face, words)) in word.into_iter().enumerate() {
            let lead = if i == 0 { gap } else { 0.0 };
            let own = width_of(face, &words, size);
            match self.runs.last_mut() {
                Some(run) if run.face == face => {
                    if lead > 0.0 {
                        run.words.push(' ');
                    }
                    run.words.push_str(&words);
                    run.width += lead + own;
                    self.width = run.x + run.width;
                }
                _ => {
                    let set = face.optical() * size;
                    self.runs.push(Run { face, size: set, x: self.width + lead, width: own, words });
                    self.width += lead + own;
                }
            }
        }
    }
}

fn word_width(word: &[Part], size: f32) -> f32 {
    word.iter().map(|(face, part)| width_of(*face, part, size)).sum()
}

fn words(text: &Text) -> Vec<Word> {
    let mut words = vec![Word::Parts(Vec::new())];
    for span in &text.0 {
        let face = Face::of(span.style);
        for (line, words_of_line) in span.words.split('\n').enumerate() {
            if line > 0 {
                words.extend([Word::LineEnd, Word::Parts(Vec::new())]);
            }
            for (i, piece) in words_of_line.split(' ').enumerate() {
                if i > 0 {
                    words.push(Word::Parts(Vec::new()));
                }
                if let (false, Some(Word::Parts(word))) = (piece.is_empty(), words.last_mut()) {
                    word.push((face.able(piece), piece.to_owned()));
                }
            }
        }
    }

    words.retain(|word| !matches!(word, Word::Parts(parts) if parts.is_empty()));
    words
}

/// Cuts what does not fit off a word that is alone on its line.
fn split(word: &mut Vec<Part>, size: f32, width: f32) -> Vec<Part> {
    let mut tail = Vec::new();
    let mut area = width;
    for i in 0..word.len() {
        let Some((face, part)) = word.get_mut(i) else {
            break;
        };
        let own = width_of(*face, part, size);
        if own <= area {
            area -= own;
            continue;
        }
        let at = cut(*face, part, size, area, i == 0);
        tail.push((*face, part.split_off(at)));
        let empty = part.is_empty();
        tail.extend(word.drain(i + 1..));
        if empty {
            word.truncate(i);
        }
        break;
    }
    tail
}

/// Where to cut: a sign in the second half of what fits, or the last character
/// that does; always at least one character of the word's first part.
fn cut(face: Face, part: &str, size: f32, area: f32, first: bool) -> usize {
    let mut fits = 0;
    let mut nice = 0;
    let mut used = 0.0;
    for (at, c) in part.char_indices() {
        used += width_of(face, c.encode_utf8(&mut [0; 4]), size);

        let end = at + c.len_utf8();
        if used > area && !(first && at == 0) {
            break;
        }
        fits = end;
        if "-@/._:,;+".contains(c) {
            nice = end;
        }
    }

    if 2 * nice > fits { nice } else { fits }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(lines: &[Vec<Run>]) -> Vec<String> {
        lines.iter().map(|runs| runs.iter().map(|r| r.words.as_str()).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn words_move_to_the_next_line_and_long_ones_break() {
        let text = Text::new("a bb ").bold("someone.with.a.long.name@example.org");
        let lines = wrap(&text, 10.0, 100.0);
        assert!(lines.len() > 2);
        assert_eq!(flat(&lines).concat(), "a bbsomeone.with.a.long.name@example.org");
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        for width in [8.0, 20.0, 60.0, 200.0] {
            for line in
                wrap(&Text::new("Ab ").mono("sealkit recover").then(", then Wwwwwwwwwwwwwwwwww."), 9.0, width)
            {
                let end = line.last().map_or(0.0, |run| run.x + run.width);
                assert!(end <= width + 0.1, "{end} in {width}");
            }
        }
    }

    #[test]
    fn a_line_feed_ends_a_line() {
        let text = Text::strong("Anna Berg").then("\nSafe 2");
        assert_eq!(flat(&wrap(&text, 10.0, 500.0)), ["Anna Berg", "Safe 2"]);
    }

    #[test]
    fn a_stop_after_a_command_stays_with_it() {
        let lines = wrap(&Text::new("Run ").mono("age").then("."), 10.0, 500.0);
        assert_eq!(flat(&lines), ["Run|age|."]);
    }
}
