//! What the files of the record are called: by the Monday of their week, and by their place in it.

use std::fmt;
use std::str::FromStr;

use time::{Date, Duration, Month};

use crate::clock::Timestamp;

/// What every file ends in.
const EXTENSION: &str = ".jsonl";

/// A week of UTC, from Monday to Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Week {
    monday: Date,
}

/// The name of a file; the later one is the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    /// The week that its events are from.
    pub(super) week: Week,
    /// Which file of the week it is, from 1.
    pub(super) part: u32,
}

/// This is the name of none of our files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotOurs;

impl Week {
    /// The week of a point in time.
    pub(super) fn of(at: Timestamp) -> Self {
        Self::with(at.calendar().date())
    }

    fn with(day: Date) -> Self {
        let since_monday = i64::from(day.weekday().number_days_from_monday());
        Self { monday: day.saturating_sub(Duration::days(since_monday)) }
    }
}

impl Name {
    /// No name is greater.
    pub(super) const LAST: Self = Self { week: Week { monday: Date::MAX }, part: u32::MAX };

    /// The first file of a week.
    pub(super) fn first(week: Week) -> Self {
        Self { week, part: 1 }
    }

    /// The file that follows in the same week.
    pub(super) fn following(self) -> Self {
        Self { part: self.part.saturating_add(1), ..self }
    }

    /// The name in a folder.
    pub(super) fn file_name(self) -> String {
        format!("{self}{EXTENSION}")
    }

    /// Reads a name in a folder; `None` for files of somebody else.
    pub(super) fn of_file(file_name: &str) -> Option<Self> {
        file_name.strip_suffix(EXTENSION)?.parse().ok()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.week.monday, self.part)
    }
}

impl FromStr for Name {
    type Err = NotOurs;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = read(text).ok_or(NotOurs)?;
        // One file has one name.
        if name.to_string() == text { Ok(name) } else { Err(NotOurs) }
    }
}

fn read(text: &str) -> Option<Name> {
    let (day, part) = text.split_once('.')?;
    let mut numbers = day.splitn(3, '-');
    let year = numbers.next()?.parse().ok()?;
    let month: u8 = numbers.next()?.parse().ok()?;
    let day = numbers.next()?.parse().ok()?;
    let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
    Some(Name { week: Week::with(date), part: part.parse().ok().filter(|part| *part > 0)? })
}

#[cfg(test)]
mod tests {
    use time::OffsetDateTime;

    use super::*;

    fn at(date_time: OffsetDateTime) -> Timestamp {
        Timestamp::from_millis(i64::try_from(date_time.unix_timestamp_nanos() / 1_000_000).unwrap())
    }

    fn day(year: i32, month: u8, day: u8) -> OffsetDateTime {
        let month = Month::try_from(month).unwrap();
        Date::from_calendar_date(year, month, day).unwrap().midnight().assume_utc()
    }

    #[test]
    fn a_week_begins_on_monday_at_midnight_utc() {
        for (moment, name) in [
            (day(2026, 11, 22), "2026-11-16.1"),
            (day(2026, 11, 23) - Duration::MILLISECOND, "2026-11-16.1"),
            (day(2026, 11, 23), "2026-11-23.1"),
            (day(2026, 12, 1), "2026-11-30.1"),
            (day(2027, 1, 1), "2026-12-28.1"),
            (day(2028, 2, 29), "2028-02-28.1"),
            (day(2028, 3, 6), "2028-03-06.1"),
        ] {
            assert_eq!(Name::first(Week::of(at(moment))).to_string(), name, "{moment}");
        }
    }

    #[test]
    fn a_clock_that_shows_nonsense_has_a_week_too() {
        for (millis, name) in [
            (i64::MIN, "1969-12-29.1"),
            (-1, "1969-12-29.1"),
            (0, "1969-12-29.1"),
            (253_402_300_799_999, "9999-12-27.1"),
            (i64::MAX, "9999-12-27.1"),
        ] {
            let week = Week::of(Timestamp::from_millis(millis));
            assert_eq!(Name::first(week).to_string(), name, "{millis}");
        }
    }

    #[test]
    fn a_name_is_read_as_it_is_written_and_in_no_other_way() {
        for name in ["2026-11-16.1.jsonl", "2026-11-16.12.jsonl", "1969-12-29.4294967295.jsonl"] {
            assert_eq!(Name::of_file(name).unwrap().file_name(), name);
        }
        for foreign in [
            "",
            ".jsonl",
            "2026-11-16.jsonl",
            "2026-11-16.1",
            "2026-11-16.1.json",
            "2026-11-16.1.jsonl.bad",
            "2026-11-16.0.jsonl",
            "2026-11-16.01.jsonl",
            "2026-11-16.+1.jsonl",
            "2026-11-16.-1.jsonl",
            "2026-11-16.4294967296.jsonl",
            "2026-11-16.1.1.jsonl",
            "2026-11-17.1.jsonl",
            "2026-11.1.jsonl",
            "2026-13-16.1.jsonl",
            "2026-02-30.1.jsonl",
            "26-11-16.1.jsonl",
            "2026-11-16-1.1.jsonl",
            "connections.json",
        ] {
            assert_eq!(Name::of_file(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn later_names_are_greater() {
        let sorted =
            ["2026-11-16.1", "2026-11-16.2", "2026-11-16.10", "2026-11-23.1", "2027-01-04.1"];
        let names: Vec<Name> = sorted.iter().map(|name| name.parse().unwrap()).collect();
        assert!(names.is_sorted());
        assert_eq!(names[0].following(), names[1]);
        assert_eq!(Name { part: u32::MAX, ..names[0] }.following().part, u32::MAX);
    }
}
