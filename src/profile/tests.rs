use super::*;
use crate::texts::english;

#[test]
fn the_data_parses_and_names_every_profile_once() {
    let book: Result<Book, _> = toml::from_str(DATA);
    assert_eq!(book.err().map(|e| e.to_string()), None);
    let names: Vec<_> = all().iter().map(|p| p.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "entra",
            "ad-ds",
            "windows-logon",
            "aws-root",
            "aws-iam",
            "google-workspace",
            "github",
            "okta",
            "esxi",
            "vcenter-sso",
            "linux-crypt",
            "bcrypt",
            "luks",
            "fido2-pin",
            "piv-pin",
            "bitlocker-pin",
            "pfx",
            "vault-key",
            "text",
        ]
    );
}

#[test]
fn the_data_makes_sense() {
    for profile in all() {
        let name = &profile.name;
        assert!(profile.min.is_none_or(|min| min <= *profile.lengths().end()), "{name}: min above max");
        assert!(!profile.source.is_empty() && !profile.title.is_empty(), "{name}");
        assert!(
            profile.symbols.chars().all(|c| Class::of(c) == Class::Symbol && (' '..='~').contains(&c)),
            "{name}"
        );
        let mut seen = profile.symbols.chars().collect::<Vec<_>>();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), profile.symbols.len(), "{name}: a symbol twice");
        let safe = profile.safe_symbols.as_ref().unwrap_or(&book().safe_symbols);
        assert!(
            profile.symbols.is_empty() || safe.chars().all(|c| profile.symbols.contains(c)),
            "{name}: safe symbols"
        );
        assert!(
            Recipe::new(profile, None, Symbols::Safe, false).is_ok(),
            "{name}: the default cannot be made"
        );
        assert!(Recipe::new(profile, None, Symbols::All, true).is_ok(), "{name}: everything cannot be made");
    }
}

#[test]
fn safe_symbols_mean_nothing_to_shells_and_markup() {
    let special = " \t\"'`$%&*()[]{}<>|\\/^~!?#;:,=@.-";
    assert!(all().iter().all(|p| {
        let alphabet =
            Recipe::new(p, None, Symbols::Safe, true).map(|r| r.alphabet().to_owned()).unwrap_or_default();
        !alphabet.is_empty() && !alphabet.chars().any(|c| special.contains(c))
    }));
}

fn alphabet(name: &str, symbols: Symbols, confusables: bool) -> String {
    let recipe = find(name).and_then(|p| Recipe::new(p, None, symbols, confusables).ok());
    recipe.map(|r| r.alphabet().to_owned()).unwrap_or_default()
}

#[test]
fn lookalikes_are_left_out_by_default() {
    let default = alphabet("entra", Symbols::Safe, false);
    assert_eq!(default, "+23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");
    let all = alphabet("entra", Symbols::All, false);
    assert!(!all.chars().any(|c| "0O1lI|`'\".,:; ".contains(c)));
    assert!("@#$%^&*-_!+=[]{}\\?/~()<>".chars().all(|c| all.contains(c)));
    assert_eq!(alphabet("entra", Symbols::All, true).len(), 95);
    assert!("0O1lI".chars().all(|c| alphabet("entra", Symbols::None, true).contains(c)));
}

#[test]
fn a_pin_keeps_every_digit() {
    assert_eq!(alphabet("bitlocker-pin", Symbols::Safe, false), "0123456789");
}

#[test]
fn some_profile_takes_the_longest_secret_of_any_text() {
    let text = find("text").unwrap();
    let limit = text.limit().unwrap();
    assert_eq!((limit.length, limit.unit), (1024, Unit::Bytes));
    assert!("aé\u{4f60}\u{1f511} ~".chars().all(|c| text.accepts(c)));
    // A generated one is as long as any other.
    assert_eq!(lengths("text"), Some((100, 256, 120)));
}

fn lengths(name: &str) -> Option<(usize, usize, usize)> {
    find(name).map(|p| (*p.lengths().start(), *p.lengths().end(), p.default_length()))
}

#[test]
fn lengths_follow_the_target() {
    assert_eq!(lengths("entra"), Some((100, 256, 120)));
    assert_eq!(lengths("linux-crypt"), Some((100, 256, 120)));
    assert_eq!(lengths("aws-root"), Some((100, 128, 120)));
    assert_eq!(lengths("google-workspace"), Some((100, 100, 100)));
    assert_eq!(lengths("github"), Some((8, 72, 72)));
    assert_eq!(lengths("okta"), Some((8, 72, 72)));
    assert_eq!(lengths("vcenter-sso"), Some((8, 20, 20)));
    assert_eq!(lengths("fido2-pin"), Some((4, 63, 63)));
    assert_eq!(lengths("piv-pin"), Some((6, 8, 8)));
}

fn refusal(name: &str, length: usize, symbols: Symbols) -> String {
    let outcome = find(name).map(|p| Recipe::new(p, Some(length), symbols, false));
    outcome.and_then(Result::err).map(|e| e.to_string()).unwrap_or_default()
}

#[test]
fn a_refused_length_names_limit_and_source() {
    assert_eq!(
        refusal("entra", 257, Symbols::Safe),
        "257 characters do not fit profile entra: it takes at most 256 characters (Microsoft Learn, password policies)"
    );
    assert_eq!(
        refusal("okta", 100, Symbols::Safe),
        "100 characters do not fit profile okta: it keeps only the first 72 characters (Okta support)"
    );
    assert!(refusal("esxi", 41, Symbols::Safe).contains("not confirmed in a primary source"));
    assert_eq!(
        refusal("luks", 300, Symbols::Safe),
        "300 characters are too many: a passphrase is generated with at most 256"
    );
    assert_eq!(
        refusal("entra", 99, Symbols::Safe),
        "99 characters are too few for profile entra: it takes 100 to 256 here"
    );
    assert!(refusal("vcenter-sso", 7, Symbols::Safe).contains("8 to 20"));
    assert!(refusal("entra", 100, Symbols::Safe).is_empty());
}

#[test]
fn symbols_none_only_where_the_classes_allow_it() {
    assert!(refusal("entra", 120, Symbols::None).is_empty());
    assert!(
        refusal("aws-root", 120, Symbols::None)
            .contains("at least 4 of: lower case, upper case, digit, symbol")
    );
}

#[test]
fn units_count_as_the_target_does() {
    let text = "a\u{e9}\u{1f511}";
    assert_eq!(Unit::Characters.count(text), 3);
    assert_eq!(Unit::CodePoints.count(text), 3);
    assert_eq!(Unit::Bytes.count(text), 7);
    assert_eq!(Unit::Utf16Units.count(text), 4);
}

#[test]
fn an_unknown_name_finds_nothing() {
    assert!(find("entr").is_none() && find("").is_none());
}

#[test]
fn lengths_and_limits_can_be_read() {
    assert_eq!(english().say(&find("entra").unwrap().length()), "8-256 characters");
    let limit = find("okta").unwrap().facts().into_iter().find(|(what, _)| *what == "profile-about-limit");
    let limit = english().say(&limit.unwrap().1);
    assert!(limit.contains("keeps only the first 72"), "{limit}");
}
