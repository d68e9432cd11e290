//! From a request and an operation to a rehearsed kit.

use super::check;
use super::contents::Contents;
use super::context;
use super::error::KitError;
use super::operation::Operation;
use super::output::{Kit, KitFile, PAYLOAD, RehearsalResult, Summary};
use super::record;
use super::rehearse;
use super::rendered::RenderedSheet;
use super::request::Request;
use super::sheets;
use crate::id::KeyId;
use crate::program;
use crate::record::Made;
use crate::secret::SecretBytes;
use crate::sheet::{OperationKind, SheetContext};
use rand::CryptoRng;
use std::collections::BTreeSet;

/// Makes kits. Held over a run, it remembers the key ids that it gave, so that no two kits of
/// a run bear the same one.
#[derive(Default)]
pub struct Maker {
    key_ids: BTreeSet<KeyId>,
}

impl Maker {
    /// Makes a kit and rehearses it: nothing comes out that was not opened again from its
    /// own sheets.
    ///
    /// # Errors
    /// [`KitError`]; then there is nothing to write.
    pub fn make<R: CryptoRng>(
        &mut self,
        request: &Request,
        operation: Operation<'_>,
        rng: &mut R,
    ) -> Result<Kit, KitError> {
        let keep = operation.keep();
        check::check(request, keep, operation.previous())?;
        check::check_apart(&request.plan, keep, &[], operation.known_identity())?;
        let brought = operation.identity();
        let contents = Contents::make(request, operation, &mut self.key_ids, rng)?;
        check::check_apart(&request.plan, keep, &contents.credential.secrets, None)?;

        let made = record::describe(request, &contents);
        let mut context = context::of_kit(&made, &contents)?;
        context::add_phones(&mut context, &request.plan);
        let sheets = sheets::draw(request, &contents, &context)?;

        // A rotation prints no shares: it is opened with the quorum that was brought, if any.
        let rehearsal = match contents.operation {
            OperationKind::Rotate => rehearse::credential(&contents, &sheets, brought)?,
            _ => rehearse::all(&contents, &sheets, rng)?,
        };

        let mut kit = finish(request, contents, made, &context, sheets, rehearsal)?;
        kit.summary.files = kit.files.iter().map(|file| file.name.clone()).collect();
        Ok(kit)
    }

    /// Begins another run: from now on a key id may come again that an earlier run gave.
    pub fn begin_run(&mut self) {
        self.key_ids.clear();
    }
}

/// Adds what speaks of the finished sheets: the record, and the ceremony sheet with the
/// record's hash.
fn finish(
    request: &Request,
    contents: Contents<'_>,
    made: Made,
    context: &SheetContext,
    mut sheets: Vec<RenderedSheet>,
    rehearsal: RehearsalResult,
) -> Result<Kit, KitError> {
    let mut record = record::finish(made, &sheets, rehearsal)?;
    if let Some(author) = &contents.author {
        author.authenticate_made(&mut record);
    }
    // Its page 3 is printed first: what follows is compared with it.
    let ceremony = sheets::ceremony(request, &contents, context, &sheets, rehearsal, record.made_hash())?;
    sheets.insert(0, ceremony);
    let jobs = sheets.iter().map(|sheet| sheet.job(contents.split.quorum.shares())).collect();

    let mut files: Vec<KitFile> = sheets.into_iter().map(RenderedSheet::into_file).collect();
    files.push(KitFile {
        name: PAYLOAD.to_owned(),
        bytes: SecretBytes::new(contents.code.age_file().to_vec()),
    });

    files.push(KitFile {
        name: program::NAME.to_owned(),
        bytes: SecretBytes::new(program::TEXT.as_bytes().to_vec()),
    });

    files.push(record::file(&record)?);

    let summary = contents.into_summary(request, rehearsal, record.made_hash());
    Ok(Kit { files, summary: Summary { jobs, ..summary } })
}
