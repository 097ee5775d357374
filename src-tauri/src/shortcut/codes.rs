//! Keys as the W3C names them, which is by their place on the keyboard, and as X11 numbers them, which is by their place
//! too: whatever letters are printed on them.

use std::str::FromStr;

use x11rb::protocol::xproto::ModMask;

use crate::shortcut::ShortcutError;

/// A key, and what is held down with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) code: u8,
    pub(super) modifiers: ModMask,
}

/// The numbers of evdev, each eight more, as every X server of today counts them.
const CODES: [(&str, u8); 71] = [
    ("KeyA", 38),
    ("KeyB", 56),
    ("KeyC", 54),
    ("KeyD", 40),
    ("KeyE", 26),
    ("KeyF", 41),
    ("KeyG", 42),
    ("KeyH", 43),
    ("KeyI", 31),
    ("KeyJ", 44),
    ("KeyK", 45),
    ("KeyL", 46),
    ("KeyM", 58),
    ("KeyN", 57),
    ("KeyO", 32),
    ("KeyP", 33),
    ("KeyQ", 24),
    ("KeyR", 27),
    ("KeyS", 39),
    ("KeyT", 28),
    ("KeyU", 30),
    ("KeyV", 55),
    ("KeyW", 25),
    ("KeyX", 53),
    ("KeyY", 29),
    ("KeyZ", 52),
    ("Digit1", 10),
    ("Digit2", 11),
    ("Digit3", 12),
    ("Digit4", 13),
    ("Digit5", 14),
    ("Digit6", 15),
    ("Digit7", 16),
    ("Digit8", 17),
    ("Digit9", 18),
    ("Digit0", 19),
    ("F1", 67),
    ("F2", 68),
    ("F3", 69),
    ("F4", 70),
    ("F5", 71),
    ("F6", 72),
    ("F7", 73),
    ("F8", 74),
    ("F9", 75),
    ("F10", 76),
    ("F11", 95),
    ("F12", 96),
    ("Minus", 20),
    ("Equal", 21),
    ("BracketLeft", 34),
    ("BracketRight", 35),
    ("Semicolon", 47),
    ("Quote", 48),
    ("Backquote", 49),
    ("Backslash", 51),
    ("Comma", 59),
    ("Period", 60),
    ("Slash", 61),
    ("IntlBackslash", 94),
    ("Space", 65),
    ("Insert", 118),
    ("Delete", 119),
    ("Home", 110),
    ("End", 115),
    ("PageUp", 112),
    ("PageDown", 117),
    ("ArrowUp", 111),
    ("ArrowDown", 116),
    ("ArrowLeft", 113),
    ("ArrowRight", 114),
];

impl FromStr for Keys {
    type Err = ShortcutError;

    /// Reads `Control+Alt+KeyT`. A key alone would be taken from every other program.
    fn from_str(text: &str) -> Result<Self, ShortcutError> {
        let (held, key) = text.rsplit_once('+').ok_or(ShortcutError::Unusable)?;
        let mut modifiers = ModMask::default();
        for one in held.split('+') {
            modifiers |= match one {
                "Control" => ModMask::CONTROL,
                "Alt" => ModMask::M1,
                "Shift" => ModMask::SHIFT,
                "Super" => ModMask::M4,
                _ => return Err(ShortcutError::Unusable),
            };
        }
        let found = CODES.iter().find(|(name, _)| *name == key);
        let code = found.map(|(_, code)| *code).ok_or(ShortcutError::Unusable)?;
        Ok(Self { code, modifiers })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_by_their_names() {
        let keys: Keys = "Control+Alt+KeyT".parse().unwrap();
        assert_eq!(keys, Keys { code: 28, modifiers: ModMask::CONTROL | ModMask::M1 });
        let keys: Keys = "Super+Shift+F12".parse().unwrap();
        assert_eq!(keys, Keys { code: 96, modifiers: ModMask::M4 | ModMask::SHIFT });
        for unusable in ["", "KeyT", "Control+", "Control+Key1", "Ctrl+KeyT", "KeyT+Control"] {
            assert_eq!(unusable.parse::<Keys>(), Err(ShortcutError::Unusable), "{unusable}");
        }
    }

    #[test]
    fn no_two_keys_are_one() {
        let mut codes = CODES.map(|(_, code)| code).to_vec();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), CODES.len());
    }
}
