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
        "template.toml", "plan.toml", "runbook.md", "red-card.md", "00-verify.ps1",
        "01-connect.ps1", "10-create-accounts.ps1", "20-exclusion-group.ps1",
        "30-exclude-from-policies.ps1", "31-restore-policies.ps1", "40-register-keys.ps1",
        "45-assign-role.ps1", "50-phishing-resistant-policy.json",
        "51-phishing-resistant-policy.ps1", "55-sspr.ps1", "60-diagnostic-settings.json",
        "61-alert-rules.json", "62-deploy-monitoring.ps1", "75-set-password.ps1",
        "80-lock-down.ps1", "81-let-in.ps1", "90-windows-logons.ps1", "91-linux-logons.sh",
        "maester-config.json", "alert-sign-in-success.kql", "alert-sign-in-failure.kql",
        "alert-non-interactive.kql", "alert-account-changed.kql", "alert-methods-changed.kql",
        "alert-roles-changed.kql", "alert-role-granted.kql", "alert-group-changed.kql",
        "alert-policies-changed.kql", "alert-tenant-settings.kql", "alert-elevated-access.kql",
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
