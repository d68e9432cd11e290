//! The batch that the kits of one run make, and its sheet.

use super::error::KitError;
use super::output::{KitFile, Summary};
use super::rendered::RenderedSheet;
use crate::plan::Paper;
use crate::qr::{self, Level};
use crate::record::{Batch, Hash, PrintedHash};
use crate::secret::SecretBytes;
use crate::sheet::{self, BatchDetails, SheetKind};
use crate::texts;
use time::Date;

/// The file of a batch, beside the folders of its kits.
pub const BATCH: &str = "batch.json";

/// A batch as files, none of which holds a secret.
pub struct BatchFiles {
    /// What paper shows of its hash.
    pub hash: PrintedHash,
    /// The sheet, then the file.
    pub files: [KitFile; 2],
}

impl BatchFiles {
    /// Puts the records of these kits into one batch.
    ///
    /// # Errors
    /// [`KitError`] if there is no kit or the sheet cannot be drawn.
    pub fn new(
        kits: &[&Summary],
        previous: Option<Hash>,
        (paper, date): (Paper, Date),
        version: &str,
    ) -> Result<Self, KitError> {
        let records = kits.iter().map(|kit| kit.record_hash).collect();
        let batch = Batch::new(records, previous).ok_or(KitError::NoKits)?;
        let hash = PrintedHash::of(batch.hash());

        let row = |kit: &&Summary| (kit.plan.label.clone(), kit.set_id, kit.generation);
        let details = BatchDetails {
            hash,
            previous: previous.map(PrintedHash::of),
            kits: kits.iter().map(row).collect(),
            paper,
            date,
            version: version.to_owned(),
            texts: texts::english(),
        };

        let square = qr::alphanumeric(&hash.square(), Level::Medium)?;
        let sheet = RenderedSheet::draw(sheet::batch(&details, square))?.into_file();
        let bytes = SecretBytes::new(batch.to_json().map_err(KitError::Batch)?.into_bytes());
        Ok(Self { hash, files: [sheet, KitFile { name: BATCH.to_owned(), bytes }] })
    }

    /// The names of the two files.
    pub fn names() -> [String; 2] {
        [SheetKind::Batch.file_name(), BATCH.to_owned()]
    }
}
