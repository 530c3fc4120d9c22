//! TLS towards the broker, by settings: whom we trust, and the certificate that says who we are.
//!
//! The broker's certificate and name are always verified; there is no setting that turns this off. Everything is read
//! once, before the first connection, so that a mistake in a file is told at the start and not at the first loss of
//! the connection.

use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{AlertDescription, CertificateError, ClientConfig, RootCertStore};

use super::error::BrokerError;
use crate::settings;

/// A client certificate with the chain above it, and its key.
type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// The configuration that the settings ask for.
pub(crate) fn config(tls: &settings::Tls) -> Result<Arc<ClientConfig>, BrokerError> {
    // Named rather than taken from the process: another part of the program may have installed another one.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| BrokerError::Tls(error.to_string()))?
        .with_root_certificates(trusted(tls)?);
    let config = match identity(tls)? {
        None => builder.with_no_client_auth(),
        Some((chain, key)) => builder
            .with_client_auth_cert(chain, key)
            .map_err(|error| BrokerError::Tls(unusable_identity(&error)))?,
    };
    Ok(Arc::new(config))
}

fn unusable_identity(error: &rustls::Error) -> String {
    if error.to_string().contains("UnsupportedCertVersion") {
        return "the client certificate is of version 1 of X.509, and TLS takes version 3 alone. Have it issued again with an \
                extension, such as extendedKeyUsage = clientAuth"
            .into();
    }
    format!("the client certificate and its key cannot be used together: {error}")
}

/// True if any setting asks for TLS.
pub(crate) fn is_asked_for(tls: &settings::Tls) -> bool {
    tls.ca_file.is_some() || has_identity(tls)
}

/// True if a client certificate is set.
pub(crate) fn has_identity(tls: &settings::Tls) -> bool {
    tls.certificate_file.is_some() || tls.key_file.is_some() || tls.pkcs12_file.is_some()
}

/// The authorities to trust: those of `ca_file` alone, else those of the operating system.
fn trusted(tls: &settings::Tls) -> Result<RootCertStore, BrokerError> {
    let mut store = RootCertStore::empty();
    if let Some(path) = &tls.ca_file {
        for certificate in certificates("ca_file", path)? {
            store.add(certificate).map_err(|error| unreadable("ca_file", path, &error))?;
        }
    } else {
        // Collections of the operating system hold some that nothing can read; the others count.
        store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if store.is_empty() {
            return Err(BrokerError::Tls(
                "this system has no certificates of authorities to trust. Install them (Debian: `apt-get install \
                 ca-certificates`), or name the authority of the broker in ca_file"
                    .into(),
            ));
        }
    }
    Ok(store)
}

fn identity(tls: &settings::Tls) -> Result<Option<Identity>, BrokerError> {
    match (&tls.certificate_file, &tls.key_file, &tls.pkcs12_file) {
        (None, None, None) => Ok(None),
        (Some(certificate), Some(key), None) => {
            let chain = certificates("certificate_file", certificate)?;
            Ok(Some((chain, private_key(key)?)))
        }
        (None, None, Some(path)) => {
            let password = tls.pkcs12_password.as_ref().map_or("", |password| password.reveal());
            pkcs12(path, password).map(Some)
        }
        (_, _, Some(_)) => Err(BrokerError::Tls(
            "pkcs12_file holds certificate and key already: set it alone, or certificate_file and key_file"
                .into(),
        )),
        (Some(_), None, None) => {
            Err(BrokerError::Tls("certificate_file is set without key_file: set both".into()))
        }
        (None, Some(_), None) => {
            Err(BrokerError::Tls("key_file is set without certificate_file: set both".into()))
        }
    }
}

fn certificates(setting: &str, path: &Path) -> Result<Vec<CertificateDer<'static>>, BrokerError> {
    let bytes = read(setting, path)?;
    let found = CertificateDer::pem_slice_iter(&bytes)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| unreadable(setting, path, &error))?;
    if found.is_empty() {
        return Err(BrokerError::Tls(format!(
            "{setting} = \"{}\" holds no certificate: expected PEM, with a line -----BEGIN CERTIFICATE-----",
            path.display()
        )));
    }
    Ok(found)
}

fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, BrokerError> {
    let bytes = read("key_file", path)?;
    PrivateKeyDer::from_pem_slice(&bytes).map_err(|error| {
        let encrypted = bytes.windows(9).any(|window| window == b"ENCRYPTED");
        if encrypted {
            BrokerError::Tls(format!(
                "key_file = \"{}\" is encrypted: give a key without a password (`openssl pkey -in … -out …`), or a \
                 PKCS #12 file with one",
                path.display()
            ))
        } else {
            unreadable("key_file", path, &error)
        }
    })
}

fn pkcs12(path: &Path, password: &str) -> Result<Identity, BrokerError> {
    let bytes = read("pkcs12_file", path)?;
    let store = p12_keystore::KeyStore::from_pkcs12(&bytes, password).map_err(|error| {
        BrokerError::Tls(format!(
            "pkcs12_file = \"{}\" cannot be opened: {error}. Is pkcs12_password right?",
            path.display()
        ))
    })?;
    let Some((_, found)) = store.private_key_chain() else {
        return Err(BrokerError::Tls(format!("pkcs12_file = \"{}\" holds no private key", path.display())));
    };
    let chain =
        found.chain().iter().map(|certificate| CertificateDer::from(certificate.as_der().to_vec())).collect();
    Ok((chain, PrivatePkcs8KeyDer::from(found.key().to_vec()).into()))
}

fn read(setting: &str, path: &Path) -> Result<Vec<u8>, BrokerError> {
    fs::read(path).map_err(|error| unreadable(setting, path, &error))
}

fn unreadable(setting: &str, path: &Path, error: &dyn std::fmt::Display) -> BrokerError {
    BrokerError::Tls(format!("{setting} = \"{}\" cannot be read: {error}", path.display()))
}

/// The meaning of a failed handshake with its remedy; `None` if it is no error of TLS.
pub(crate) fn explain(error: &(dyn Error + 'static), host: &str) -> Option<String> {
    let words = match find(error)? {
        rustls::Error::InvalidCertificate(problem) => invalid(problem, host),
        rustls::Error::AlertReceived(alert) => refused(*alert),
        rustls::Error::InvalidMessage(_) => {
            "the broker does not speak TLS on this port: amqps:// usually is at \
             port 5671, amqp:// (without TLS) at 5672"
                .to_owned()
        }
        other => format!("TLS: {other}"),
    };
    Some(words)
}

/// The error of TLS inside an error of input and output.
fn find<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        // `io::Error::source` skips the error that it wraps.
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = match wrapped {
            Some(inner) => Some(inner as &(dyn Error + 'static)),
            None => error.source(),
        };
    }
    None
}

fn invalid(problem: &CertificateError, host: &str) -> String {
    match problem {
        CertificateError::UnknownIssuer => {
            "the broker's certificate was signed by an authority that is not trusted \
             here. Put that authority's certificate into broker.tls.ca_file"
                .into()
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            format!("the broker's certificate has expired ({problem}). Renew it on the broker")
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            format!(
                "the broker's certificate is not valid yet ({problem}). Is the clock of this machine right?"
            )
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => format!(
            "the broker's certificate is for another name than {host} ({problem}). Write a name of the certificate \
             into broker.uri, or give the broker a certificate for this name"
        ),
        other => format!("the broker's certificate cannot be accepted: {other}"),
    }
}

fn refused(alert: AlertDescription) -> String {
    match alert {
        AlertDescription::CertificateRequired | AlertDescription::NoCertificate => {
            "the broker asks for a client certificate. Set broker.tls.certificate_file and broker.tls.key_file".into()
        }
        AlertDescription::HandshakeFailure | AlertDescription::ProtocolVersion => format!(
            "the broker refused the handshake ({alert:?}): it asks for a client certificate \
             (broker.tls.certificate_file), or has no version and cipher of TLS in common with us (1.2 and 1.3)"
        ),
        AlertDescription::UnknownCA
        | AlertDescription::BadCertificate
        | AlertDescription::CertificateUnknown
        | AlertDescription::CertificateExpired
        | AlertDescription::CertificateRevoked
        | AlertDescription::UnsupportedCertificate
        | AlertDescription::AccessDenied => format!(
            "the broker does not accept our client certificate ({alert:?}): its authority must be among the broker's \
             ssl_options.cacertfile, and it must be in force"
        ),
        other => format!("the broker ended the handshake of TLS: {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_client_certificate_is_told_from_a_wrong_key() {
        let of = |text: &str| unusable_identity(&rustls::Error::General(text.into()));
        assert!(of("invalid peer certificate: Other(UnsupportedCertVersion)").contains("version 3"));
        assert!(of("keys may not be consistent: KeyMismatch").contains("cannot be used together"));
    }
}
