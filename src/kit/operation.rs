//! The four ways to a kit, each with what it needs.

use super::request::{Keep, Previous};
use crate::record::Vouched;
use crate::recovery::Opened;
use crate::secret::Identity;
use crate::sheet::OperationKind;

/// What is to be done. [`Maker::make`](super::Maker::make) takes it and gives a kit.
pub enum Operation<'a> {
    /// Makes a kit that follows on none.
    New,
    /// Seals a new generation to the recipient of a record. The share set stays, and no
    /// share is needed.
    Rotate {
        /// The kit that is there.
        previous: Previous<'a>,
    },
    /// Splits the key of an opened kit again, for other custodians or another quorum. The
    /// credential stays. This revokes nothing: the old shares still combine.
    Reshare {
        /// The record of the kit that is there.
        record: Vouched<'a>,
        /// What its quorum gave: key and credential.
        opened: Box<Opened>,
    },
    /// Makes a new key with new shares and new secrets, for shares that may have leaked.
    /// What is kept needs a reason, which is recorded.
    NewIdentity {
        /// The kit that is there.
        previous: Previous<'a>,
    },
}

impl<'a> Operation<'a> {
    /// Which operation it is, without what it needs.
    pub fn kind(&self) -> OperationKind {
        match self {
            Self::New => OperationKind::New,
            Self::Rotate { .. } => OperationKind::Rotate,
            Self::Reshare { .. } => OperationKind::Reshare,
            Self::NewIdentity { .. } => OperationKind::NewIdentity,
        }
    }

    /// The record of the kit that is there, and what vouches for it.
    pub(super) fn previous(&self) -> Option<Vouched<'a>> {
        match self {
            Self::New => None,
            Self::Rotate { previous } | Self::NewIdentity { previous } => Some(previous.record),
            Self::Reshare { record, .. } => Some(*record),
        }
    }

    /// The secrets that are sealed again as they were.
    pub(super) fn keep(&self) -> &'a [Keep] {
        match self {
            Self::New | Self::Reshare { .. } => &[],
            Self::Rotate { previous } | Self::NewIdentity { previous } => previous.keep,
        }
    }

    /// The identity that a quorum gave, with which a new generation is opened although no
    /// share is printed.
    pub(super) fn identity(&self) -> Option<&'a Identity> {
        match self {
            Self::Rotate { previous } => previous.identity,
            _ => None,
        }
    }

    /// The identity, wherever it is in memory: no text that is printed may hold a piece of it.
    pub(super) fn known_identity(&self) -> Option<&Identity> {
        match self {
            Self::Reshare { opened, .. } => Some(&opened.identity),
            Self::New => None,
            Self::Rotate { previous, .. } | Self::NewIdentity { previous } => previous.identity,
        }
    }
}
