//! `sealkit init`: a commented plan to fill in.

use sealkit::plan::Plan;

use crate::cli::args::InitArgs;
use crate::cli::context::Context;
use crate::cli::make::templates;
use crate::cli::output;
use crate::cli::report::{self, Failure};
use crate::os::files;

/// Writes the plan to a new file, or to standard output.
pub fn run(arguments: &InitArgs, context: &Context) -> Result<(), Failure> {
    let text = match &arguments.template_dir {
        Some(folder) => templates::read(folder)?.plan().to_owned(),
        None => Plan::template(&arguments.template).unwrap_or_default(),
    };

    let Some(file) = arguments.file.as_ref().filter(|file| file.as_os_str() != "-") else {
        return if context.json {
            output::json(&serde_json::json!({ "plan": text }))
        } else {
            output::bytes(text.as_bytes())
        };
    };

    let on_disk = files::write_public(file, text.as_bytes())?;
    on_disk.notices().for_each(|notice| report::warn_of(&notice, context));
    let file = file.display().to_string();
    if context.json {
        return output::json(&serde_json::json!({ "file": file }));
    }
    output::line(&text!("plan-written", file), context)
}
