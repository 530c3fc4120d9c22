//! A broker with TLS on that asks every client for a certificate. Certificates are made for each run.

use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use p12_keystore::{KeyStore, KeyStoreEntry, PrivateKeyChain};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    date_time_ymd,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::harness::{OwnBroker, until};

/// The broker, and a folder with certificates and keys.
pub(super) struct Encrypted {
    broker: OwnBroker,
    port: u16,
    folder: PathBuf,
}

impl Encrypted {
    pub(super) async fn start() -> Self {
        let name = format!("dateline-tls-{}-{}", std::process::id(), fastrand::u32(..));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        certificates(&folder);
        let (broker, port) = OwnBroker::start_encrypted(&folder).await;
        until("the listener for TLS", async || speaks(port).await.then_some(())).await;
        Self { broker, port, folder }
    }

    /// Where it listens for TLS.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Its address without TLS.
    pub(super) fn plain_uri(&self) -> &str {
        &self.broker.uri
    }

    /// Where it listens without.
    pub(super) fn plain_port(&self) -> u16 {
        self.broker.port()
    }

    /// A certificate or key.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// From now on the broker shows a certificate that was good until 2020.
    pub(super) async fn let_the_certificate_expire(&self) {
        self.broker.replace("server.pem", "expired.pem", &self.folder).await;
        self.broker.control(&["eval", "ssl:clear_pem_cache()."]).await;
    }
}

/// Whether something answers there: what is no TLS gets an alert. A container's port is open before its broker is.
async fn speaks(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await else { return false };
    let asked = stream.write_all(b"no TLS at all, five bytes would do\n").await;
    asked.is_ok() && stream.read_u8().await.is_ok()
}

impl Drop for Encrypted {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).ok();
    }
}

fn certificates(folder: &Path) {
    let write = |name: &str, text: String| fs::write(folder.join(name), text).unwrap();
    let authority = authority("Test authority", &|text| write("authority.pem", text));
    let stranger = self::authority("Another authority", &|text| write("stranger.pem", text));

    let key = KeyPair::generate().unwrap();
    write("server-key.pem", key.serialize_pem());
    let mut server = leaf("broker", "localhost", ExtendedKeyUsagePurpose::ServerAuth);
    write("server.pem", server.signed_by(&key, &authority).unwrap().pem());
    server.not_before = date_time_ymd(2019, 1, 1);
    server.not_after = date_time_ymd(2020, 1, 1);
    write("expired.pem", server.signed_by(&key, &authority).unwrap().pem());

    for (name, issuer) in [("client", &authority), ("stranger-client", &stranger)] {
        let key = KeyPair::generate().unwrap();
        write(&format!("{name}-key.pem"), key.serialize_pem());
        // The broker's user of this name is there from the start.
        let client = leaf("guest", "client.example", ExtendedKeyUsagePurpose::ClientAuth);
        let certificate = client.signed_by(&key, issuer).unwrap();
        write(&format!("{name}.pem"), certificate.pem());
        fs::write(folder.join(format!("{name}.p12")), pkcs12(&key, &certificate)).unwrap();
    }
}

/// The password of the PKCS #12 files.
pub(super) const PASSWORD: &str = "secret of the file";

fn pkcs12(key: &KeyPair, certificate: &Certificate) -> Vec<u8> {
    let chain = [p12_keystore::Certificate::from_der(certificate.der()).unwrap()];
    let entry = PrivateKeyChain::new(key.serialize_der(), [1], chain);
    let mut store = KeyStore::new();
    store.add_entry("client", KeyStoreEntry::PrivateKeyChain(entry));
    store.writer(PASSWORD).write().unwrap()
}

fn authority(name: &str, write: &dyn Fn(String)) -> Issuer<'static, KeyPair> {
    let key = KeyPair::generate().unwrap();
    let mut parameters = CertificateParams::new(Vec::new()).unwrap();
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parameters.distinguished_name.push(DnType::CommonName, name);
    write(parameters.self_signed(&key).unwrap().pem());
    Issuer::new(parameters, key)
}

fn leaf(common_name: &str, host: &str, purpose: ExtendedKeyUsagePurpose) -> CertificateParams {
    let mut parameters = CertificateParams::new(vec![host.to_owned()]).unwrap();
    parameters.distinguished_name.push(DnType::CommonName, common_name);
    parameters.extended_key_usages = vec![purpose];
    parameters
}
