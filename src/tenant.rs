//! What a tenant said of itself, held against the plan and the record of its kits, without a
//! network: `00-verify.ps1` of the book writes the report that is read here.

mod findings;
mod report;

pub use findings::{Finding, findings};
pub use report::{TenantError, TenantReport};
