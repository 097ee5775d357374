//! Certificates that nobody should trust. One that somebody should is among them, so that the others are refused for
//! what they are: the file of authorities that a test can name is one of Linux's.

use latchkey_core::trouble::Kind;
use rcgen::date_time_ymd;

use crate::alone;
use crate::asking::Asker;
use crate::certificates::words;
use crate::tls_server::{Authority, Identity, TlsServer, names, self_signed};

/// What is said of a server with this certificate, which hears nothing.
async fn refused(identity: Identity) -> (Kind, String) {
    let server = TlsServer::with(identity).await;
    let trouble = Asker::at(&server.address).refresh().await.unwrap_err();
    assert_eq!(server.requests(), 0, "no secret was sent");
    (trouble.kind, words(trouble))
}

#[tokio::test]
async fn f32_a_certificate_is_refused_for_what_is_wrong_with_it() {
    const TEST: &str = "authorities::f32_a_certificate_is_refused_for_what_is_wrong_with_it";
    const AUTHORITIES: &str = "SSL_CERT_FILE";
    if !alone::is_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("authorities.pem").to_str().unwrap().to_owned();
        return alone::run(TEST, vec![(AUTHORITIES, file)]).await;
    }
    let (known, unknown) = (Authority::called("Known"), Authority::called("Unknown"));
    std::fs::write(std::env::var_os(AUTHORITIES).unwrap(), &known.pem).unwrap();

    let good = TlsServer::with(known.sign(names(&["127.0.0.1"]))).await;
    Asker::at(&good.address).refresh().await.unwrap();
    assert_eq!(good.requests(), 1);

    let (mut over, mut early) = (names(&["127.0.0.1"]), names(&["127.0.0.1"]));
    over.not_after = date_time_ymd(2020, 1, 1);
    early.not_before = date_time_ymd(4000, 1, 1);
    for (identity, expected) in [
        (known.sign(over), (Kind::CertificateExpired, "expired")),
        (known.sign(early), (Kind::CertificateEarly, "not valid yet")),
        (known.sign(names(&["acme.example"])), (Kind::CertificateName, "not valid for name")),
        (unknown.sign(names(&["127.0.0.1"])), (Kind::UnknownAuthority, "UnknownIssuer")),
        (self_signed(), (Kind::UnknownAuthority, "UnknownIssuer")),
    ] {
        let (kind, words) = refused(identity).await;
        assert_eq!(kind, expected.0, "{words}");
        assert!(words.contains(expected.1), "{expected:?}: {words}");
    }
}
