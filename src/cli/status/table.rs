//! A row for each kit, and what is overdue in words.

use sealkit::record::{Due, KitStatus};

/// Rows under their headings, each column as wide as its widest cell.
pub fn lines(kits: &[KitStatus]) -> Vec<String> {
    let head = [
        text!("column-kit"),
        text!("column-set"),
        text!("column-generation"),
        text!("column-age"),
        text!("column-rotation"),
        text!("column-drill"),
    ];
    let cells: Vec<[String; 6]> = std::iter::once(head).chain(kits.iter().map(cells)).collect();
    let width = |column: usize| {
        cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..6).map(width).collect();
    let line = |row: &[String; 6]| {
        let padded = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };

    cells.iter().map(line).collect()
}

/// What is overdue of a kit.
pub fn late(kit: &KitStatus) -> Option<String> {
    let rotation = kit.rotation.is_late().then(|| text!("rotation-late", by = days(-kit.rotation.days)));
    let drill = kit.drill.due.is_late().then(|| match kit.drill.has_failed() {
        true => text!("drill-failed-last"),
        false => text!("drill-late", by = days(-kit.drill.due.days)),
    });
    let late: Vec<String> = rotation.into_iter().chain(drill).collect();
    (!late.is_empty()).then(|| format!("{} ({})", kit.label, late.join(", ")))
}

fn cells(kit: &KitStatus) -> [String; 6] {
    let generation = match kit.confirmed {
        true => kit.generation.to_string(),
        false => text!("generation-not-confirmed", generation = kit.generation),
    };
    let drill = match kit.drill.has_failed() {
        true => text!("drill-failed-on", day = kit.drill.due.day),
        false => due(kit.drill.due),
    };
    [kit.label.clone(), kit.set.to_string(), generation, days(kit.age_days), due(kit.rotation), drill]
}

fn due(Due { day, days: left }: Due) -> String {
    match left {
        ..0 => text!("due-late", day, by = days(-left)),
        0 => text!("due-today", day),
        _ => text!("due-in", day, left = days(left)),
    }
}

fn days(count: i64) -> String {
    text!("days", count)
}
