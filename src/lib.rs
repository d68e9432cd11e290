//! sealkit makes offline recovery kits: a passphrase sealed with age, its key
//! split into Shamir shares, printed on sheets for separate safes.
//!
//! The library is pure: nothing here touches a file, the terminal, the
//! environment, the clock or a network. Dates and randomness come in as
//! arguments. `docs/ARCHITECTURE.md` shows the layers of modules; an import
//! never points to a higher layer.
//!
//! # Example
//!
//! A kit is made from a plan, and opened again with any two of its three shares:
//!
//! ```
//! use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
//! use sealkit::{kit, plan::Plan, recovery::Recovery, scan};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let plan = Plan::parse(
//!     r#"
//!     sealkit-plan = 1
//!     label = "Contoso break-glass 1"
//!
//!     [[secrets]]
//!     name = "Password"
//!     account = "bg-1@contoso.onmicrosoft.com"
//!     "#,
//! )?;
//! let request = kit::Request {
//!     plan,
//!     imports: Vec::new(),
//!     date: time::macros::date!(2026 - 11 - 24),
//!     date_given: true,
//!     provisioning: false,
//!     sealed_copies: None,
//!     machine: kit::Machine {
//!         made_offline: true,
//!         checks: Vec::new(),
//!         tool_version: "0.1.0".to_owned(),
//!         tool_sha256: None,
//!         entropy_sources: vec!["a seed, for this example only".to_owned()],
//!     },
//! };
//!
//! // A real kit takes the operating system's generator.
//! let mut rng = ChaCha20Rng::from_seed([7; 32]);
//! let kit = kit::Maker::default().make(&request, kit::Operation::New, &mut rng)?;
//!
//! // Two shares and the credential, as a scanner would read them off the paper.
//! let mut recovery = Recovery::new(None);
//! for name in ["share-1-of-3.pdf", "share-3-of-3.pdf", "credential.pdf"] {
//!     let sheet = kit.files.iter().find(|file| file.name == name).ok_or(name)?;
//!     for code in scan::pdf(sheet.bytes.expose())? {
//!         recovery.add_text(code.text.expose());
//!     }
//! }
//! let opened = recovery.open()?;
//!
//! let secret = opened.credential.secrets.first().ok_or("no secret")?;
//! assert_eq!(secret.name, "Password");
//! assert_eq!(secret.value.expose().len(), 120);
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]

// Layer 1: modules that know nothing of kits. The first one has the words for all others.
#[macro_use]
pub mod texts;

pub mod entropy;
pub mod id;
pub mod keyboard;
pub mod lines;
pub mod profile;
pub mod qr;
pub mod secret;
pub mod words;

// Layer 2: one format or one mechanism each.
pub mod codes;
pub mod credential;
pub mod passphrase;
pub mod plan;
pub mod program;
pub mod record;
pub mod seal;
pub mod shamir;
pub mod share;
pub mod template;
pub mod tenant;

// Layer 3: recovery as a state machine; what the sheets say, and how they ask for their words.
pub mod auth;
pub mod recovery;
#[macro_use]
pub mod sheet;

// Layer 4: a kit from plan to files, how a sheet is drawn and read back.
pub mod kit;
pub mod pdf;
pub mod scan;
