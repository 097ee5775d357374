//! An authority that one connection trusts beside those of the system: companies sign their servers' certificates
//! themselves.
//!
//! It is added to what the system trusts and replaces nothing, and there is no way to trust everybody.

use std::fmt;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use x509_cert::Certificate;
use x509_cert::der::pem::LineEnding;
use x509_cert::der::{Decode as _, Encode as _, EncodePem as _};
use x509_cert::ext::pkix::BasicConstraints;

use crate::clock::Timestamp;
use crate::trouble::plain;

/// The largest file looked at, in bytes.
pub const MAX_SIZE: usize = 128 * 1024;

/// The most certificates in a file: a company has a few, a whole store belongs into the system.
pub const MAX_CERTIFICATES: usize = 16;

/// Certificates that are trusted to vouch for a server (RFC 5280).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Authority {
    pem: Arc<str>,
}

/// Why a file holds no authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuthorityError {
    /// More than [`MAX_SIZE`].
    #[error("this file is too large for a certificate")]
    TooLarge,
    /// A file that nobody should hand around.
    #[error("this file holds a private key; choose the one with the certificate alone")]
    PrivateKey,
    /// Not a certificate in either of the usual forms.
    #[error(
        "this is no certificate; choose a file in PEM or DER form, often named .pem, .crt or .cer"
    )]
    NoCertificate,
    /// More than [`MAX_CERTIFICATES`].
    #[error(
        "this file holds more than {MAX_CERTIFICATES} certificates; choose the one of your company"
    )]
    TooMany,
    /// The certificate of a server, which vouches for nobody.
    #[error("this certificate is not one of an authority; ask for the one that signed it")]
    NotAuthority,
}

/// What a certificate says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Whose it is, harmless.
    pub subject: String,
    /// Until when it is valid.
    pub until: Timestamp,
    /// SHA-256 over all of it, to compare with what an administrator reads out.
    pub fingerprint: [u8; 32],
}

impl Authority {
    /// Reads a file as a person chooses it: PEM with any text around it, or DER.
    ///
    /// # Errors
    /// When it holds no authority.
    pub fn read(file: &[u8]) -> Result<Self, AuthorityError> {
        if file.len() > MAX_SIZE {
            return Err(AuthorityError::TooLarge);
        }
        let text = String::from_utf8_lossy(file);
        if text.contains("PRIVATE KEY-----") {
            return Err(AuthorityError::PrivateKey);
        }
        let certificates = if text.contains("-----BEGIN") {
            pem(file)?
        } else {
            vec![Certificate::from_der(file).map_err(|_| AuthorityError::NoCertificate)?]
        };
        if certificates.len() > MAX_CERTIFICATES {
            return Err(AuthorityError::TooMany);
        }
        if !certificates.iter().all(vouches) {
            return Err(AuthorityError::NotAuthority);
        }
        let pem = certificates.iter().map(|one| one.to_pem(LineEnding::LF));
        let pem = pem.collect::<Result<String, _>>().map_err(|_| AuthorityError::NoCertificate)?;
        Ok(Self { pem: pem.into() })
    }

    /// The certificates as text (RFC 7468), with nothing around them.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// What each certificate says of itself.
    #[must_use]
    pub fn about(&self) -> Vec<About> {
        let certificates = pem(self.pem.as_bytes()).unwrap_or_default();
        certificates.iter().filter_map(About::of).collect()
    }

    /// The certificates as a client takes them.
    ///
    /// # Errors
    /// When the library finds a fault that reading did not.
    pub(crate) fn roots(&self) -> Result<Vec<reqwest::Certificate>, reqwest::Error> {
        reqwest::Certificate::from_pem_bundle(self.pem.as_bytes())
    }
}

impl About {
    fn of(certificate: &Certificate) -> Option<Self> {
        let about = certificate.tbs_certificate();
        let until = about.validity().not_after.to_unix_duration().as_millis();
        Some(Self {
            subject: plain(&about.subject().to_string()),
            until: Timestamp::from_millis(i64::try_from(until).ok()?),
            fingerprint: Sha256::digest(certificate.to_der().ok()?).into(),
        })
    }
}

/// The certificates in a text, whatever else stands there.
fn pem(text: &[u8]) -> Result<Vec<Certificate>, AuthorityError> {
    let read = |der: CertificateDer<'_>| Certificate::from_der(&der).ok();
    let certificates: Option<Vec<_>> =
        CertificateDer::pem_slice_iter(text).map(|der| read(der.ok()?)).collect();
    certificates.filter(|found| !found.is_empty()).ok_or(AuthorityError::NoCertificate)
}

/// Whether others can be signed with it (RFC 5280, 4.2.1.9), or it is one that signed itself: many a test server's.
fn vouches(certificate: &Certificate) -> bool {
    let about = certificate.tbs_certificate();
    let constraints = about.get_extension::<BasicConstraints>().ok().flatten();
    constraints.is_some_and(|(_, constraints)| constraints.ca) || about.issuer() == about.subject()
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.about().iter().map(|one| &one.subject)).finish()
    }
}

impl Serialize for Authority {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.pem.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Authority {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(text.as_bytes()).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{
        BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd,
    };

    use super::*;

    fn params(name: &str) -> CertificateParams {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.not_after = date_time_ymd(2031, 1, 1);
        params
    }

    fn authority(name: &str) -> rcgen::Certificate {
        let mut params = params(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.self_signed(&KeyPair::generate().unwrap()).unwrap()
    }

    #[test]
    fn a_file_is_read_in_each_of_its_forms() {
        let one = authority("Acme Root");
        let der = Authority::read(one.der()).unwrap();
        let noisy = format!("subject=Acme\r\n{}\r\n# end\r\n", one.pem());
        for file in [one.pem(), noisy] {
            assert_eq!(Authority::read(file.as_bytes()).unwrap(), der, "{file}");
        }
        let [about] = <[About; 1]>::try_from(der.about()).unwrap();
        assert!(about.subject.contains("CN=Acme Root"), "{about:?}");
        assert_eq!(about.until.as_millis(), 1_924_992_000_000);
        assert_eq!(about.fingerprint[..], Sha256::digest(one.der())[..]);
        assert_eq!(der.roots().unwrap().len(), 1);
    }

    #[test]
    fn a_chain_stays_whole() {
        let chain = format!("{}{}", authority("Root").pem(), authority("Middle").pem());
        let read = Authority::read(chain.as_bytes()).unwrap();
        assert_eq!(read.about().len(), 2);
        assert_eq!(format!("{read:?}").matches("CN=").count(), 2, "{read:?}");
    }

    #[test]
    fn what_is_no_authority_says_what_it_is() {
        let pair = KeyPair::generate().unwrap();
        let mut signing = params("Root");
        signing.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = Issuer::new(signing, KeyPair::generate().unwrap());
        let server = params("acme.example").signed_by(&pair, &root).unwrap().pem();
        let many = authority("One").pem().repeat(MAX_CERTIFICATES + 1);
        let broken = authority("One").pem().replace('M', "N");
        for (file, error) in [
            (server, AuthorityError::NotAuthority),
            (
                format!("{}{}", authority("One").pem(), pair.serialize_pem()),
                AuthorityError::PrivateKey,
            ),
            (many, AuthorityError::TooMany),
            (" ".repeat(MAX_SIZE + 1), AuthorityError::TooLarge),
            (broken, AuthorityError::NoCertificate),
            ("-----BEGIN CERTIFICATE-----".into(), AuthorityError::NoCertificate),
            ("-----BEGIN SOMETHING-----".into(), AuthorityError::NoCertificate),
            (String::new(), AuthorityError::NoCertificate),
            ("not at all".into(), AuthorityError::NoCertificate),
        ] {
            assert_eq!(Authority::read(file.as_bytes()), Err(error), "{file}");
        }
    }

    #[test]
    fn a_server_that_signed_itself_can_be_trusted() {
        let itself = params("test.example").self_signed(&KeyPair::generate().unwrap()).unwrap();
        assert!(Authority::read(itself.der()).is_ok());
    }

    #[test]
    fn it_is_saved_as_the_text_that_it_is() {
        let one = Authority::read(authority("Acme").der()).unwrap();
        let saved = serde_json::to_string(&one).unwrap();
        assert!(saved.contains("BEGIN CERTIFICATE"), "{saved}");
        assert_eq!(serde_json::from_str::<Authority>(&saved).unwrap(), one);
        assert!(serde_json::from_str::<Authority>("\"none\"").is_err());
    }
}
