//! The files of the record: written at the end only, by any number of programs at once.
//!
//! Nobody locks them. A batch of lines is one write to the end of a file, which the system keeps in one piece; what
//! is never changed can be read at any time.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tracing::warn;

use super::name::{Name, Week};
use super::{Event, line};
use crate::clock::Timestamp;
use crate::private;

/// How long events are kept and shown: a quarter of a year, so that "who got a token last month?" has an answer.
/// Longer would be a diary of the person; shorter, and what broke before a long holiday is gone after it.
///
/// A file goes when all of it is older. With a file for each week that is at most a week late, and a search opens
/// fourteen of them; a file for each month would stay up to a month too long, one for each day would be ninety.
pub const KEPT: Duration = Duration::from_secs(90 * 24 * 3600);

/// How large a file grows before the next one of the same week is begun. A week of 500 events a day takes half of
/// it. Larger, and a page takes longer to read; smaller, and an eventful week has many files.
const PART_SIZE: u64 = 1024 * 1024;

/// How many files a week may have; when another is begun, the week's oldest goes. Whatever floods the record, a
/// script that sends requests or a refresh that fails without end, costs its own week's events and nothing of the
/// weeks before, and the whole record takes 60 MB at most. More would be slow to search; less would keep only the last
/// hours of a busy week.
const PARTS: u32 = 4;

/// How much of a file is read at most, from its end: files that are longer than we make them are not ours.
const READ_AT_MOST: u64 = 4 * PART_SIZE;

/// The record on disk.
#[derive(Debug, Clone)]
pub struct SavedActivity {
    folder: PathBuf,
}

/// The end of a file, or of what stands before a place in it.
pub(super) struct Tail {
    /// Where in the file it begins.
    pub(super) begins: u64,
    /// What is no text is replaced byte by byte, so that places stay where they are.
    pub(super) text: String,
}

impl SavedActivity {
    /// The folder `activity` in a folder. It is made when it is needed.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.join("activity") }
    }

    /// Writes events down, in one write for those of the same week. Blocks on the disk. `now` is the wall clock.
    ///
    /// # Errors
    /// When some of them may not be in the record.
    pub fn append(&self, events: &[Event], now: Timestamp) -> io::Result<()> {
        for batch in events.chunk_by(|one, next| Week::of(one.at) == Week::of(next.at)) {
            let Some(first) = batch.first() else { continue };
            let mut lines = Vec::new();
            for event in batch {
                line::write(event, &mut lines)?;
            }
            self.write(Week::of(first.at), &lines, now)?;
        }
        Ok(())
    }

    /// Deletes the files that are wholly older than [`KEPT`]. Blocks on the disk. `now` is the wall clock.
    ///
    /// It is done with every new file; whoever starts a program does it too. What cannot be deleted now is tried the
    /// next time.
    pub fn tidy(&self, now: Timestamp) {
        let oldest = Week::of(now.before(KEPT));
        self.delete(|name| name.week < oldest);
    }

    fn write(&self, week: Week, lines: &[u8], now: Timestamp) -> io::Result<()> {
        let newest = self.names()?.into_iter().rfind(|name| name.week == week);
        let name = match newest {
            Some(name) if self.is_full(name) => name.following(),
            Some(name) => name,
            None => Name::first(week),
        };
        if newest != Some(name) {
            private::make_folder(&self.folder)?;
            self.tidy(now);
            self.delete(|old| old.week == week && old.part.saturating_add(PARTS) <= name.part);
        }
        let mut file = open_at_the_end(&self.path(name))?;
        if is_torn(&mut file)? {
            return file.write_all(&[b"\n", lines].concat());
        }
        file.write_all(lines)
    }

    fn is_full(&self, name: Name) -> bool {
        fs::metadata(self.path(name)).is_ok_and(|found| found.len() >= PART_SIZE)
    }

    fn delete(&self, is_over: impl Fn(&Name) -> bool) {
        let names = self.names().unwrap_or_default();
        for name in names.into_iter().filter(is_over) {
            // Another program may have been first.
            if let Err(error) = fs::remove_file(self.path(name)) {
                warn!(%name, %error, "a file of the activity record could not be deleted");
            }
        }
    }

    /// The files, the oldest first. Blocks on the disk.
    pub(super) fn names(&self) -> io::Result<Vec<Name>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut names = Vec::new();
        for entry in entries {
            names.extend(entry?.file_name().to_str().and_then(Name::of_file));
        }
        names.sort_unstable();
        Ok(names)
    }

    /// Reads what stands in a file before `end`; `None` when the file is gone. Blocks on the disk.
    pub(super) fn read(&self, name: Name, end: u64) -> io::Result<Option<Tail>> {
        let mut file = match File::open(self.path(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let end = end.min(file.metadata()?.len());
        let begins = end.saturating_sub(READ_AT_MOST);
        file.seek(SeekFrom::Start(begins))?;
        let mut bytes = Vec::new();
        file.take(end - begins).read_to_end(&mut bytes)?;
        Ok(Some(Tail { begins, text: text_of(bytes) }))
    }

    fn path(&self, name: Name) -> PathBuf {
        self.folder.join(name.file_name())
    }
}

/// Whether the last line has no end, because whoever wrote it was interrupted: what follows needs a line of its own.
fn is_torn(file: &mut File) -> io::Result<bool> {
    let Some(last) = file.metadata()?.len().checked_sub(1) else { return Ok(false) };
    file.seek(SeekFrom::Start(last))?;
    let mut byte = *b"\n";
    file.read_exact(&mut byte)?;
    Ok(byte != *b"\n")
}

fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|damaged| {
        let mut text = String::new();
        for chunk in damaged.as_bytes().utf8_chunks() {
            text.push_str(chunk.valid());
            text.extend(chunk.invalid().iter().map(|_| '?'));
        }
        text
    })
}

fn open_at_the_end(path: &Path) -> io::Result<File> {
    private::options().read(true).append(true).create(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::{Query, What};
    use crate::connection::ConnectionId;

    const DAY: Duration = Duration::from_secs(24 * 3600);

    /// Sunday, 22 November 2026.
    const NOW: Timestamp = Timestamp::from_millis(1_795_307_008_000);

    fn added(at: Timestamp, name: &str) -> Event {
        let what = What::ConnectionAdded { name: name.into() };
        Event { at, connection: ConnectionId::random(), what }
    }

    /// The names of connections that were added, the newest first.
    fn found(saved: &SavedActivity, now: Timestamp) -> Vec<String> {
        let query = Query::typed(None, "");
        let page = saved.page(&query, None, usize::MAX, now).unwrap();
        let name = |event: Event| match serde_json::to_value(event.what).unwrap()["name"].as_str() {
            Some(name) => name.to_owned(),
            None => "?".to_owned(),
        };
        page.events.into_iter().map(name).collect()
    }

    fn files(saved: &SavedActivity) -> Vec<String> {
        saved.names().unwrap().into_iter().map(Name::file_name).collect()
    }

    fn fill(saved: &SavedActivity, file_name: &str, length: u64) {
        fs::create_dir_all(&saved.folder).unwrap();
        File::create(saved.folder.join(file_name)).unwrap().set_len(length).unwrap();
    }

    #[test]
    fn what_is_written_is_there_again_the_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(&folder.path().join("not yet there"));
        assert!(found(&saved, NOW).is_empty());
        saved.tidy(NOW);
        saved.append(&[], NOW).unwrap();
        assert!(files(&saved).is_empty(), "nothing is no reason for a file");
        saved.append(&[added(NOW, "one"), added(NOW, "two")], NOW).unwrap();
        saved.append(&[added(NOW, "three")], NOW).unwrap();
        assert_eq!(found(&saved, NOW), ["three", "two", "one"]);
        assert_eq!(files(&saved), ["2026-11-16.1.jsonl"]);
        let text = fs::read_to_string(saved.folder.join("2026-11-16.1.jsonl")).unwrap();
        assert_eq!((text.lines().count(), text.ends_with("}\n")), (3, true));
    }

    #[test]
    fn a_batch_over_the_end_of_a_week_is_in_two_files() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        let batch = [added(NOW, "sunday"), added(NOW.after(DAY), "monday")];
        saved.append(&batch, NOW).unwrap();
        assert_eq!(files(&saved), ["2026-11-16.1.jsonl", "2026-11-23.1.jsonl"]);
        assert_eq!(found(&saved, NOW.after(DAY)), ["monday", "sunday"]);
        // The end of a month, and of a year, is nothing special.
        let december =
            [added(NOW.after(DAY * 8), "30 November"), added(NOW.after(DAY * 9), "1 December")];
        saved.append(&december, NOW.after(DAY * 9)).unwrap();
        assert_eq!(files(&saved).last().unwrap(), "2026-11-30.1.jsonl");
        assert_eq!(found(&saved, NOW.after(DAY * 9)).len(), 4);
    }

    #[test]
    fn a_file_goes_when_all_of_it_is_older_than_90_days() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        saved.append(&[added(NOW, "old")], NOW).unwrap();
        // Its last day is this one.
        let last = NOW.after(KEPT);
        saved.append(&[added(last, "new")], last).unwrap();
        assert_eq!(files(&saved), ["2026-11-16.1.jsonl", "2027-02-15.1.jsonl"]);
        assert_eq!(found(&saved, last), ["new", "old"]);
        let after = last.after(Duration::from_millis(1));
        assert_eq!(found(&saved, after), ["new"], "what is older is not shown");
        saved.tidy(after);
        assert_eq!(files(&saved).len(), 2, "there may be younger events in its week");
        let monday = last.after(DAY * 2);
        saved.append(&[added(monday, "newer")], monday).unwrap();
        assert_eq!(files(&saved), ["2027-02-15.1.jsonl", "2027-02-22.1.jsonl"]);
        saved.tidy(monday.after(KEPT * 2));
        assert!(files(&saved).is_empty(), "a program that starts after a long time tidies up too");
    }

    #[test]
    fn only_files_of_the_record_are_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        for name in
            ["2020-01-06.1.jsonl", "notes.txt", "2020-01-07.1.jsonl", "2020-01-06.1.jsonl.bad"]
        {
            fill(&saved, name, 1);
        }
        // What cannot be deleted is passed over.
        fs::create_dir(saved.folder.join("2020-01-13.1.jsonl")).unwrap();
        fill(&saved, "2020-01-20.1.jsonl", 1);
        saved.tidy(NOW);
        let mut left: Vec<String> = fs::read_dir(&saved.folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(
            left,
            ["2020-01-06.1.jsonl.bad", "2020-01-07.1.jsonl", "2020-01-13.1.jsonl", "notes.txt"]
        );
    }

    #[test]
    fn a_full_file_is_followed_by_another() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        fill(&saved, "2026-11-16.1.jsonl", PART_SIZE - 1);
        saved.append(&[added(NOW, "fills it")], NOW).unwrap();
        assert_eq!(files(&saved), ["2026-11-16.1.jsonl"]);
        saved.append(&[added(NOW, "follows")], NOW).unwrap();
        saved.append(&[added(NOW, "stays")], NOW).unwrap();
        assert_eq!(files(&saved), ["2026-11-16.1.jsonl", "2026-11-16.2.jsonl"]);
        assert_eq!(found(&saved, NOW), ["stays", "follows", "fills it"]);
        assert_eq!(PART_SIZE, 1_048_576);
    }

    #[test]
    fn a_flood_costs_the_oldest_of_its_own_week() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        fill(&saved, "2026-11-09.1.jsonl", PART_SIZE);
        for part in 1..=4 {
            fill(&saved, &format!("2026-11-16.{part}.jsonl"), PART_SIZE);
        }
        saved.append(&[added(NOW, "more")], NOW).unwrap();
        assert_eq!(
            files(&saved),
            [
                "2026-11-09.1.jsonl",
                "2026-11-16.2.jsonl",
                "2026-11-16.3.jsonl",
                "2026-11-16.4.jsonl",
                "2026-11-16.5.jsonl"
            ]
        );
    }

    #[test]
    fn a_line_that_was_torn_costs_itself_only() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        saved.append(&[added(NOW, "before")], NOW).unwrap();
        let path = saved.folder.join("2026-11-16.1.jsonl");
        let whole = fs::read(&path).unwrap();
        let half = &whole[..whole.len() / 2];
        fs::write(&path, [&whole, half].concat()).unwrap();
        assert_eq!(found(&saved, NOW), ["before"]);
        saved.append(&[added(NOW, "after")], NOW).unwrap();
        saved.append(&[added(NOW, "later")], NOW).unwrap();
        assert_eq!(found(&saved, NOW), ["later", "after", "before"]);
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert_eq!(lines, 4, "there are no empty ones");
        // Whoever lost only the end of the line lost nothing.
        fs::write(&path, whole.trim_ascii_end()).unwrap();
        saved.append(&[added(NOW, "after")], NOW).unwrap();
        assert_eq!(found(&saved, NOW), ["after", "before"]);
    }

    #[test]
    fn foreign_lines_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        saved.append(&[added(NOW, "before")], NOW).unwrap();
        let path = saved.folder.join("2026-11-16.1.jsonl");
        for foreign in [
            b"\n\n\r\n".to_vec(),
            b"# hello\n{}\nnull\n".to_vec(),
            b"\xff\xfe\x00{\n".to_vec(),
            b"{\"at\":1795307008000}\n".to_vec(),
            [vec![b'x'; 100_000], b"\n".to_vec()].concat(),
            vec![0; 4096],
        ] {
            let mut file = File::options().append(true).open(&path).unwrap();
            file.write_all(&foreign).unwrap();
            saved.append(&[added(NOW, "x")], NOW).unwrap();
        }
        assert_eq!(found(&saved, NOW), ["x", "x", "x", "x", "x", "x", "before"]);
    }

    #[test]
    fn what_is_no_text_keeps_its_length() {
        for (bytes, text) in [
            (&b"abc"[..], "abc"),
            (b"", ""),
            ("aä".as_bytes(), "aä"),
            (b"a\xffb\xc3", "a?b?"),
            (b"\xe2\x82a", "??a"),
        ] {
            assert_eq!(text_of(bytes.to_vec()), text);
            assert_eq!(text.len(), bytes.len());
        }
    }

    #[test]
    fn of_a_file_that_is_much_too_long_the_end_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        fill(&saved, "2026-11-16.1.jsonl", 1 << 40);
        let name = saved.names().unwrap()[0];
        let tail = saved.read(name, u64::MAX).unwrap().unwrap();
        assert_eq!((tail.begins, tail.text.len()), ((1 << 40) - 4_194_304, 4_194_304));
        let tail = saved.read(name, 10).unwrap().unwrap();
        assert_eq!((tail.begins, tail.text.len()), (0, 10));
    }

    #[test]
    fn a_clock_that_was_set_back_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        let back = NOW.before(DAY * 8);
        saved.append(&[added(NOW, "first")], NOW).unwrap();
        saved.append(&[added(back, "second")], back).unwrap();
        saved.append(&[added(NOW, "third")], NOW).unwrap();
        // Each stands where its own time puts it.
        assert_eq!(found(&saved, NOW), ["third", "first", "second"]);
        assert_eq!(found(&saved, back).len(), 3, "what seems to come is shown");
        let long_ago = Timestamp::from_millis(0);
        saved.append(&[added(long_ago, "lost its battery")], long_ago).unwrap();
        assert_eq!(found(&saved, long_ago).len(), 4);
        assert_eq!(found(&saved, NOW).len(), 3);
    }

    #[test]
    fn many_can_write_at_once() {
        const WRITERS: usize = 8;
        const BATCHES: usize = 50;
        let folder = tempfile::tempdir().unwrap();
        // The file is about to be full, so that they all begin the next one.
        let saved = SavedActivity::in_folder(folder.path());
        fill(&saved, "2026-11-16.1.jsonl", PART_SIZE - 10_000);
        std::thread::scope(|scope| {
            for writer in 0..WRITERS {
                let saved = SavedActivity::in_folder(folder.path());
                scope.spawn(move || {
                    for batch in 0..BATCHES {
                        let one = |n: usize| added(NOW, &format!("{writer} {batch} {n}"));
                        saved.append(&[one(0), one(1)], NOW).unwrap();
                    }
                });
            }
        });
        let mut found = found(&saved, NOW);
        assert_eq!(found.len(), WRITERS * BATCHES * 2);
        found.sort();
        found.dedup();
        assert_eq!(found.len(), WRITERS * BATCHES * 2, "each is there once");
        assert_eq!(files(&saved).len(), 2);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("activity"), "a file").unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        assert!(saved.append(&[added(NOW, "x")], NOW).is_err());
        assert!(saved.names().is_err(), "it is not an empty one");
        saved.tidy(NOW);
    }

    #[test]
    fn a_file_that_has_gone_meanwhile_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        let name = Name::first(Week::of(NOW));
        assert!(saved.read(name, u64::MAX).unwrap().is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_cannot_be_opened_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        saved.append(&[added(NOW, "x")], NOW).unwrap();
        let name = Name::first(Week::of(NOW)).following();
        std::os::unix::fs::symlink(saved.path(name), saved.path(name)).unwrap();
        assert!(saved.read(name, u64::MAX).is_err(), "it leads to itself");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        saved.append(&[added(NOW, "x")], NOW).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&saved.folder), 0o700);
        assert_eq!(mode(&saved.folder.join("2026-11-16.1.jsonl")), 0o600);
    }
}
