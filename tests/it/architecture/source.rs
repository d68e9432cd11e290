//! Enough of Rust's grammar to tell which names a file uses.

use std::collections::BTreeMap;

/// A source file: its path below `src/` and its text.
pub struct Source {
    /// With `/` between the parts, such as `credential/code.rs`.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// What a file names outside its unit tests: paths written out from their root
/// (`crate::share::Share`, `std::fs::read`), and macros with a final `!`.
pub fn names(source: &Source) -> Vec<String> {
    let tokens = without_tests(&tokens(&source.text));
    let module = module(&source.path);
    let (uses, others) = paths(&tokens);
    let alias: BTreeMap<&str, &[String]> =
        uses.iter().map(|(path, name)| (name.as_str(), &path[..])).collect();
    let all = uses.iter().map(|(path, _)| path).chain(&others);
    all.map(|path| rooted(path, &module, &alias).join("::")).collect()
}

/// The words of a file in order, without comments, strings and characters.
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = skipped(rest).unwrap_or_else(|| {
            let length = match first {
                ':' if rest.starts_with("::") => 2,
                _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
                _ => first.len_utf8(),
            };
            if !first.is_whitespace() {
                tokens.push(rest[..length].to_owned());
            }
            length
        });
        rest = &rest[length..];
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of a comment, string, character or lifetime at the beginning.
fn skipped(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let raw = rest.trim_start_matches('b').strip_prefix('r');
    let hashes = raw.map_or(0, |raw| raw.len() - raw.trim_start_matches('#').len());
    if raw.is_some_and(|raw| raw[hashes..].starts_with('"')) {
        let end = format!("\"{}", "#".repeat(hashes));
        let start = rest.find('"')? + 1;
        return Some(start + rest[start..].find(&end)? + end.len());
    }
    match bytes {
        [b'/', b'/', ..] => Some(rest.find('\n').unwrap_or(rest.len())),
        [b'/', b'*', ..] => Some(rest.find("*/")? + 2),
        [b'b', b'"' | b'\'', ..] => skipped(&rest[1..]).map(|length| length + 1),
        [b'"', ..] => Some(1 + closing(&rest[1..], '"')? + 1),
        [b'\'', b'\\', ..] => Some(1 + closing(&rest[1..], '\'')? + 1),
        [b'\'', ..] => {
            let letter = rest[1..].chars().next()?.len_utf8();
            Some(if rest[1 + letter..].starts_with('\'') { 2 + letter } else { 1 + letter })
        }
        _ => None,
    }
}

fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let end = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        end.then_some(at)
    })
}

/// The tokens without what stands under `#[cfg(test)]`.
fn without_tests(tokens: &[String]) -> Vec<String> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at..].iter().take(7).eq(MARK.iter()) {
            at += 7 + item(&tokens[at + 7..]);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// The length of one item: up to its semicolon or its last brace.
fn item(tokens: &[String]) -> usize {
    let mut depth = 0;
    let end = tokens.iter().position(|token| {
        depth += i32::from(token == "{") - i32::from(token == "}");
        depth == 0 && (token == ";" || token == "}")
    });
    end.map_or(tokens.len(), |end| end + 1)
}

/// A path and the name it has in this file.
type Used = (Vec<String>, String);

/// What is imported, and what else is named by a path or is a macro.
fn paths(tokens: &[String]) -> (Vec<Used>, Vec<Vec<String>>) {
    let (mut uses, mut others) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at] == "use" {
            at = tree(tokens, at + 1, &[], &mut uses);
        } else if is_word(tokens[at].chars().next().unwrap_or(' ')) {
            let start = at;
            while tokens.get(at + 1).is_some_and(|t| t == "::")
                && tokens.get(at + 2).is_some_and(|t| t != "<")
            {
                at += 2;
            }
            let path: Vec<String> = tokens[start..=at].iter().step_by(2).cloned().collect();
            let is_macro =
                tokens.get(at + 1).is_some_and(|t| t == "!") && tokens.get(at + 2).is_some_and(|t| t != "=");
            if is_macro {
                others.push(vec![format!("{}!", path.join("::"))]);
            }
            if path.len() > 1 {
                others.push(path);
            }
        }
        at += 1;
    }
    (uses, others)
}

/// One branch of a `use` tree; gives the place behind it.
fn tree(tokens: &[String], mut at: usize, above: &[String], uses: &mut Vec<Used>) -> usize {
    let mut path = above.to_vec();
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "::" => {}
            "{" => {
                while !matches!(tokens.get(at).map(String::as_str), Some("}") | None) {
                    at = tree(tokens, at + 1, &path, uses);
                }
                return at + 1;
            }
            "as" => {
                uses.push((path, tokens.get(at + 1).cloned().unwrap_or_default()));
                return at + 2;
            }
            "," | ";" | "}" => break,
            "self" if !path.is_empty() => {}
            word => path.push(word.to_owned()),
        }
        at += 1;
    }
    if path.len() > above.len() || tokens.get(at - 1).is_some_and(|t| t == "self") {
        let name = path.last().cloned().unwrap_or_default();
        uses.push((path, name));
    }
    at
}

/// The module a file is: `credential/code.rs` is `credential::code`.
fn module(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').filter(|part| !matches!(*part, "main" | "lib")).map(str::to_owned).collect()
}

/// A path from its root, by way of the file's imports.
fn rooted(path: &[String], module: &[String], alias: &BTreeMap<&str, &[String]>) -> Vec<String> {
    let mut path = path.to_vec();
    if let Some(full) = alias.get(path[0].as_str()).filter(|full| full[0] != path[0]) {
        path.splice(..1, full.iter().cloned());
    }
    let mut home = module.to_vec();
    match path[0].as_str() {
        "self" => {
            path.remove(0);
        }
        "super" => {
            while path.first().is_some_and(|part| part == "super") {
                path.remove(0);
                home.pop();
            }
        }
        _ => return path,
    }
    [vec!["crate".to_owned()], home, path].concat()
}
