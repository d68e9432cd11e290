//! The report of a tenant as `00-verify.ps1` writes it.

use crate::texts::{Worded, Wording};
use serde::Deserialize;
use time::Date;
use time::macros::format_description;

/// The version of the report that is read here.
const VERSION: u32 = 1;

/// What a tenant said of itself on a day.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct TenantReport {
    sealkit_tenant: u32,
    /// The id of the tenant.
    pub tenant: String,
    /// The day, in UTC.
    #[serde(deserialize_with = "day")]
    pub date: Date,
    /// The emergency accounts that were found.
    pub accounts: Vec<AccountReport>,
    /// The exclusion group.
    pub group: GroupReport,
    /// Every Conditional Access policy.
    pub policies: Vec<PolicyReport>,
    /// Whether security defaults are on.
    pub defaults: bool,
    /// The alert rules that were found.
    pub rules: Vec<RuleReport>,
    /// What could not be read, and why.
    pub not_read: Vec<String>,
}

/// One emergency account.
#[derive(Clone, Debug, Deserialize)]
pub struct AccountReport {
    /// The sign-in name.
    pub upn: String,
    /// The object id.
    pub id: String,
    /// Whether it may sign in.
    pub enabled: bool,
    /// Whether it comes from a directory outside the cloud.
    pub synced: bool,
    /// `permanent`, `active` (for how long is not known), `activated`, `ends` or `none`.
    pub role: String,
    /// The day of the last change of its password, or nothing.
    pub password: String,
    /// Its sign-in methods, such as `fido2`.
    pub methods: Vec<String>,
    /// The kinds of its security keys.
    pub aaguids: Vec<String>,
    /// The administrative units that it is in.
    pub units: Vec<String>,
}

/// The exclusion group.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct GroupReport {
    /// Its object id, or nothing where there is no such group, or several.
    pub id: String,
    /// Whether only privileged roles change its members.
    pub role_assignable: bool,
    /// The object ids of its members.
    pub members: Vec<String>,
    /// The object ids of its owners.
    pub owners: Vec<String>,
}

/// One Conditional Access policy.
#[derive(Clone, Debug, Deserialize)]
pub struct PolicyReport {
    /// Its name.
    pub name: String,
    /// `enabled`, `disabled` or `enabledForReportingButNotEnforced`.
    pub state: String,
    /// `users`, or what it is for that takes no user exclusion.
    pub kind: String,
    /// Whether it reaches one of the accounts, but for exclusions.
    pub reaches: bool,
    /// Whether the accounts are left out.
    pub excludes: bool,
    /// Whether it is for the exclusion group itself.
    pub includes: bool,
    /// The id of the authentication strength that it asks for, or nothing.
    pub strength: String,
}

/// One alert rule.
#[derive(Clone, Debug, Deserialize)]
pub struct RuleReport {
    /// Its name.
    pub name: String,
    /// Whether it is on.
    pub enabled: bool,
}

/// Why a report cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TenantError {
    /// It is no report.
    Form(String),
    /// It is one of a later version.
    Version(u32),
    /// No record is of a kit of this tenant.
    NoKit(String),
}

impl Worded for TenantError {
    fn wording(&self) -> Wording {
        match self {
            Self::Form(said) => wording!("tenant-form", said),
            Self::Version(version) => wording!("tenant-version", version, known = VERSION),
            Self::NoKit(tenant) => wording!("tenant-without-kit", tenant),
        }
    }
}

worded_errors!(TenantError);

impl TenantReport {
    /// Reads a report. Windows PowerShell begins its files with a byte order mark.
    ///
    /// # Errors
    /// [`TenantError`] if it is none, or one of a later version.
    pub fn parse(text: &str) -> Result<Self, TenantError> {
        let text = text.trim_start_matches('\u{feff}');
        let report: Self =
            serde_json::from_str(text).map_err(|error| TenantError::Form(error.to_string()))?;
        match report.sealkit_tenant {
            VERSION => Ok(report),
            version => Err(TenantError::Version(version)),
        }
    }
}

/// A day as the script writes it.
pub(super) fn parse_day(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_day(&text).ok_or_else(|| serde::de::Error::custom(format!("date: {text:?}")))
}
