//! What a drill hears, and what is wrong in it.

use sealkit::id::Generation;
use sealkit::recovery::Event;

use crate::cli::report::Failure;

/// How a drill did not end well.
pub enum DrillError {
    /// Evidence was given for a drill, and the record has none.
    NoDrill,
    /// A share that was tested alone is not this kit's.
    Refused(DrillFault),
    /// The kit opens, and this was given too.
    WithFaults(DrillFault),
    /// The kit does not open, and this is why.
    NotOpened(Option<DrillFault>),
}

/// What was wrong in a drill.
#[derive(Clone)]
pub enum DrillFault {
    /// A share that reads well and is not this kit's.
    Foreign(Event),
    /// An input, or a piece of it, that cannot be read.
    Unreadable(Failure),
    /// A credential of an older generation was brought too.
    OlderCredential(Generation),
    /// An earlier credential does not hold the secret that it should.
    NotHeld {
        /// The secret.
        name: String,
        /// The generation of that credential.
        generation: Generation,
    },
    /// Another credential was brought too, and does not open.
    OtherCredential,
    /// Nothing opened, and why.
    NotOpened(Failure),
}

/// What was found in an input.
pub enum Heard {
    /// A piece for the recovery.
    Piece(Event),
    /// It is the kit's own file of a share, which should have been destroyed.
    OwnFile,
}
