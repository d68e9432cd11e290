use super::*;
use proptest::prelude::*;
use time::macros::date;

fn credential(values: &[String]) -> Credential {
    let secret = |(i, value): (usize, &String)| Secret {
        name: format!("secret {i}"),
        account: "bg1@contoso.onmicrosoft.com".to_owned(),
        profile: "entra".to_owned(),
        value: SecretText::new(value.clone()),
    };
    Credential {
        title: "Contoso break-glass 1".to_owned(),
        key: KeyId::parse("K7QM").unwrap(),
        generation: Generation::FIRST,
        sealed: date!(2026 - 11 - 21),
        elsewhere: Vec::new(),
        secrets: values.iter().enumerate().map(secret).collect(),
        padding: None,
    }
}

/// Generation 4, with a PIN in generation 2 and padding.
fn grown() -> Credential {
    Credential {
        generation: Generation::new(4).unwrap(),
        elsewhere: vec![Elsewhere {
            name: "PIN: generation 3".to_owned(),
            generation: Generation::new(2).unwrap(),
        }],
        padding: Some(3),
        ..credential(&["v".to_owned()])
    }
}

#[test]
fn the_text_is_plain() {
    let text = credential(&[" a: b ".to_owned()]).to_text();
    assert_eq!(
        text.expose(),
        "sealkit credential 1\ntitle: Contoso break-glass 1\nkey: K7QM\ngeneration: 1\nsealed: 2026-11-21\n\n\
         secret: secret 0\naccount: bg1@contoso.onmicrosoft.com\nprofile: entra\nvalue:  a: b \n"
    );
}

#[test]
fn what_lives_elsewhere_is_named_and_the_padding_is_last() {
    let text = grown().to_text();
    assert_eq!(
        text.expose(),
        "sealkit credential 1\ntitle: Contoso break-glass 1\nkey: K7QM\ngeneration: 4\nsealed: 2026-11-21\n\
         also: PIN: generation 3: generation 2\n\n\
         secret: secret 0\naccount: bg1@contoso.onmicrosoft.com\nprofile: entra\nvalue: v\n\npadding: ...\n"
    );
    let back = Credential::from_bytes(text.expose().as_bytes()).unwrap();
    assert_eq!((back.elsewhere.clone(), back.padding), (grown().elsewhere, Some(3)));
    assert_eq!(back.to_text().expose(), text.expose());
    assert_eq!(back.to_readable().expose(), text.expose().strip_suffix("\npadding: ...\n").unwrap());
    let none = text.expose().replace("padding: ...", "padding: ");
    assert_eq!(Credential::from_bytes(none.as_bytes()).unwrap().padding, Some(0));
}

#[test]
fn what_lives_elsewhere_and_padding_have_one_form() {
    let good = grown().to_text().expose().to_owned();
    let error = |from: &str, to: &str| {
        assert!(good.contains(from), "{from:?}");
        Credential::from_bytes(good.replace(from, to).as_bytes()).err()
    };
    let line = |line, expected| Some(TextError::Line { line, expected });
    let also = "also: PIN: generation 3: generation 2\n";
    assert_eq!(error("generation 2\n", "generation 02\n"), line(6, "also"));
    assert_eq!(error("generation 2\n", "generation 4\n"), line(6, "also"), "this one is no earlier one");
    assert_eq!(error("also: PIN: generation 3", "also: PIN"), None);
    assert_eq!(error("also: PIN: generation 3: ", "also: "), line(6, "also"), "no name");
    assert_eq!(error(also, &also.repeat(2)), line(7, "also"), "named twice");
    assert_eq!(error("secret: secret 0", "secret: PIN: generation 3"), line(8, "secret"), "held here too");
    assert_eq!(error(also, "also: PIN\n"), line(6, "also"));
    assert_eq!(error("padding: ...", "padding: ..x"), line(13, "padding"));
    assert_eq!(error("padding: ...", "padding:"), line(13, "padding"));
    assert_eq!(error("...\n", "..."), line(12, "padding"));
    let (padding, secret) = ("\npadding: ...\n", "\nsecret: 2\naccount: a\nprofile: p\nvalue: v\n");
    assert_eq!(error(padding, &padding.repeat(2)), Some(TextError::AfterPadding { line: 14 }));
    assert_eq!(error(padding, &format!("{padding}{secret}")), Some(TextError::AfterPadding { line: 14 }));
    assert_eq!(error("\n\nsecret", &format!("\n{padding}\nsecret")), line(8, "secret"), "not first");
}

#[test]
fn each_class_has_one_length() {
    assert_eq!(padding([]), 0);
    assert_eq!(padding([64, 128, 256, 512, 1024]), 0);
    assert_eq!(padding([1, 65, 129, 257, 513]), 63 + 63 + 127 + 255 + 511);
}

#[test]
fn one_fault_each_is_named() {
    let good = credential(&["v".to_owned()]).to_text().expose().to_owned();
    let error = |text: &str| Credential::from_bytes(text.as_bytes()).err();
    let line = |line, expected| Some(TextError::Line { line, expected });
    assert_eq!(error(""), Some(TextError::NotACredential));
    assert_eq!(error("hello\n"), Some(TextError::NotACredential));
    assert_eq!(
        error(&good.replace("credential 1", "credential 2")),
        Some(TextError::Version("2".to_owned()))
    );
    assert_eq!(error(&good.replace("title", "Title")), line(2, "title"));
    assert_eq!(error(&good.replace("K7QM", "k7qm")), line(3, "key"));
    assert_eq!(error(&good.replace("generation: 1", "generation: 0")), line(4, "generation"));
    assert_eq!(error(&good.replace("generation: 1", "generation: +1")), line(4, "generation"));
    assert_eq!(error(&good.replace("2026-11-21", "2026-13-21")), line(5, "sealed"));
    assert_eq!(error(&good.replace("value: v", "value: ")), line(10, "value"));
    assert_eq!(error(&good.replace("value: v", "value: \tv")), line(10, "value"));
    assert_eq!(error(&good.replace("\n\n", "\n\n\n")), line(7, "secret"));
    assert_eq!(error(good.trim_end()), line(9, "value"));
    assert_eq!(error(&good[..good.find("\n\n").unwrap() + 1]), line(6, "secret"));
    assert_eq!(Credential::from_bytes(b"\xff").err(), Some(TextError::NotUtf8));
}

proptest! {
    #[test]
    fn values_come_back_to_the_byte(values in proptest::collection::vec("[^\\p{Cc}]{1,60}", 1..5)) {
        let text = credential(&values).to_text();
        let back = Credential::from_bytes(text.expose().as_bytes()).unwrap();
        let read: Vec<_> = back.secrets.iter().map(|s| s.value.expose().to_owned()).collect();
        prop_assert_eq!(read, values);
    }

    #[test]
    fn texts_of_one_class_are_of_one_length(a in 1usize..=1024, b in 1usize..=1024, c in 1usize..=64) {
        let class = |length: usize| CLASSES.iter().find(|class| length <= **class);
        let length = |first: usize, second: usize| {
            let values = ["x".repeat(first), "y".repeat(second)];
            let lengths = values.iter().map(String::len);
            let padded = Credential { padding: Some(padding(lengths)), ..credential(&values) };
            padded.to_text().expose().len()
        };
        prop_assert_eq!(length(a, c) == length(b, 1), class(a) == class(b));
    }

    #[test]
    fn any_bytes_end_in_a_sentence(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Credential::from_bytes(&bytes);
    }
}
