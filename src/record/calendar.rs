//! Entries for a calendar: the kit's name, its generation and the day. A calendar lies
//! with others, so neither accounts nor custodians nor places stand in it.

use ics::components::Parameter;
use ics::properties::{Categories, Description, DtStart, Status, Summary, Transp, Trigger};
use ics::{Alarm, Event, ICalendar, escape_text};
use time::Date;

use super::{Due, KitStatus};
use crate::texts::{Texts, Wording};

/// RFC 5545, 3.1: no line has more octets than these, its end not counted.
const LONGEST_LINE: usize = 75;

/// An iCalendar file (RFC 5545) with two days for each kit. An entry keeps its name from
/// one run to the next, so that a calendar takes the new day for the old one; what is
/// overdue stands on today.
pub fn calendar(kits: &[KitStatus], today: Date, texts: &Texts) -> String {
    let mut calendar = ICalendar::new("2.0", concat!("-//sealkit//", env!("CARGO_PKG_VERSION"), "//EN"));
    for kit in kits {
        let rotate = wording!("calendar-rotate", label = kit.label, generation = kit.generation);
        let drill = wording!("calendar-drill", label = kit.label);
        calendar.add_event(entry(kit, "rotation", rotate, kit.rotation, (today, texts)));
        calendar.add_event(entry(kit, "drill", drill, kit.drill.due, (today, texts)));
    }
    folded(&calendar.to_string())
}

fn entry<'a>(
    kit: &KitStatus,
    what: &str,
    title: Wording,
    due: Due,
    (today, texts): (Date, &Texts),
) -> Event<'a> {
    let name: String = kit.lasting_name.to_string().chars().take(32).collect();
    let mut event = Event::new(format!("{name}-{what}@sealkit"), format!("{}T000000Z", day(today)));
    let shown = if due.is_late() { today } else { due.day };
    let mut start = DtStart::new(day(shown));
    start.add(Parameter::new("VALUE", "DATE"));
    event.push(start);
    let title = texts.say(&match due.is_late() {
        true => wording!("calendar-overdue", day = due.day, title),
        false => title,
    });
    event.push(Summary::new(escape_text(title.clone())));
    let text = wording!("calendar-text", day = due.day);
    event.push(Description::new(escape_text(texts.say(&text))));
    event.push(Categories::new("sealkit"));
    event.push(Status::confirmed());
    event.push(Transp::transparent());
    event.add_alarm(Alarm::display(Trigger::new("-P14D"), Description::new(escape_text(title))));
    event
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), u8::from(date.month()), date.day())
}

/// Folds anew: the library counts the blank that begins a folded line as none.
fn folded(text: &str) -> String {
    let mut out = String::new();
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LONGEST_LINE {
                out.push_str("\r\n ");
                length = 1;
            }
            out.push(c);
            length += c.len_utf8();
        }
        out.push_str("\r\n");
    }

    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_75_octets_and_no_letter_is_cut() {
        let long = format!("SUMMARY:{}\r\nEND:VCALENDAR\r\n", "ø".repeat(120));
        let folded = folded(&long);
        assert!(folded.split("\r\n").all(|line| line.len() <= LONGEST_LINE));
        assert_eq!(folded.replace("\r\n ", ""), long);
    }
}
