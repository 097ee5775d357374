use latchkey_core::clock::Timestamp;
use latchkey_core::hand_outs::HandOuts;
use latchkey_core::roster::{Changed, Roster};
use latchkey_core::settings::FACTORY;
use latchkey_core::shell::Clipboard;
use latchkey_core::tray::Tray;
use latchkey_core::uses::Uses;
use serde_json::Value;

use super::super::tests::{
    NOW, exchanging, refreshing, roster, saved, signed_in, signed_out, waiting,
};
use super::*;

fn view<'a>(roster: &'a Roster, changed: &'a Changed, uses: &'a Uses) -> View<'a> {
    static NO_HAND_OUTS: std::sync::LazyLock<HandOuts> =
        std::sync::LazyLock::new(HandOuts::default);
    static NO_TRAY: std::sync::LazyLock<Tray> = std::sync::LazyLock::new(Tray::default);
    View {
        roster,
        changed,
        uses,
        clipboard: None::<Clipboard>,
        hand_outs: &NO_HAND_OUTS,
        activity: 0,
        settings: &FACTORY,
        now: NOW,
        drift: 0,
        list_trouble: None,
        offer: None,
        summons: None,
        tray: &NO_TRAY,
        newer_release: None,
    }
}

/// Does with a window's JSON what the window does.
fn apply(window: &mut Value, update: &UpdateView) {
    let update = serde_json::to_value(update).unwrap();
    if update["kind"] == "whole" {
        *window = update;
        return;
    }
    let mut known: BTreeMap<String, Value> = BTreeMap::new();
    let mut order = Vec::new();
    let id = |one: &Value| one["id"].as_str().unwrap().to_owned();
    for one in window["connections"].as_array().unwrap() {
        order.push(id(one));
        known.insert(id(one), one.clone());
    }
    for one in update["connections"].as_array().unwrap() {
        known.insert(id(one), one.clone());
    }
    if let Some(all) = update["order"].as_array() {
        order = all.iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    }
    window["connections"] = order.iter().map(|id| known[id].clone()).collect();
    for part in ["clipboard", "activity", "settings", "listTrouble"] {
        window[part] = update[part].clone();
    }
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

const MAKE: [fn() -> Session; 6] = [saved, signed_out, signed_in, exchanging, refreshing, waiting];

fn change(roster: &mut Roster, uses: &mut Uses, dice: &mut Dice) {
    if roster.is_empty() || dice.roll(4) == 0 {
        return roster.push(MAKE[dice.roll(MAKE.len())]());
    }
    let id = roster.order()[dice.roll(roster.len())];
    match dice.roll(5) {
        0 => drop(roster.remove(id)),
        1 => {
            let other = roster.order()[dice.roll(roster.len())];
            roster.put_before(id, Some(other).filter(|_| dice.roll(3) > 0));
        }
        2 => {
            uses.note(id, Timestamp::from_millis(i64::try_from(dice.roll(1_000)).unwrap()));
            roster.touch(id);
        }
        3 => drop(roster.get_mut(id).unwrap().refresh(NOW)),
        _ => roster.touch_all(),
    }
}

#[test]
fn changes_one_after_the_other_come_to_the_whole() {
    for seed in 0..40 {
        let (mut roster, mut uses, mut dice) = (roster([]), Uses::default(), Dice(seed));
        let mut shown = Shown::new(&view(&roster, &Changed::default(), &uses), |_| "r".into());
        let mut window = Value::Null;
        apply(&mut window, &shown.whole());
        for _ in 0..100 {
            for _ in 0..=dice.roll(3) {
                change(&mut roster, &mut uses, &mut dice);
            }
            roster.settle();
            let changed = roster.take_changed();
            let view = view(&roster, &changed, &uses);
            let update = shown.update(&view, |_| "r".into());
            if let Some(update) = &update {
                apply(&mut window, update);
            }
            let whole = Shown::new(&view, |_| "r".into()).whole();
            assert_eq!(window, serde_json::to_value(&whole).unwrap(), "seed {seed}: {update:?}");
        }
    }
}

#[test]
fn a_change_of_one_among_a_thousand_is_as_small_as_among_ten() {
    let size = |count| {
        let mut roster = roster(std::iter::repeat_with(signed_in).take(count));
        let uses = Uses::default();
        roster.take_changed();
        let mut shown = Shown::new(&view(&roster, &Changed::default(), &uses), |_| "r".into());
        let id = roster.order()[3];
        roster.get_mut(id).unwrap().refresh(NOW).unwrap();
        roster.settle();
        let changed = roster.take_changed();
        let update = shown.update(&view(&roster, &changed, &uses), |_| "r".into()).unwrap();
        serde_json::to_string(&update).unwrap().len()
    };
    let (ten, thousand) = (size(10), size(1_000));
    assert_eq!(ten, thousand);
    assert!(thousand < 2_000, "{thousand} bytes");
}

#[test]
fn what_looks_the_same_is_not_told() {
    let mut roster = roster([signed_in()]);
    let (uses, id) = (Uses::default(), roster.order()[0]);
    let mut shown = Shown::new(&view(&roster, &Changed::default(), &uses), |_| "r".into());
    roster.get_mut(id);
    roster.settle();
    let changed = roster.take_changed();
    assert!(changed.these.contains(&id));
    assert_eq!(shown.update(&view(&roster, &changed, &uses), |_| "r".into()), None);
}
