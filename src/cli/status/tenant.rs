//! The report of a tenant, in words.

use std::path::Path;

use super::StatusError;
use crate::cli::report::{Failure, no_report_in};
use crate::os::files::{self, Input, PLAN_LIMIT};
use sealkit::record::Record;
use sealkit::tenant::{Finding, TenantReport, findings};
use sealkit::texts::english;
use serde_json::{Value, json};
use time::Date;

/// What was found in a report.
pub struct Tenant {
    report: TenantReport,
    findings: Vec<Finding>,
}

/// Reads a report and holds it against the records.
pub fn read(file: &Path, records: &[&Record], today: Date) -> Result<Tenant, Failure> {
    let source = Input::new(file.to_owned());
    let text = files::read_text(&source, PLAN_LIMIT)?.ok_or_else(|| no_report_in(&source.name()))?;
    let report = TenantReport::parse(text.expose()).map_err(StatusError::Report)?;
    let findings = findings(&report, records, today).map_err(StatusError::Report)?;
    Ok(Tenant { report, findings })
}

impl Tenant {
    /// What was found, the faults last, nearest to the prompt.
    pub fn lines(&self) -> Vec<String> {
        let head = text!("tenant-head", tenant = self.report.tenant, date = self.report.date);
        let mut lines = vec![String::new(), head];
        for (fault, key) in [(false, "tenant-look-line"), (true, "tenant-fault-line")] {
            let of_kind = self.findings.iter().filter(|finding| finding.fault == fault);
            lines.extend(of_kind.map(|finding| english().text(key, &[("said", said(finding))])));
        }
        if self.faults().next().is_none() {
            lines.push(text!("tenant-right"));
        }
        lines
    }

    /// The same for a program.
    pub fn json(&self) -> Value {
        let finding = |finding: &Finding| json!({ "fault": finding.fault, "what": said(finding) });
        json!({
            "id": self.report.tenant,
            "date": self.report.date.to_string(),
            "findings": self.findings.iter().map(finding).collect::<Vec<_>>(),
        })
    }

    /// Fails where something has to be repaired.
    pub fn judged(&self) -> Result<(), StatusError> {
        let first = self.faults().next().map(said);
        first.map_or(Ok(()), |first| Err(StatusError::Tenant { first, count: self.faults().count() }))
    }

    fn faults(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.fault)
    }
}

/// One line: a name in the report could otherwise begin a line of its own, and pass for ours.
fn said(finding: &Finding) -> String {
    english().say(&finding.said).replace('\n', "?")
}
