//! How large the window is drawn.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How large the window is drawn, in percent of the usual size. Only the steps that the window offers exist: every
/// screen has been seen to find room at each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Value", into = "u16")]
pub struct Zoom(u16);

impl Zoom {
    /// The size that somebody gets who has chosen none.
    pub const USUAL: Self = Self(100);

    /// All of them, from the smallest on.
    pub const STEPS: [Self; 8] =
        [Self(80), Self(90), Self::USUAL, Self(110), Self(125), Self(150), Self(175), Self(200)];

    /// The step of so many percent, or else the usual one: nobody is to be left with a window that cannot be read.
    #[must_use]
    pub fn of(percent: u16) -> Self {
        Self::STEPS.into_iter().find(|step| step.0 == percent).unwrap_or(Self::USUAL)
    }

    /// The size after a change; beyond the last step there is none.
    #[must_use]
    pub fn after(self, change: ZoomChange) -> Self {
        match change {
            ZoomChange::Larger => Self::STEPS.into_iter().find(|step| step.0 > self.0),
            ZoomChange::Smaller => Self::STEPS.into_iter().rev().find(|step| step.0 < self.0),
            ZoomChange::To(zoom) => Some(zoom),
        }
        .unwrap_or(self)
    }

    /// In percent of the usual size.
    #[must_use]
    pub fn percent(self) -> u16 {
        self.0
    }

    /// As a factor.
    #[must_use]
    pub fn factor(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

/// What a person wants of the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoomChange {
    /// The next step.
    Larger,
    /// The step before.
    Smaller,
    /// This one.
    To(Zoom),
}

/// From a file, in which anything may stand.
impl From<Value> for Zoom {
    fn from(value: Value) -> Self {
        let percent = value.as_u64().and_then(|percent| u16::try_from(percent).ok());
        percent.map_or(Self::USUAL, Self::of)
    }
}

impl From<Zoom> for u16 {
    fn from(zoom: Zoom) -> Self {
        zoom.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_written_and_read_as_percent() {
        for step in Zoom::STEPS {
            let text = serde_json::to_string(&step).unwrap();
            assert_eq!(text, step.percent().to_string());
            assert_eq!(serde_json::from_str::<Zoom>(&text).unwrap(), step);
        }
        assert!((Zoom::of(125).factor() - 1.25).abs() < f64::EPSILON);
    }

    #[test]
    fn what_is_no_step_is_the_usual_size() {
        for text in ["0", "1", "101", "400", "-100", "65736", "1e99", "100.5", "\"150\"", "null"] {
            assert_eq!(serde_json::from_str::<Zoom>(text).unwrap(), Zoom::USUAL, "{text}");
        }
    }

    #[test]
    fn a_size_grows_and_shrinks_by_steps_as_far_as_there_are_any() {
        let through = |from, change| {
            let next = move |zoom: &Zoom| Some(zoom.after(change)).filter(|next| next != zoom);
            let sizes = std::iter::successors(Some(from), next);
            sizes.map(Zoom::percent).collect::<Vec<_>>()
        };
        let up = through(Zoom::of(80), ZoomChange::Larger);
        assert_eq!(up, [80, 90, 100, 110, 125, 150, 175, 200]);
        let down = through(Zoom::of(200), ZoomChange::Smaller);
        assert!(down.iter().eq(up.iter().rev()), "{down:?}");
        assert_eq!(through(Zoom::of(150), ZoomChange::To(Zoom::USUAL)), [150, 100]);
    }
}
