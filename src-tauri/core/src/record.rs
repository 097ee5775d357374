//! What the keyring keeps of a sign-in.

mod line;

use secrecy::ExposeSecret;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::clock::Timestamp;
use crate::connection::{ClientId, ServerId};
use crate::identity::Identity;
use crate::token::{RefreshToken, TokenSet};
use crate::trouble::Kind;

pub use line::{Encoded, MAX_PIECE, Unreadable, WINDOWS_LIMIT};

/// Where the tokens of a record stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Good, as far as is known.
    Active,
    /// A refresh was about to be sent: the refresh token may be spent.
    Refreshing,
    /// The server refused the refresh token for good.
    NeedsSignIn,
    /// The server refused the refresh token, which an answer that never came had replaced.
    AnswerLost,
}

impl Standing {
    /// Why the tokens are no longer good, if that is known.
    #[must_use]
    pub fn end(self) -> Option<Kind> {
        match self {
            Self::NeedsSignIn => Some(Kind::RefreshTokenRevoked),
            Self::AnswerLost => Some(Kind::AnswerLost),
            Self::Active | Self::Refreshing => None,
        }
    }
}

/// A sign-in as the keyring keeps it.
#[derive(Debug, Clone)]
pub struct Record {
    /// Rises with every change of the tokens.
    pub generation: u64,
    /// Where the tokens stand.
    pub standing: Standing,
    /// The server that issued the tokens; they go nowhere else (RFC 6749, 10.4).
    pub server: ServerId,
    /// The client that they were issued to.
    pub client: ClientId,
    /// The tokens.
    pub tokens: TokenSet,
    /// Who they speak for, if that was learned.
    pub who: Option<Identity>,
    /// When the access token was first handed out.
    pub copied_at: Option<Timestamp>,
}

impl Record {
    /// Together with what is written of the same tokens already: two notes may be on their way at once, and neither
    /// may take the other's place.
    #[must_use]
    pub fn noted_with(self, found: &Self) -> Self {
        let standing =
            if found.generation > self.generation { found.standing } else { self.standing };
        let who = self.who.or_else(|| found.who.clone());
        let copied_at = self.copied_at.max(found.copied_at);
        Self { standing, who, copied_at, ..self }
    }

    /// Whether another record holds the same pair of tokens, whatever else is written in it.
    #[must_use]
    pub fn is_same_pair(&self, other: &TokenSet) -> bool {
        let secret = |token: &Option<RefreshToken>| {
            token.as_ref().map(|token| Zeroizing::new(token.expose_secret().to_owned()))
        };
        match (secret(&self.tokens.refresh), secret(&other.refresh)) {
            (Some(one), Some(two)) => one == two,
            (None, None) => self.tokens.access.expose_secret() == other.access.expose_secret(),
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{BootId, BootMoment};
    use crate::token::{AccessToken, Claims, Lifetime};
    use serde_json::json;

    #[test]
    fn two_notes_on_the_same_tokens_keep_each_other() {
        let bare = Record { who: None, copied_at: None, ..record("a") };
        let named = Record { who: record("a").who, generation: 8, ..bare.clone() };
        let copied = Record { copied_at: record("a").copied_at, generation: 9, ..bare };
        for both in [named.clone().noted_with(&copied), copied.noted_with(&named)] {
            assert!(both.who.is_some() && both.copied_at.is_some());
        }
        let over = Record { standing: Standing::NeedsSignIn, generation: 10, ..named.clone() };
        assert_eq!(named.clone().noted_with(&over).standing, Standing::NeedsSignIn);
        assert_eq!(over.noted_with(&named).standing, Standing::NeedsSignIn);
    }

    #[test]
    fn of_two_notes_of_one_generation_the_one_at_hand_counts() {
        let found = Record { standing: Standing::NeedsSignIn, ..record("a") };
        assert_eq!(record("a").noted_with(&found).standing, Standing::Active);
        let renamed = Identity { full_name: "Maria Costa".into(), ..record("a").who.unwrap() };
        let note = Record { who: Some(renamed.clone()), ..record("a") };
        assert_eq!(note.noted_with(&record("a")).who, Some(renamed));
    }

    #[test]
    fn the_later_of_two_copies_is_remembered() {
        let copied =
            |millis| Record { copied_at: Some(Timestamp::from_millis(millis)), ..record("a") };
        for (one, other) in [(5, 9), (9, 5)] {
            let both = copied(one).noted_with(&copied(other));
            assert_eq!(both.copied_at, Some(Timestamp::from_millis(9)));
        }
    }

    #[test]
    fn a_standing_says_why_tokens_have_ended() {
        for (standing, end) in [
            (Standing::Active, None),
            (Standing::Refreshing, None),
            (Standing::NeedsSignIn, Some(Kind::RefreshTokenRevoked)),
            (Standing::AnswerLost, Some(Kind::AnswerLost)),
        ] {
            assert_eq!(standing.end(), end, "{standing:?}");
        }
    }

    #[test]
    fn a_pair_is_known_by_its_refresh_token() {
        let (one, other) = (record("a"), record("b"));
        assert!(one.is_same_pair(&other.tokens), "the access token alone makes no other pair");
        let renewed =
            TokenSet { refresh: Some(RefreshToken::new("r".into())), ..one.tokens.clone() };
        assert!(!one.is_same_pair(&renewed));
        let personal =
            Record { tokens: TokenSet { refresh: None, ..one.tokens.clone() }, ..one.clone() };
        assert!(personal.is_same_pair(&personal.tokens) && !personal.is_same_pair(&one.tokens));
        assert!(!one.is_same_pair(&personal.tokens), "one of them has no refresh token");
        let another = TokenSet { refresh: None, ..other.tokens };
        assert!(!personal.is_same_pair(&another), "without one, the access token tells");
    }

    pub(super) fn record(access: &str) -> Record {
        let obtained_at = Timestamp::from_millis(1_795_307_008_000);
        let access = AccessToken::new(access.to_owned());
        Record {
            generation: 7,
            standing: Standing::Active,
            server: ServerId::from_segment("7f3a9c1e22d04b5a").unwrap(),
            client: serde_json::from_value(json!("4")).unwrap(),
            tokens: TokenSet {
                claims: Claims::peek(&access),
                access,
                refresh: Some(RefreshToken::new("def502".repeat(118))),
                lifetime: Lifetime {
                    obtained_at,
                    expires_at: Some(Timestamp::from_millis(1_826_843_008_345)),
                    born: Some(BootMoment { boot: BootId::named("monday"), millis: 500_000 }),
                },
            },
            who: Some(Identity {
                id: "2".into(),
                user_name: "maria".into(),
                full_name: "María \u{1f511} Silva".into(),
                email: None,
                administrator: true,
            }),
            copied_at: Some(obtained_at),
        }
    }
}
