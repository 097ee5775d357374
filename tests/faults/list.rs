//! Every fault has a test, and what cannot be tried here is written down.

use std::collections::BTreeSet;
use std::path::Path;

/// How many faults there are.
const FAULTS: u8 = 52;

/// The parts of faults that no test here can bring about, and why. The rest of each of them is tested.
const NOT_HERE: &[(u8, &str, &str)] = &[
    (9, "a real prompt that is dismissed", "only a desktop with a person at it shows one"),
    (
        20,
        "growth of the program's memory",
        "the server is in the same process: what was read is counted instead",
    ),
    (
        23,
        "a refresh token in an answer that breaks off",
        "ProcessMaker sends it last, so that it is cut as well",
    ),
    (
        30,
        "SERVFAIL, a resolver that is slow, IPv6 that leads nowhere",
        "the resolver and the routes are the computer's",
    ),
    (
        31,
        "a proxy that only a PAC file names",
        "Windows and macOS have such a setting, and no library here reads it",
    ),
    (
        34,
        "five thousand idle connections",
        "their descriptors are more than a process may have on some systems",
    ),
    (47, "WM_COPYDATA", "a message of Windows; the single-instance plugin takes it there"),
    (48, "a full disk", "needs a file system of its own"),
    (50, "a clipboard that another program holds", "only Windows locks it; a double holds it here"),
];

/// The numbers of the faults that a source file has tests for.
fn proved_in(path: &Path) -> BTreeSet<u8> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut proved = BTreeSet::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim) {
        let rust = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn f");
        let story = line.strip_prefix("story(").unwrap_or(line).strip_prefix("\"f");
        if line.starts_with("#[") {
            is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
            continue;
        }
        let named = if is_test { rust } else { story };
        is_test = false;
        let number = named.and_then(|name| name.split_at_checked(2));
        if let Some((digits, rest)) = number
            && rest.starts_with(['_', ' '])
        {
            proved.extend(digits.parse::<u8>());
        }
    }
    proved
}

fn proved_below(folder: &Path, proved: &mut BTreeSet<u8>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            proved_below(&path, proved);
        } else if path.extension().is_some_and(|kind| kind == "rs" || kind == "mjs") {
            proved.extend(proved_in(&path));
        }
    }
}

#[test]
fn every_fault_has_a_test_that_begins_with_its_number() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut proved = BTreeSet::new();
    for folder in
        ["src-tauri/src", "src-tauri/core/src", "tests/integration", "tests/faults", "tests/e2e"]
    {
        proved_below(&root.join(folder), &mut proved);
    }
    let missing: Vec<u8> = (1..=FAULTS).filter(|number| !proved.contains(number)).collect();
    assert!(missing.is_empty(), "no test begins with the numbers {missing:?}");
    assert!(proved.iter().all(|number| (1..=FAULTS).contains(number)), "{proved:?}");
    for (number, part, why) in NOT_HERE {
        assert!(
            proved.contains(number) && !why.is_empty(),
            "the rest of {number}, but {part}, is tested"
        );
    }
}
