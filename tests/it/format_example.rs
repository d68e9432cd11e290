//! The worked example of docs/FORMAT.md, recomputed byte by byte. The field of
//! the shares and the hashes are computed here again, without the library.

use sealkit::credential::{self, Credential, CredentialCode, Elsewhere, Secret};
use sealkit::id::{Epoch, Generation, SetId};
use sealkit::lines::CheckedLine;
use sealkit::record::Hash;
use sealkit::secret::{Identity, SecretText};
use sealkit::shamir::{self, Point, Quorum};
use sealkit::share::Share;
use sealkit::{auth, lines, seal};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

fn example() -> BTreeMap<&'static str, &'static str> {
    let text = include_str!("../../docs/FORMAT.md");
    let block = text.split("```example\n").nth(1).unwrap().split("```").next().unwrap();
    block.lines().map(|line| line.split_once(": ").unwrap()).collect()
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
}

/// Product in GF(2^8), polynomial 0x11d, bit by bit.
fn product(mut a: u8, mut b: u8) -> u8 {
    let mut sum = 0;
    while b != 0 {
        sum ^= if b & 1 == 1 { a } else { 0 };
        a = (a << 1) ^ if a & 0x80 != 0 { 0x1d } else { 0 };
        b >>= 1;
    }
    sum
}

fn identity() -> [u8; 32] {
    std::array::from_fn(|i| i as u8)
}

fn y(x: u8) -> [u8; 32] {
    std::array::from_fn(|i| identity()[i] ^ product(255 - i as u8, x))
}

fn sha(domain: &str, bytes: &[u8]) -> Vec<u8> {
    Sha256::digest([domain.as_bytes(), bytes].concat()).to_vec()
}

fn base32(bits: &[u8], characters: usize) -> String {
    lines::encode(bits).expose()[..characters].to_owned()
}

fn printed(line: &CheckedLine) -> String {
    let data = line.data.expose();
    let groups: Vec<&str> = (0..18).step_by(4).map(|i| &data[i..(i + 4).min(18)]).collect();
    format!("{}. {}  {}", line.number, groups.join(" "), line.check.expose())
}

/// The check of a line by trying all 1024 pairs against both sums.
fn check_by_search(data: &str, tag: u16) -> String {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let times = |a: u16, b: u16| {
        (0..5).rev().fold(0u16, |p, i| {
            let doubled = (p << 1) ^ if p & 16 != 0 { 0b10_0101 } else { 0 };
            doubled ^ if b >> i & 1 == 1 { a } else { 0 }
        })
    };
    let mut word: Vec<u16> = data.chars().map(|c| alphabet.find(c).unwrap() as u16).collect();
    word.extend([0, 0, tag & 31, tag >> 5]);
    for pair in 0..1024 {
        (word[18], word[19]) = (pair >> 5, pair & 31);
        let (mut plain, mut weighted, mut power) = (0, 0, 1);
        for c in &word {
            plain ^= c;
            weighted ^= times(power, *c);
            power = times(power, 2);
        }
        if (plain, weighted) == (0, 0) {
            return [word[18], word[19]]
                .iter()
                .map(|c| alphabet.as_bytes()[usize::from(*c)] as char)
                .collect();
        }
    }
    panic!("no check for {data}");
}

#[test]
fn keys_names_and_shares() {
    let example = example();
    assert_eq!(example["identity"], hex(&identity()));
    let secret = Identity::new(Zeroizing::new(identity()));
    assert_eq!(example["identity as age text"], seal::identity_text(&secret).unwrap().expose());
    let recipient = seal::recipient_of(&secret).unwrap();
    assert_eq!(example["recipient"], hex(recipient.as_bytes()));
    assert_eq!(example["recipient as age text"], recipient.to_string());
    let key_hash = sha("sealkit/1/key", recipient.as_bytes());
    assert_eq!(example["key hash"], hex(&key_hash));
    assert_eq!(example["key id"], base32(&key_hash, 4));
    assert_eq!(example["recipient fingerprint"].replace(' ', ""), hex(&key_hash[..16]));
    assert_eq!(example["recipient fingerprint"], recipient.fingerprint().to_string());
    let split_hash =
        sha("sealkit/1/split", &[recipient.as_bytes().as_slice(), &[1, 2, 3], &y(1), &y(2)].concat());
    assert_eq!(example["split hash"], hex(&split_hash));
    assert_eq!(example["set id"], format!("{}-{}", base32(&key_hash, 4), base32(&split_hash, 4)));
    let set = SetId::parse(example["set id"]).unwrap();
    let quorum = Quorum::new(2, 3).unwrap();
    for x in 1..=3u8 {
        assert_eq!(example[format!("share {x} y").as_str()], hex(&y(x)));
        let set_bits = u64::from_str_radix(&hex(&key_hash[..3])[..5], 16).unwrap() << 20
            | u64::from_str_radix(&hex(&split_hash[..3])[..5], 16).unwrap();
        let mut bytes = [&set_bits.to_be_bytes()[3..], &[1, 2, 3, x], &y(x)].concat();
        bytes.extend_from_slice(&sha("sealkit/1/share", &bytes)[..4]);
        assert_eq!(example[format!("share {x} bytes").as_str()], hex(&bytes));
        let share =
            Share::new(set, Epoch::FIRST, quorum, Point::new(x, Zeroizing::new(y(x))).unwrap()).unwrap();
        assert_eq!(hex(share.to_bytes().as_slice()), hex(&bytes));
        assert_eq!(example[format!("share {x} QR").as_str()], share.qr_text().expose());
        assert_eq!(example[format!("share {x} QR").as_str()], format!("SK1:S:{}", base32(&bytes, 72)));
        assert_eq!(example[format!("share {x} hash").as_str()], hex(&Sha256::digest(&bytes)));
        for line in share.lines() {
            let name = format!("share {x} line {}", line.number);
            assert_eq!(example[name.as_str()], printed(&line));
            assert_eq!(check_by_search(line.data.expose(), line.number), line.check.expose());
        }
    }
    let points: Vec<Point> = [1, 3].map(|x| Point::new(x, Zeroizing::new(y(x))).unwrap()).into();
    let combined = shamir::combine(&points.iter().collect::<Vec<_>>(), quorum).unwrap();
    assert_eq!(hex(combined.expose()), example["identity"]);
}

#[test]
fn the_credential() {
    let example = example();
    let secret = Identity::new(Zeroizing::new(identity()));
    let age_file = unhex(example["age file"]);
    assert_eq!(example["age file length"], age_file.len().to_string());
    let plain = seal::open(&age_file, &secret).unwrap();
    let text = String::from_utf8(plain.expose().to_vec()).unwrap();
    assert_eq!(example["credential text"], text.replace('\n', "\\n"));
    let credential = Credential::from_bytes(plain.expose()).unwrap();
    assert_eq!(credential.to_text().expose(), text);
    assert_eq!(credential.generation, Generation::new(7).unwrap());
    let key_hash = unhex(example["key hash"]);
    let mut bytes = vec![key_hash[0], key_hash[1], key_hash[2] & 0xf0, 0, 7];
    bytes.extend_from_slice(&(age_file.len() as u16).to_be_bytes());
    bytes.extend_from_slice(&age_file);
    while (bytes.len() + 4) % 45 != 0 {
        bytes.push(0);
    }
    bytes.extend_from_slice(&sha("sealkit/1/credential", &bytes)[..4]);
    assert_eq!(example["credential bytes"], hex(&bytes));
    let code = CredentialCode::new(credential.key, credential.generation, age_file).unwrap();
    assert_eq!(hex(&code.to_bytes()), hex(&bytes));
    for (number, text) in (1..).zip(code.qr_texts()) {
        assert_eq!(example[format!("credential QR {number}").as_str()], text);
    }
    for line in code.lines() {
        let name = format!("credential line {}", line.number);
        assert_eq!(example[name.as_str()], printed(&line));
        assert_eq!(check_by_search(line.data.expose(), 31 + line.number), line.check.expose());
    }
}

/// HMAC-SHA256 as RFC 2104 has it, without the library that the product takes.
fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let pad = |with: u8| -> Vec<u8> { (0..64).map(|i| key.get(i).unwrap_or(&0) ^ with).collect() };
    let inner = Sha256::digest([&pad(0x36), message].concat());
    Sha256::digest([pad(0x5c).as_slice(), &inner].concat()).to_vec()
}

#[test]
fn the_hashes_and_codes_of_a_record() {
    let example = example();
    let record = sha("sealkit/1/record", example["made, shortened"].as_bytes());
    assert_eq!(example["record hash"], hex(&record));
    let entry = example["entry without hash and auth"];
    assert!(entry.contains(&format!("\"previous\":\"{}\"", example["record hash"])));
    let entry = sha("sealkit/1/entry", entry.as_bytes());
    assert_eq!(example["entry hash"], hex(&entry));

    let extracted = hmac(b"sealkit/1/auth", &identity());
    assert_eq!(example["PRK"], hex(&extracted));
    let key = hmac(&extracted, &[[0].as_slice(), &unhex(example["key hash"]), &[1]].concat());
    assert_eq!(example["K"], hex(&key));
    assert_eq!(example["code of the made part"], hex(&hmac(&key, &[b"made".as_slice(), &record].concat())));
    let message = [b"entry".as_slice(), &record, &entry].concat();
    assert_eq!(example["code of the entry"], hex(&hmac(&key, &message)));

    let secret = Identity::new(Zeroizing::new(identity()));
    let ours = auth::key(&secret, &seal::recipient_of(&secret).unwrap());
    assert_eq!(example["K"], hex(ours.expose()));
    let [record, entry] = ["record hash", "entry hash"].map(|name| Hash::from_hex(example[name]).unwrap());
    assert_eq!(example["code of the made part"], hex(auth::made_code(&ours, record).bytes()));
    assert_eq!(example["code of the entry"], hex(auth::entry_code(&ours, record, entry).bytes()));
}

#[test]
fn python_computes_the_same_codes() {
    let Some(mut python) = crate::external::program("python3") else { return };
    let script = "import hashlib, hmac, sys\n\
        e = dict(line.rstrip('\\n').split(': ', 1) for line in sys.stdin)\n\
        h = lambda k, m: hmac.new(k, m, hashlib.sha256).digest()\n\
        b = lambda name: bytes.fromhex(e[name])\n\
        s = lambda domain, name: hashlib.sha256((domain + e[name]).encode()).digest()\n\
        r, n = s('sealkit/1/record', 'made, shortened'), s('sealkit/1/entry', 'entry without hash and auth')\n\
        k = h(h(b'sealkit/1/auth', b('identity')), b'\\0' + b('key hash') + b'\\1')\n\
        ours = (r, n, k, h(k, b'made' + r), h(k, b'entry' + r + n))\n\
        names = ('record hash', 'entry hash', 'K', 'code of the made part', 'code of the entry')\n\
        print([x.hex() for x in ours] == [e[name] for name in names])";
    let block: String = example().iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    let output = crate::process::feed(python.args(["-c", script]), &block);
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "True", "{output:?}");
}

#[test]
fn a_secret_that_stays_and_one_that_is_padded() {
    let example = example();
    let secret = Identity::new(Zeroizing::new(identity()));
    let plain = seal::open(&unhex(example["second age file"]), &secret).unwrap();
    let text = String::from_utf8(plain.expose().to_vec()).unwrap();
    assert_eq!(example["second credential text"], text.replace('\n', "\\n"));

    let credential = Credential::from_bytes(plain.expose()).unwrap();
    assert_eq!(credential.to_text().expose(), text);
    let also = &credential.elsewhere[0];
    assert_eq!(
        (also.name.as_str(), also.generation.number(), credential.generation.number()),
        ("password", 7, 8)
    );
    // The class of a PIN is 64 bytes.
    assert_eq!(credential.padding, Some(64 - credential.secrets[0].value.expose().len()));
}

/// Prints the second part of the example.
#[test]
#[ignore = "writes the example, checks nothing"]
fn print_second_example() {
    let recipient = seal::recipient_of(&Identity::new(Zeroizing::new(identity()))).unwrap();
    let credential = Credential {
        title: "kit 0".to_owned(),
        key: recipient.key_id(),
        generation: Generation::new(8).unwrap(),
        sealed: time::macros::date!(2027 - 02 - 19),
        elsewhere: vec![Elsewhere { name: "password".to_owned(), generation: Generation::new(7).unwrap() }],
        secrets: vec![Secret {
            name: "PIN".to_owned(),
            account: "key 4711".to_owned(),
            profile: "fido2-pin".to_owned(),
            value: SecretText::new("246810".to_owned()),
        }],
        padding: Some(credential::padding([6])),
    };
    println!("second credential text: {}", credential.to_text().expose().replace('\n', "\\n"));
    println!("second age file: {}", hex(&seal::seal(&credential.to_text(), &recipient).unwrap()));
}

/// Prints a new example, for the day the format gets a new version.
#[test]
#[ignore = "writes the example, checks nothing"]
fn print_example() {
    let secret = Identity::new(Zeroizing::new(identity()));
    let recipient = seal::recipient_of(&secret).unwrap();
    let quorum = Quorum::new(2, 3).unwrap();
    let key_hash = sha("sealkit/1/key", recipient.as_bytes());
    let split_hash =
        sha("sealkit/1/split", &[recipient.as_bytes().as_slice(), &[1, 2, 3], &y(1), &y(2)].concat());
    let points: Vec<Point> = (1..=3).map(|x| Point::new(x, Zeroizing::new(y(x))).unwrap()).collect();
    let set = SetId::of(&recipient, Epoch::FIRST, quorum, &points.iter().take(2).collect::<Vec<_>>());
    println!("identity: {}", hex(&identity()));
    println!("identity as age text: {}", seal::identity_text(&secret).unwrap().expose());
    println!("recipient: {}", hex(recipient.as_bytes()));
    println!("recipient as age text: {recipient}");
    println!("key hash: {}", hex(&key_hash));
    println!("key id: {}", recipient.key_id());
    println!("recipient fingerprint: {}", recipient.fingerprint());
    println!("split hash: {}", hex(&split_hash));
    println!("set id: {set}");
    for point in points {
        let x = point.x();
        println!("share {x} y: {}", hex(point.expose()));
        let share = Share::new(set, Epoch::FIRST, quorum, point).unwrap();
        println!("share {x} bytes: {}", hex(share.to_bytes().as_slice()));
        println!("share {x} hash: {}", hex(share.hash().as_bytes()));
        println!("share {x} QR: {}", share.qr_text().expose());
        share.lines().iter().for_each(|l| println!("share {x} line {}: {}", l.number, printed(l)));
    }
    let code = crate::fixtures::credential(&recipient, 0, 7, "correct horse battery staple");
    let plain = seal::open(code.age_file(), &secret).unwrap();
    println!("credential text: {}", String::from_utf8(plain.expose().to_vec()).unwrap().replace('\n', "\\n"));
    println!("age file length: {}", code.age_file().len());
    println!("age file: {}", hex(code.age_file()));
    println!("credential bytes: {}", hex(&code.to_bytes()));
    (1..).zip(code.qr_texts()).for_each(|(i, t)| println!("credential QR {i}: {t}"));
    code.lines().iter().for_each(|l| println!("credential line {}: {}", l.number, printed(l)));
}
