//! The guided prompt's desk of `recover`.

use crate::cli::read::input;
use crate::cli::read::prompt::EntryHandler;
use crate::cli::report::Failure;
use crate::cli::report::events::{self, Message};
use crate::os::files::Input;
use sealkit::recovery::{Item, OpenError, Recovery};

/// Gathers until a quorum opens the credential, or gives the identity alone.
pub struct RecoverHandler<'a> {
    pub recovery: &'a mut Recovery,
    pub identity_only: bool,
}

impl EntryHandler for RecoverHandler<'_> {
    fn title(&self) -> String {
        match self.identity_only {
            true => "Enter shares, one line at a time:".to_owned(),
            false => "Enter shares and the credential, one line at a time:".to_owned(),
        }
    }

    fn question(&self) -> String {
        let wants_credential = !self.identity_only && !self.recovery.has_credential();
        match (self.recovery.shares_missing(), wants_credential) {
            (None, true) => "share or credential: ".to_owned(),
            (None, false) => "share: ".to_owned(),
            (Some(0), true) => "credential: ".to_owned(),
            (Some(0), false) => "another share: ".to_owned(),
            (Some(missing), true) => format!("share ({missing} more) or credential: "),
            (Some(missing), false) => format!("share ({missing} more): "),
        }
    }

    fn item(&mut self, item: Item) -> Vec<Message> {
        self.recovery.add(item).iter().map(events::event).collect()
    }

    fn file(&mut self, input: &Input) -> Result<Vec<Message>, Failure> {
        Ok(input::add(self.recovery, input)?.iter().map(events::event).collect())
    }

    fn enough(&mut self) -> Result<bool, Failure> {
        let shares = self.recovery.shares_missing() == Some(0);
        if !shares || !(self.identity_only || self.recovery.has_credential()) {
            return Ok(false);
        }
        let fault = match self.identity_only {
            true => self.recovery.proven().err(),
            false => self.recovery.open().err(),
        };
        match fault {
            // More shares would not tell; paper is asked for next.
            None | Some(OpenError::TwoKits(_)) => Ok(true),
            Some(fault) => Err(fault.into()),
        }
    }
}
