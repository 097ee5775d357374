//! Sessions in every state, as the window is shown them.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey_core::clock::{Steady, Uptime};
use latchkey_core::connection::{ConnectionId, Draft, Environment, Method, ServerUrl, Way};
use latchkey_core::copy_as::Form;
use latchkey_core::effects::Prepared;
use latchkey_core::hand_outs::{HandOuts, Through};
use latchkey_core::identity::Identity;
use latchkey_core::instance::{Generation, Instance};
use latchkey_core::keeper;
use latchkey_core::oauth::authorize::{self, Prompt, Secrets};
use latchkey_core::oauth::exchange::Issued;
use latchkey_core::oauth::redirect::{Redirect, RedirectUri};
use latchkey_core::product::INSTALLED;
use latchkey_core::record::{Record, Standing};
use latchkey_core::roster::{Changed, Roster};
use latchkey_core::session::{Effect, Extent, Opinion, Revocation, Session};
use latchkey_core::settings::{FACTORY, ListOrder, Settings};
use latchkey_core::shell::{Clipboard, DesktopError, View};
use latchkey_core::token::{AccessToken, Claims, Lifetime, RefreshToken, TokenSet};
use latchkey_core::tray::Tray;
use latchkey_core::trouble::{Kind, Trouble};
use latchkey_core::uses::Uses;
use latchkey_core::vault::{Failure, Kept};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::state::StateView;
use super::trouble::TroubleView;
use super::*;

pub(super) const NOW: Timestamp = Timestamp::from_millis(1_795_307_008_000);

/// All of them, in this order.
pub(super) fn roster(sessions: impl IntoIterator<Item = Session>) -> Roster {
    let mut roster = Roster::default();
    sessions.into_iter().for_each(|session| roster.push(session));
    roster.settle();
    roster
}

fn draft() -> Draft {
    Draft {
        name: "Acme".into(),
        address: "https://acme.example/pm".into(),
        environment: Environment::Production,
        client_id: "4".into(),
        method: Method::Browser,
        generation: Generation::Version4,
        authority: None,
    }
}

fn steady() -> Steady {
    Steady::new(NOW, Uptime { since_boot: Duration::from_secs(60), boot: None })
}

pub(super) fn saved() -> Session {
    Session::saved(draft().check(ConnectionId::random()).unwrap(), steady()).0
}

fn record(session: &Session, standing: Standing) -> Record {
    let hour = Duration::from_secs(3600);
    Record {
        generation: 1,
        standing,
        server: session.connection().server.id(),
        client: session.connection().client_id.clone(),
        tokens: TokenSet {
            access: AccessToken::new("canary-access".into()),
            refresh: Some(RefreshToken::new("canary-refresh".into())),
            lifetime: Lifetime { obtained_at: NOW, expires_at: Some(NOW.after(hour)), born: None },
            claims: Claims::default(),
        },
        who: Some(Identity {
            id: "1".into(),
            user_name: "maria".into(),
            full_name: "Maria Silva".into(),
            email: None,
            administrator: false,
        }),
        copied_at: None,
    }
}

fn holding(record: impl FnOnce(&Session) -> Option<Record>) -> Session {
    let mut session = saved();
    let kept = Kept {
        record: record(&session),
        client_secret_for: Some(session.connection().server.id()),
    };
    session.loaded(Ok(kept), NOW);
    session
}

pub(super) fn signed_out() -> Session {
    holding(|_| None)
}

pub(super) fn signed_in() -> Session {
    holding(|session| Some(record(session, Standing::Active)))
}

pub(super) fn checking() -> Session {
    let mut session = signed_out();
    session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, NOW).unwrap();
    session
}

/// A sign-in in the browser, and its secrets.
fn awaiting() -> (Session, Secrets) {
    let secrets = Secrets::fresh();
    let mut session = signed_out();
    session.begin(secrets.clone(), vec![Way::DeepLink], Prompt::Anyone, NOW).unwrap();
    let connection = session.connection();
    let uri = RedirectUri::deep_link(&INSTALLED, &connection.server);
    let link = authorize::link(
        &connection.instance(),
        &connection.client_id,
        &uri.to_string(),
        &secrets,
        Prompt::Anyone,
    );
    session.prepared(Ok(Prepared { uri, link, listening: None, checked: false }), NOW);
    (session, secrets)
}

pub(super) fn exchanging() -> Session {
    let (mut session, secrets) = awaiting();
    let uri = RedirectUri::deep_link(&INSTALLED, &session.connection().server);
    let answer = format!("{uri}?code=canary-code&state={}", secrets.state.expose_secret());
    session.accept(&Redirect::parse(&answer, &INSTALLED).unwrap());
    session
}

pub(super) fn refreshing() -> Session {
    let mut session = signed_in();
    session.refresh(NOW).unwrap();
    session
}

pub(super) fn waiting() -> Session {
    let mut session = refreshing();
    session.claimed(Err(Kind::Busy.into()), NOW);
    session
}

pub(super) fn signing_out() -> Session {
    let mut session = signed_in();
    session.sign_out(Extent::Tokens).unwrap();
    session
}

/// Maria's connection, and John came back from the browser.
fn somebody_else() -> Session {
    let mut session = signed_in();
    let secrets = Secrets::fresh();
    session.begin(secrets.clone(), vec![Way::DeepLink], Prompt::Login, NOW).unwrap();
    let uri = RedirectUri::deep_link(&INSTALLED, &session.connection().server);
    let link = session.connection().server.at("oauth/authorize").into();
    session.prepared(Ok(Prepared { uri: uri.clone(), link, listening: None, checked: true }), NOW);
    let answer = format!("{uri}?code=canary-code&state={}", secrets.state.expose_secret());
    session.accept(&Redirect::parse(&answer, &INSTALLED).unwrap());
    // {"sub":"2"}
    let access = AccessToken::new("e30.eyJzdWIiOiIyIn0.canary-access".into());
    let issued = Issued { access: Some(access), refresh: None, expires_in: None };
    session.exchange_answered(Ok(issued), None, NOW, NOW);
    session
}

fn needs_sign_in() -> Session {
    holding(|session| Some(record(session, Standing::NeedsSignIn)))
}

fn closed() -> Session {
    let mut session = saved();
    session.loaded(Err(Failure::Newer), NOW);
    session
}

fn state(session: &Session) -> Value {
    serde_json::to_value(StateView::new(session, NOW)).unwrap()
}

#[test]
fn every_state_has_its_kind() {
    for (session, kind) in [
        (saved(), "loading"),
        (closed(), "keyring"),
        (signed_out(), "signedOut"),
        (checking(), "checking"),
        (awaiting().0, "awaitingRedirect"),
        (exchanging(), "exchanging"),
        (signed_in(), "signedIn"),
        (refreshing(), "refreshing"),
        (waiting(), "waiting"),
        (signing_out(), "signingOut"),
        (needs_sign_in(), "needsSignIn"),
        (somebody_else(), "somebodyElse"),
    ] {
        assert_eq!(state(&session)["kind"], kind);
    }
}

#[test]
fn times_follow_a_clock_that_was_set() {
    let day = 86_400_000;
    let mut session = waiting();
    session.token_was_seen(Opinion::Accepted, NOW);
    let roster = roster([session]);
    let view = |drift| {
        let view = View {
            roster: &roster,
            changed: &Changed::default(),
            uses: &Uses::default(),
            clipboard: None,
            hand_outs: &HandOuts::default(),
            activity: 0,
            settings: &FACTORY,
            now: NOW,
            drift,
            list_trouble: None,
            offer: None,
            summons: None,
            tray: &Tray::default(),
            newer_release: None,
        };
        let snapshot = Shown::new(&view, |_| String::new()).snapshot();
        serde_json::to_value(snapshot).unwrap()["connections"][0]["state"].clone()
    };
    let (before, after) = (view(0), view(day));
    let millis = |state: &Value, path: &str| state.pointer(path).unwrap().as_f64().unwrap();
    let moved = |path| millis(&after, path) - millis(&before, path);
    let day = 86_400_000.0;
    assert_eq!(moved("/until"), day, "by this computer's clock, which shows a day more");
    assert_eq!(moved("/tokens/seen/acceptedAt"), day);
    assert_eq!(moved("/tokens/seen/last/at"), day);
    assert_eq!(moved("/tokens/expiresAt"), 0.0, "by the server's clock");
    assert_eq!(moved("/tokens/clockOffset"), -day, "from which ours is a day further away");
}

#[test]
fn no_secret_is_shown_in_any_state() {
    let (waits, secrets) = awaiting();
    let sessions = [
        saved(),
        closed(),
        signed_out(),
        checking(),
        waits,
        exchanging(),
        signed_in(),
        refreshing(),
        waiting(),
        signing_out(),
        needs_sign_in(),
        somebody_else(),
    ];
    let count = sessions.len();
    let first = sessions[0].connection().id;
    let view = View {
        roster: &roster(sessions),
        changed: &Changed::default(),
        uses: &Uses::default(),
        clipboard: Some(Clipboard {
            connection: first,
            clears_at: Some(NOW),
            refreshed: true,
            through: Through::Clipboard,
            form: Form::Curl,
        }),
        hand_outs: &HandOuts::default(),
        activity: 0,
        settings: &FACTORY,
        now: NOW,
        drift: 0,
        list_trouble: None,
        offer: None,
        summons: None,
        tray: &Tray::default(),
        newer_release: None,
    };
    let snapshot = Shown::new(&view, |_| "the registration".into()).snapshot();
    let shown = format!("{} {snapshot:?}", serde_json::to_string(&snapshot).unwrap());
    assert_eq!(snapshot.connections.len(), count);
    assert!(shown.contains("Maria Silva") && shown.contains("the registration"));
    assert!(!shown.contains("canary"), "a token is shown: {shown}");
    for secret in [secrets.state.expose_secret(), secrets.verifier.expose_secret()] {
        assert!(!shown.contains(secret), "a secret of the sign-in is shown: {shown}");
    }
}

#[test]
fn tokens_are_shown_by_their_times() {
    let expected = json!({
        "kind": "signedIn",
        "tokens": {
            "who": {
                "id": "1",
                "userName": "maria",
                "fullName": "Maria Silva",
                "email": null,
                "administrator": false
            },
            "obtainedAt": 1_795_307_008_000.0,
            "expiresAt": 1_795_310_608_000.0,
            "clockOffset": 0.0,
            "refreshable": true,
            "unsaved": null,
            "copiedAt": null,
            "asksForRenewal": false,
            "staleCopyAt": null,
            "seen": { "acceptedAt": null, "last": null }
        },
        "trouble": null
    });
    assert_eq!(state(&signed_in()), expected);
}

#[test]
fn three_opinions_of_a_token_are_told_apart() {
    let mut session = signed_in();
    let away = Trouble::new(Kind::Maintenance).with_status(503);
    for (opinion, found, trouble) in [
        (Opinion::Accepted, "accepted", Value::Null),
        (Opinion::NoLongerAccepted, "noLongerAccepted", Value::Null),
        (
            Opinion::Unreachable(away),
            "unreachable",
            json!({ "code": "maintenance", "detail": null, "status": 503, "keyring": null }),
        ),
    ] {
        session.token_was_seen(opinion, NOW);
        let seen = json!({
            "acceptedAt": 1_795_307_008_000.0,
            "last": { "at": 1_795_307_008_000.0, "found": found, "trouble": trouble }
        });
        assert_eq!(state(&session)["tokens"]["seen"], seen);
    }
}

#[test]
fn what_a_token_says_is_shown_without_the_token() {
    let words = json!({ "sub": "7", "aud": "4", "exp": 1_826_843_008.25 });
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let token = format!("{}.{}.canary-signature", part(&json!({ "alg": "RS256" })), part(&words));
    let session = holding(|session| {
        let mut record = record(session, Standing::Active);
        record.tokens.access = AccessToken::new(token.clone());
        Some(record)
    });
    let shown = serde_json::to_value(InspectionView::from(session.inspect().unwrap())).unwrap();
    assert_eq!(shown["words"]["subject"], "7");
    assert_eq!(shown["words"]["audience"], json!(["4"]));
    let end = json!({ "at": 1_826_843_008_250.0, "seconds": "1826843008.25" });
    assert_eq!(shown["words"]["expiresAt"], end);
    assert_eq!(shown["accessSize"], token.len());
    assert_eq!(shown["entryLimit"], 2560);
    let text = shown.to_string();
    assert!(!text.contains("canary"), "{text}");
    assert!(token.split('.').all(|part| !text.contains(part)), "{text}");
}

#[test]
fn an_attempt_says_what_is_known_of_it() {
    let (mut session, _) = awaiting();
    let attempt = json!({
        "way": "deepLink",
        "startedAt": 1_795_307_008_000.0,
        "endsAt": 1_795_307_908_000.0,
        "hintAt": 1_795_307_068_000.0,
        "browserOpened": true,
        "unchecked": true,
        "hint": null
    });
    assert_eq!(state(&session)["attempt"], attempt);
    session.browser_opened(&Err(DesktopError::Browser));
    assert_eq!(state(&session)["attempt"]["browserOpened"], false);
}

#[test]
fn a_sign_out_says_what_was_taken_back() {
    let mut session = signing_out();
    let report = Revocation {
        copies: true,
        last_token: false,
        valid_until: None,
        trouble: Some(Kind::Timeout.into()),
    };
    session.revoked(report, None, 1);
    session.forgotten(Ok(()));
    let note = json!({
        "kind": "signedOut",
        "copiesRevoked": true,
        "lastTokenRevoked": false,
        "trouble": { "code": "timeout", "detail": null, "status": null, "keyring": null },
        "copiesValidUntil": null
    });
    assert_eq!(state(&session)["note"], note);
}

#[test]
fn a_keyring_in_the_way_is_named() {
    let closed = state(&closed());
    assert_eq!(closed, json!({ "kind": "keyring", "problem": "newer", "trouble": null }));
    let trouble = Trouble::new(Kind::Keyring(Failure::Locked)).saying("words").with_status(503);
    let expected =
        json!({ "code": "keyring", "detail": "words", "status": 503, "keyring": "locked" });
    assert_eq!(serde_json::to_value(TroubleView::from(&trouble)).unwrap(), expected);
}

#[test]
fn a_typed_secret_is_a_secret_at_once() {
    let typed = |secret: Value| {
        let draft = json!({
            "name": "",
            "address": "acme.example",
            "environment": "test",
            "clientId": "4",
            "clientSecret": secret,
            "method": "browser",
            "generation": "version4",
            "trust": { "kind": "system" }
        });
        serde_json::from_value::<ConnectionDraft>(draft).unwrap()
    };
    let draft = typed(json!("canary"));
    assert!(!format!("{draft:?}").contains("canary"));
    let (_, secret, _) = draft.split();
    assert_eq!(secret.unwrap().expose_secret(), "canary");
    assert!(typed(Value::Null).split().1.is_none());
    assert!(typed(json!("")).split().1.is_none(), "an empty field keeps the saved one");
}

#[test]
fn errors_say_which_field_they_are_about() {
    let code = |error: keeper::CommandError| {
        serde_json::to_value(CommandError::from(error)).unwrap()["code"].clone()
    };
    let wrong = |change: fn(&mut Draft)| {
        let mut draft = draft();
        change(&mut draft);
        code(draft.check(ConnectionId::random()).unwrap_err().into())
    };
    assert_eq!(wrong(|draft| draft.address = "http://acme.example".into()), "address");
    assert_eq!(wrong(|draft| draft.name = "n".repeat(81)), "name");
    assert_eq!(wrong(|draft| draft.client_id.clear()), "clientId");
    assert_eq!(code(keeper::CommandError::ClientSecret), "clientSecret");
    assert_eq!(code(keeper::CommandError::PasteOther), "pasteOther");
    let pasted = Redirect::parse("hello", &INSTALLED).unwrap_err();
    assert_eq!(code(pasted.into()), "pasteNotOurs");
    assert_eq!(code(Trouble::new(Kind::Timeout).into()), "trouble");
    assert_eq!(code(DesktopError::Browser.into()), "browser");
    assert_eq!(code(DesktopError::Clipboard.into()), "clipboard");
    assert_eq!(code(keeper::CommandError::Closing), "internal");
}

#[test]
fn a_trouble_is_shown_whole_when_a_command_meets_it() {
    let trouble = Trouble::new(Kind::ServerError).saying("Server Error").with_status(500);
    let error = CommandError::from(keeper::CommandError::from(trouble.clone()));
    assert_eq!(error.trouble, Some(TroubleView::from(&trouble)));
    assert_eq!(CommandError::from(keeper::CommandError::TokenName).trouble, None);
}

#[test]
fn an_address_is_shown_as_its_generation_needs_it() {
    let server = ServerUrl::parse("https://acme.example/sales").unwrap();
    let page = |generation| {
        let instance = Instance::new(server.clone(), generation);
        let view = AddressView::new(&instance, "the registration".into());
        serde_json::to_value(view).unwrap()["adminPage"].clone()
    };
    let of_version_3 = "https://acme.example/syssales/en/neoclassic/oauth2/applications";
    assert_eq!(page(Generation::Version3), of_version_3);
    assert_eq!(page(Generation::Version4), "https://acme.example/sales/admin/auth-clients");
}

#[test]
fn settings_survive_the_way_there_and_back() {
    let shown = SettingsView::from(FACTORY);
    let sent: SettingsView = serde_json::from_value(serde_json::to_value(shown).unwrap()).unwrap();
    assert_eq!(Settings::from(sent), FACTORY);
}

#[test]
fn nothing_that_is_sent_to_the_window_is_an_effect() {
    // An effect may hold tokens; were it ever to become serialisable, this would no longer compile.
    static_assertions::assert_not_impl_any!(Effect: Serialize);
    static_assertions::assert_not_impl_any!(Session: Serialize);
    static_assertions::assert_not_impl_any!(ConnectionDraft: Serialize);
}

#[test]
fn every_form_survives_the_way_there_and_back() {
    for form in Form::ALL {
        let shown = serde_json::to_value(FormView::from(form)).unwrap();
        assert_eq!(shown, form.key(), "one name everywhere");
        let sent: FormView = serde_json::from_value(shown).unwrap();
        assert_eq!(Form::from(sent), form);
    }
}

#[test]
fn every_guard_survives_the_way_there_and_back() {
    use latchkey_core::production_guard::ProductionGuard as G;
    for guard in [G::Always, G::Hourly, G::Daily, G::Off] {
        let shown = SettingsView::from(Settings { production_guard: guard, ..FACTORY });
        let sent: SettingsView =
            serde_json::from_value(serde_json::to_value(shown).unwrap()).unwrap();
        assert_eq!(Settings::from(sent).production_guard, guard);
    }
}

#[test]
fn every_order_survives_the_way_there_and_back() {
    for order in [ListOrder::ByHand, ListOrder::ByUse] {
        let shown = SettingsView::from(Settings { list_order: order, ..FACTORY });
        let sent: SettingsView =
            serde_json::from_value(serde_json::to_value(shown).unwrap()).unwrap();
        assert_eq!(Settings::from(sent).list_order, order);
    }
}
