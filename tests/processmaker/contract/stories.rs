//! The recordings in the order they were made, each with what has to be so
//! before it. What a story leaves behind, the next recording finds.

use std::time::Duration;

use processmaker::Lifetimes;

const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

const CALLBACK: &str = "http://127.0.0.1:43121/callback";
const CUSTOM: &str = "io.processmaker.signin://oauth/callback";

/// The other clients' ids are in the requests; these prepare.
const CONFIDENTIAL: u64 = 4;
const PUBLIC: u64 = 5;

/// Recordings that share a server.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) lifetimes: Lifetimes,
    pub(crate) recordings: &'static [(&'static str, &'static [Given])],
}

/// Something that has to be so.
///
/// A "new" token stands for the first shortened token of its kind in the
/// request that no earlier answer has brought.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Given {
    /// `cookies.txt` is signed in as the administrator.
    SignedIn,
    /// `cookies.txt` is empty.
    NoCookies,
    /// The consent page for the public client is open, with this redirect and state.
    ConsentAsked(&'static str, &'static str),
    /// The administrator has a token of the public client.
    HasToken,
    /// Nobody has a token.
    NoTokens,
    /// The new code comes from a consent to …
    Code(Code),
    /// … and ten minutes have passed.
    CodeExpired,
    /// The new tokens are a pair of this client.
    Pair(u64),
    /// The new tokens are a pair of the public client for the user `jane`.
    PairOfJane,
    /// The new access token is the one of the pair last prepared.
    AccessTokenOfPair,
    /// The new refresh token is the one of the pair last prepared.
    RefreshTokenOfPair,
    /// The identifier in the path is that of the access token last prepared.
    IdentifierInPath,
    /// The refresh token of the pair last prepared is …
    RefreshToken(Fate),
    /// The access token of the pair last prepared is …
    AccessToken(Fate),
    /// The new access token is a personal one.
    PersonalToken,
    /// The known access token goes out with its last characters changed.
    Tampered,
    /// The code goes out with its last digit changed.
    LastDigitChanged,
    ClientRevoked(u64),
    ClientRestored(u64),
    JaneDeleted,
    /// The address has used up its requests of this minute.
    Exhausted,
    Maintenance,
    ServerError,
    /// So many seconds have passed.
    Later(u64),
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Fate {
    Revoked,
    Expired,
    /// The row is gone.
    Purged,
}

/// What the person consented to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Code {
    /// The request's own, when `None`.
    pub(crate) client: Option<u64>,
    /// The request's own, when `None`.
    pub(crate) redirect: Option<&'static str>,
    pub(crate) challenge: Challenge,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Challenge {
    /// S256 of the request's verifier; none if it has none.
    OfVerifier,
    /// S256 of this verifier.
    Of(&'static str),
    /// The request's verifier itself, as method `plain`.
    Plain,
    /// The request's verifier itself, announced as S256.
    VerifierAsS256,
    None,
}

const OWN: Code = Code { client: None, redirect: None, challenge: Challenge::OfVerifier };
const OWN_CODE: &[Given] = &[Given::Code(OWN)];
const CALLBACK_CODE: &[Given] = &[Given::Code(Code { redirect: Some(CALLBACK), ..OWN })];
const SOME_VERIFIER: &str = "xuQQ4a_OTU6CCYhqjP56z44RUNfENzoUXyIR8Po3784";
const UNMATCHED: Code = Code { challenge: Challenge::Of(SOME_VERIFIER), ..OWN };

/// Not replayed, and why.
pub(crate) const UNREPLAYED: &[(&str, &str)] =
    &[("639", "POST /api/1.0/echo is a route of the recording server, not of ProcessMaker")];

pub(crate) const ALL: [&Story; 8] =
    [&AUTHORIZE, &CODES, &REFRESHING, &PASSWORDS, &API, &THROTTLING, &TROUBLE, &LIFETIMES];

const A_YEAR_EACH: Lifetimes =
    Lifetimes { access: YEAR, refresh: YEAR, personal: YEAR, code: Duration::from_secs(600) };

pub(crate) const AUTHORIZE: Story = Story {
    lifetimes: A_YEAR_EACH,
    recordings: &[
        ("001", &[]),
        ("002", &[]),
        // From the first visit to the code.
        ("003", &[Given::NoCookies]),
        ("004", &[]),
        ("005", &[]),
        ("006", &[]),
        ("007", &[]),
        ("008", &[]),
        ("009", &[]),
        ("011", &[Given::ConsentAsked(CALLBACK, "a b+c/=&é")]),
        ("012", &[]),
        // Deny and approve.
        ("014", &[Given::ConsentAsked(CALLBACK, "deny-st")]),
        ("016", &[Given::ConsentAsked(CALLBACK, "")]),
        ("018", &[Given::ConsentAsked(CALLBACK, "")]),
        ("020", &[Given::ConsentAsked(CUSTOM, "cs1")]),
        ("022", &[Given::ConsentAsked(CUSTOM, "cs2")]),
        // Prompts.
        ("023", &[Given::NoTokens]),
        ("024", &[]),
        ("026", &[Given::HasToken]),
        ("027", &[]),
        ("028", &[]),
        // Requests that are refused, and some that are not.
        ("029", &[]),
        ("030", &[]),
        ("031", &[]),
        ("032", &[]),
        ("033", &[]),
        ("034", &[]),
        ("035", &[Given::SignedIn]),
        ("036", &[]),
        ("037", &[]),
        ("038", &[]),
        ("039", &[]),
        ("040", &[]),
        ("041", &[]),
        ("042", &[]),
        ("043", &[]),
        ("044", &[Given::NoTokens]),
        ("045", &[]),
        ("046", &[]),
        ("047", &[]),
        ("048", &[]),
        ("049", &[]),
        ("050", &[]),
        ("051", &[]),
        ("052", &[]),
    ],
};

pub(crate) const CODES: Story = Story {
    lifetimes: A_YEAR_EACH,
    recordings: &[
        ("093", OWN_CODE),
        ("094", &[]),
        // How the client proves itself.
        ("097", OWN_CODE),
        ("098", OWN_CODE),
        ("099", OWN_CODE),
        ("100", OWN_CODE),
        ("101", OWN_CODE),
        ("102", OWN_CODE),
        ("103", OWN_CODE),
        ("104", OWN_CODE),
        ("105", OWN_CODE),
        ("106", OWN_CODE),
        ("107", OWN_CODE),
        ("108", OWN_CODE),
        ("109", OWN_CODE),
        // The verifier: 110 fails, and 111 succeeds with the same code.
        (
            "110",
            &[Given::Code(Code {
                challenge: Challenge::Of("sCpBSIKr0DW1hrZMPBq8_l67wz6nFMZD__gUy4jJKP0"),
                ..OWN
            })],
        ),
        ("111", &[]),
        ("112", &[Given::Code(UNMATCHED)]),
        ("113", &[Given::Code(UNMATCHED)]),
        ("114", &[Given::Code(UNMATCHED)]),
        ("115", &[Given::Code(Code { challenge: Challenge::None, ..OWN })]),
        // The redirect.
        ("116", CALLBACK_CODE),
        ("117", CALLBACK_CODE),
        ("118", CALLBACK_CODE),
        ("119", CALLBACK_CODE),
        ("120", OWN_CODE),
        ("121", OWN_CODE),
        ("122", &[Given::Code(Code { challenge: Challenge::VerifierAsS256, ..OWN })]),
        ("123", &[Given::Code(Code { challenge: Challenge::Plain, ..OWN })]),
        // The code.
        ("124", &[Given::Code(Code { client: Some(CONFIDENTIAL), ..OWN })]),
        ("125", &[]),
        ("126", &[Given::LastDigitChanged]),
        ("127", &[]),
        ("128", &[]),
        ("129", &[]),
        ("130", &[]),
        ("131", &[]),
        ("132", &[Given::Code(OWN), Given::CodeExpired]),
        // Bodies.
        ("133", OWN_CODE),
        ("134", OWN_CODE),
        ("135", OWN_CODE),
        (
            "136",
            &[Given::Code(Code {
                client: Some(PUBLIC),
                redirect: Some(CALLBACK),
                challenge: Challenge::Of(SOME_VERIFIER),
            })],
        ),
        ("137", &[]),
        ("138", &[]),
        ("139", &[]),
        ("140", &[]),
        ("141", &[]),
        ("142", &[]),
        ("143", &[]),
        ("144", &[]),
        ("145", &[]),
        ("146", &[]),
    ],
};

pub(crate) const REFRESHING: Story = Story {
    lifetimes: A_YEAR_EACH,
    recordings: &[
        // Rotation.
        ("153", &[Given::Pair(PUBLIC)]),
        ("158", &[Given::AccessTokenOfPair]),
        ("159", &[]),
        ("162", &[]),
        // How the client proves itself; failures spend nothing.
        ("164", &[Given::Pair(CONFIDENTIAL)]),
        ("165", &[]),
        ("166", &[]),
        ("167", &[]),
        ("168", &[]),
        ("169", &[]),
        // Wrong tokens.
        ("170", &[]),
        ("171", &[]),
        ("172", &[]),
        ("173", &[]),
        ("174", &[]),
        ("175", &[]),
        ("176", &[]),
        ("177", &[Given::Pair(PUBLIC), Given::RefreshToken(Fate::Expired)]),
        ("179", &[Given::Pair(PUBLIC), Given::RefreshToken(Fate::Revoked)]),
        ("181", &[Given::Pair(PUBLIC), Given::RefreshToken(Fate::Purged)]),
        ("183", &[Given::Pair(PUBLIC), Given::AccessToken(Fate::Revoked)]),
        ("185", &[Given::Pair(PUBLIC), Given::AccessToken(Fate::Purged)]),
        ("187", &[Given::Pair(PUBLIC), Given::ClientRevoked(PUBLIC)]),
        ("188", &[Given::AccessTokenOfPair]),
        ("190", &[Given::ClientRestored(PUBLIC), Given::PairOfJane, Given::JaneDeleted]),
        // Scopes.
        ("192", &[Given::Pair(PUBLIC)]),
        ("193", &[]),
        ("194", &[]),
        ("196", &[Given::Pair(PUBLIC)]),
    ],
};

pub(crate) const PASSWORDS: Story = Story {
    lifetimes: A_YEAR_EACH,
    recordings: &[
        ("601", &[]),
        ("602", &[]),
        ("603", &[]),
        ("604", &[]),
        ("605", &[]),
        ("606", &[]),
        ("607", &[]),
        ("608", &[]),
        ("609", &[]),
        ("610", &[]),
        ("611", &[]),
        ("612", &[]),
        ("613", &[]),
        ("614", &[]),
        ("615", &[]),
        ("616", &[]),
        ("617", &[]),
        ("618", &[]),
        ("619", &[]),
    ],
};

pub(crate) const API: Story = Story {
    lifetimes: A_YEAR_EACH,
    recordings: &[
        ("621", &[Given::Pair(PUBLIC)]),
        ("622", &[]),
        ("623", &[]),
        ("624", &[]),
        ("625", &[]),
        ("626", &[]),
        ("627", &[]),
        ("628", &[]),
        ("629", &[]),
        ("630", &[]),
        ("631", &[]),
        ("632", &[Given::Tampered]),
        ("633", &[]),
        ("634", &[]),
        ("635", &[]),
        ("636", &[]),
        ("637", &[]),
        ("638", &[]),
        ("640", &[Given::AccessToken(Fate::Revoked)]),
        ("641", &[]),
        // Personal access tokens.
        ("642", &[Given::PersonalToken]),
        ("643", &[]),
        ("644", &[Given::PersonalToken, Given::AccessToken(Fate::Revoked)]),
        ("645", &[]),
        ("646", &[]),
        ("647", &[]),
        ("648", &[]),
        // What is not there.
        ("649", &[]),
        ("650", &[]),
        ("651", &[]),
        ("652", &[]),
        ("653", &[]),
        // Only a browser's session revokes a pair.
        ("655", &[Given::Pair(PUBLIC), Given::IdentifierInPath]),
        ("656", &[Given::SignedIn]),
        ("657", &[]),
        ("658", &[Given::RefreshTokenOfPair]),
        // Methods.
        ("659", &[]),
        ("660", &[]),
        ("661", &[]),
        ("662", &[]),
        ("663", &[]),
        ("664", &[]),
        ("665", &[]),
    ],
};

pub(crate) const THROTTLING: Story = Story {
    lifetimes: A_YEAR_EACH,
    recordings: &[
        ("701", &[Given::Exhausted]),
        ("702", &[]),
        ("703", &[]),
        ("704", &[]),
        ("705", &[Given::PersonalToken]),
    ],
};

pub(crate) const TROUBLE: Story = Story {
    lifetimes: A_YEAR_EACH,
    recordings: &[
        ("706", &[Given::Maintenance]),
        ("707", &[Given::Maintenance]),
        ("708", &[Given::PersonalToken, Given::Maintenance]),
        ("709", &[Given::Maintenance]),
        // The database, then the private key, is out of reach.
        ("711", &[Given::Pair(PUBLIC), Given::ServerError]),
        ("712", &[Given::ServerError]),
        ("713", &[Given::ServerError]),
    ],
};

pub(crate) const LIFETIMES: Story = Story {
    lifetimes: Lifetimes {
        access: Duration::from_secs(2),
        refresh: Duration::from_secs(5),
        personal: Duration::from_secs(2),
        code: Duration::from_secs(600),
    },
    recordings: &[
        ("714", &[]),
        ("715", &[]),
        ("716", &[Given::Later(3)]),
        ("717", &[]),
        ("718", &[]),
        ("719", &[Given::PersonalToken, Given::Later(3)]),
        ("720", &[Given::Later(4)]),
    ],
};
