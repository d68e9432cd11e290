//! The plan as it was written, before it is checked.

use super::{
    Contact, Custodian, LONGEST_PLAN, Paper, Plan, PlanError, PlanErrorKind, PlanLocation, Runbook,
    SecretPlan, SecretSource, Symbols, VERSION,
};
use crate::template::Values;
use serde::{Deserialize, Serialize};

/// What a plan file or the flags say; see [`Draft::check`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Draft {
    /// The version of the plan file, 1.
    pub sealkit_plan: u32,
    /// What the kit is called on its sheets.
    #[serde(default)]
    pub label: String,
    /// The paper; A4 by default.
    #[serde(default)]
    pub paper: Paper,
    /// Whether packets show the telephone numbers of custodians.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub phones_on_packets: bool,
    /// k of n; 2 of 3 by default.
    #[serde(default)]
    pub quorum: DraftQuorum,
    /// The intervals; 90 days by default.
    #[serde(default)]
    pub rotation: DraftRotation,
    /// The secrets; at least one, or the check fails.
    #[serde(default)]
    pub secrets: Vec<DraftSecret>,
    /// The custodians, in the order of the shares.
    #[serde(default)]
    pub custodians: Vec<Custodian>,
    /// The people to call.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// The template of the runbook and the values for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runbook: Option<Values>,
}

/// The quorum k of n as it was written, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DraftQuorum {
    /// The threshold k.
    pub threshold: u32,
    /// The number of shares n.
    pub shares: u32,
}

/// The intervals as they were written, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct DraftRotation {
    /// Days from one generation to the next.
    pub rotate_every_days: u32,
    /// Days from one drill to the next.
    pub drill_every_days: u32,
}

/// A secret as it was written, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DraftSecret {
    /// The name, different from all others in the plan.
    pub name: String,
    /// The account it belongs to.
    pub account: String,
    /// The name of its profile; entra by default.
    pub profile: String,
    /// Whether it is generated or exists already.
    pub source: DraftSource,
    /// Its length, for a generated one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<usize>,
    /// Its symbols, for a generated one; safe ones by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbols: Option<Symbols>,
    /// Whether lookalikes may appear in a generated one; no by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confusables: Option<bool>,
}

/// Where a secret comes from, as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DraftSource {
    /// The secret is made with the kit.
    #[default]
    Generate,
    /// The secret is asked for when the kit is made.
    Import,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            sealkit_plan: VERSION,
            label: String::new(),
            paper: Paper::default(),
            phones_on_packets: false,
            quorum: DraftQuorum::default(),
            rotation: DraftRotation::default(),
            secrets: Vec::new(),
            custodians: Vec::new(),
            contacts: Vec::new(),
            runbook: None,
        }
    }
}

impl Default for DraftQuorum {
    fn default() -> Self {
        Self { threshold: 2, shares: 3 }
    }
}

impl Default for DraftRotation {
    fn default() -> Self {
        Self { rotate_every_days: 90, drill_every_days: 90 }
    }
}

impl Default for DraftSecret {
    fn default() -> Self {
        Self {
            name: String::new(),
            account: String::new(),
            profile: "entra".to_owned(),
            source: DraftSource::Generate,
            length: None,
            symbols: None,
            confusables: None,
        }
    }
}

// The version is read first: a later one may well have keys unknown here.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Head {
    sealkit_plan: Option<toml::Value>,
}

/// Reads a plan file as it stands.
pub fn read(text: &str) -> Result<Draft, PlanError> {
    if text.len() > LONGEST_PLAN {
        return Err(PlanError::new(PlanLocation::default(), PlanErrorKind::TooLarge(text.len())));
    }

    let broken = |e: toml::de::Error| PlanError::toml(e.span().map(|span| (text, span.start)), e.message());
    let head: Head = toml::from_str(text).map_err(broken)?;

    match head.sealkit_plan {
        None => Err(PlanError::new(PlanLocation::default(), PlanErrorKind::NoVersion)),
        Some(version) if version.as_integer() == Some(VERSION.into()) => toml::from_str(text).map_err(broken),
        Some(version) => {
            let error = PlanErrorKind::Version(version.to_string().chars().take(40).collect());
            Err(PlanError::new(PlanLocation::key_of(None, None, "sealkit-plan"), error).in_file(text))
        }
    }
}

impl From<Plan> for Draft {
    fn from(plan: Plan) -> Self {
        Self {
            sealkit_plan: VERSION,
            label: plan.label,
            paper: plan.paper,
            phones_on_packets: plan.phones_on_packets,
            quorum: DraftQuorum {
                threshold: plan.quorum.threshold().into(),
                shares: plan.quorum.shares().into(),
            },
            rotation: DraftRotation {
                rotate_every_days: plan.rotation.rotate_every_days.into(),
                drill_every_days: plan.rotation.drill_every_days.into(),
            },
            secrets: plan.secrets.into_iter().map(DraftSecret::from).collect(),
            custodians: plan.custodians,
            contacts: plan.contacts,
            runbook: plan.runbook.map(Runbook::into_values),
        }
    }
}

impl From<SecretPlan> for DraftSecret {
    fn from(secret: SecretPlan) -> Self {
        let bare = Self {
            name: secret.name,
            account: secret.account,
            profile: secret.profile.name.clone(),
            ..Self::default()
        };

        match secret.origin {
            SecretSource::Import => Self { source: DraftSource::Import, ..bare },
            SecretSource::Generate(recipe) => Self {
                length: Some(recipe.length()),
                symbols: Some(recipe.symbols()),
                confusables: Some(recipe.confusables()),
                ..bare
            },
        }
    }
}
