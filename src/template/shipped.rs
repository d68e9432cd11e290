//! The templates that come with the program: the folders of `assets/templates`.

use super::{Template, TemplateError};

macro_rules! texts {
    ($folder:literal: $($file:literal),+ $(,)?) => {
        ($folder, &[$(($file, include_str!(concat!("../../assets/templates/", $folder, "/", $file)))),+])
    };
}

type Texts = &'static [(&'static str, &'static str)];

#[rustfmt::skip]
const SHIPPED: &[(&str, Texts)] = &[
    texts!(
        "entra":
        "template.toml", "plan.toml", "runbook.md", "01-connect.ps1", "10-create-account.ps1",
        "20-assign-role.ps1", "30-register-fido2.ps1", "40-exclusion-group.ps1",
        "41-exclude-from-policies.ps1", "42-phishing-resistant-policy.json", "50-sspr.ps1",
        "60-diagnostic-settings.json", "61-alert-rules.json", "62-deploy-monitoring.ps1",
        "70-set-password.ps1", "80-lock-down.ps1", "90-windows-logons.ps1", "91-linux-logons.sh",
        "alert-sign-in-success.kql", "alert-sign-in-failure.kql", "alert-non-interactive.kql",
        "alert-account-changed.kql", "alert-methods-changed.kql", "alert-roles-changed.kql",
        "alert-role-granted.kql", "alert-group-changed.kql", "alert-policies-changed.kql",
        "hunt-sign-ins.kql", "hunt-directory.kql", "hunt-same-address.kql", "hunt-azure.kql",
        "hunt-graph.kql", "hunt-office.kql",
    ),
    texts!(
        "linux-vault":
        "template.toml", "plan.toml", "runbook.md", "10-disk.sh", "20-root.sh", "30-vault-init.sh",
        "40-vault-unseal.sh", "50-watch.rules", "60-logons.sh",
    ),
];

/// The names of the templates that come with the program.
pub fn shipped_names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// The template of that name, if it comes with the program.
///
/// # Errors
/// [`TemplateError`] where a shipped template makes no sense; a test holds that none does.
pub fn shipped(name: &str) -> Result<Option<Template>, TemplateError> {
    let Some((_, texts)) = SHIPPED.iter().find(|(known, _)| *known == name) else { return Ok(None) };
    let texts = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    Template::new(texts.collect()).map(Some)
}
