//! sealkit makes offline recovery kits: a passphrase sealed with age, its key
//! split into Shamir shares, printed on sheets for separate safes.
//!
//! The library is a house of pure rooms: nothing here touches a file, the
//! terminal, the environment, the clock or a network. Dates and randomness come
//! in as arguments. `docs/ARCHITECTURE.md` draws the floors; an import never
//! points upwards.
#![forbid(unsafe_code)]

// Floor 1: what knows nothing of kits.
pub mod entropy;
pub mod id;
pub mod keyboard;
pub mod lines;
pub mod profile;
pub mod qr;
pub mod secret;
pub mod words;

// Floor 2: one format or one mechanism each.
pub mod credential;
pub mod passphrase;
pub mod plan;
pub mod program;
pub mod record;
pub mod seal;
pub mod shamir;
pub mod share;
pub mod template;

// Floor 3: recovery as a state machine; what the sheets say.
pub mod recovery;
pub mod sheet;

// Floor 4: a kit from plan to files, how a sheet is drawn and read back.
pub mod kit;
pub mod pdf;
pub mod scan;
