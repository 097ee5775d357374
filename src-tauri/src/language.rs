//! Which language is spoken: the one that the person has set, else the first of the system's that there are words for.

use std::sync::LazyLock;

use latchkey_core::settings::Language;
use serde::Serialize;
#[cfg(test)]
use specta::Type;

/// What the system prefers. It is asked once: programs are told another language when they start.
static PREFERRED: LazyLock<Vec<String>> = LazyLock::new(|| sys_locale::get_locales().collect());

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) enum Spoken {
    #[serde(rename = "en")]
    English,
    #[serde(rename = "es")]
    Spanish,
    #[serde(rename = "pt-BR")]
    Portuguese,
    #[serde(rename = "de")]
    German,
    #[serde(rename = "fr")]
    French,
}

impl Spoken {
    /// The language of this setting, on this system.
    pub(crate) fn of(setting: Language) -> Self {
        Self::among(setting, &PREFERRED)
    }

    /// The language of a setting where the system prefers these, the dearest first.
    fn among(setting: Language, preferred: &[String]) -> Self {
        match setting {
            Language::System => {
                preferred.iter().find_map(|tag| Self::named(tag)).unwrap_or(Self::English)
            }
            Language::English => Self::English,
            Language::Spanish => Self::Spanish,
            Language::Portuguese => Self::Portuguese,
            Language::German => Self::German,
            Language::French => Self::French,
        }
    }

    /// The language of a name such as `de-AT` or `de_AT.UTF-8`.
    fn named(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            // Whoever asks for no language at all gets what programs are written in.
            "en" | "c" | "posix" => Some(Self::English),
            "es" => Some(Self::Spanish),
            "pt" => Some(Self::Portuguese),
            "de" => Some(Self::German),
            "fr" => Some(Self::French),
            _ => None,
        }
    }

    /// Its name by BCP 47.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Portuguese => "pt-BR",
            Self::German => "de",
            Self::French => "fr",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(setting: Language, preferred: &[&str]) -> Spoken {
        let preferred: Vec<String> = preferred.iter().map(|&tag| tag.to_owned()).collect();
        Spoken::among(setting, &preferred)
    }

    #[test]
    fn what_is_set_comes_before_what_the_system_prefers() {
        assert_eq!(spoken(Language::German, &["fr-FR"]), Spoken::German);
        assert_eq!(spoken(Language::System, &["fr-FR"]), Spoken::French);
    }

    #[test]
    fn the_first_that_there_are_words_for_is_spoken() {
        assert_eq!(spoken(Language::System, &["ja-JP", "pt-PT", "en-US"]), Spoken::Portuguese);
        assert_eq!(spoken(Language::System, &["ja-JP"]), Spoken::English);
        assert_eq!(spoken(Language::System, &[]), Spoken::English);
    }

    #[test]
    fn a_system_without_a_language_speaks_english_before_any_other() {
        assert_eq!(spoken(Language::System, &["C", "de-DE"]), Spoken::English);
        assert_eq!(spoken(Language::System, &["POSIX", "de-DE"]), Spoken::English);
    }

    #[test]
    fn regions_scripts_and_encodings_do_not_matter() {
        for tag in ["es", "es-419", "es_MX.UTF-8", "ES-es", "es@valencia"] {
            assert_eq!(spoken(Language::System, &[tag]), Spoken::Spanish, "{tag}");
        }
        for tag in ["est-EE", "", "-", "e"] {
            assert_eq!(spoken(Language::System, &[tag, "de"]), Spoken::German, "{tag}");
        }
    }

    #[test]
    fn the_window_is_told_the_same_name() {
        for setting in [
            Language::English,
            Language::Spanish,
            Language::Portuguese,
            Language::German,
            Language::French,
        ] {
            let spoken = spoken(setting, &[]);
            assert_eq!(serde_json::to_value(spoken).unwrap(), spoken.tag());
            assert_eq!(Spoken::named(spoken.tag()), Some(spoken));
        }
    }
}
