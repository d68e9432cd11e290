//! The handler of the guided prompt that gathers a quorum.

use crate::cli::read::input;
use crate::cli::read::prompt::EntryHandler;
use crate::cli::report::Failure;
use crate::cli::report::events::Message;
use crate::os::files::Input;
use sealkit::id::Generation;
use sealkit::recovery::{Item, OpenError, Recovery};

/// Takes what is entered until a quorum opens the credential, or gives the identity alone.
pub struct QuorumHandler<'a> {
    /// Where the pieces go.
    pub recovery: &'a mut Recovery,
    /// Whether shares are enough.
    pub identity_only: bool,
    /// The earlier credential that holds what is still missing.
    pub awaited: Option<Generation>,
}

impl EntryHandler for QuorumHandler<'_> {
    fn title(&self) -> String {
        text!(if self.identity_only { "enter-shares" } else { "enter-shares-and-credential" })
    }

    fn question(&self) -> String {
        let wants_credential = !self.identity_only && !self.recovery.has_credential();
        input::question(self.recovery, wants_credential, self.awaited)
    }

    fn item(&mut self, item: Item) -> Vec<Message> {
        input::messages(&self.recovery.add(item))
    }

    fn file(&mut self, input: &Input) -> Result<Vec<Message>, Failure> {
        Ok(input::messages(&input::add_input(self.recovery, input)?))
    }

    fn enough(&mut self) -> Result<bool, Failure> {
        let shares = self.recovery.shares_missing() == Some(0);
        if !shares || !(self.identity_only || self.recovery.has_credential()) {
            return Ok(false);
        }
        let opened = match self.identity_only {
            true => self.recovery.proven().map(|_| None),
            false => self.recovery.open().map(|opened| opened.awaited()),
        };

        self.awaited = match opened {
            Ok(awaited) => awaited,
            // More shares would not tell; paper is asked for next.
            Err(OpenError::TwoKits(_)) => None,
            Err(fault) => return Err(fault.into()),
        };

        Ok(self.awaited.is_none())
    }
}
