package org.linja.asterisk;

import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.linja.config.Doc;
import org.linja.config.KeyStores;

/// TLS to the manager interface: whom we trust. The certificate must be for the host that is called.
final class AmiTls {
    private AmiTls() {}

    /// Reads `tls` (no unless said) and `ca`: a PEM file, beside the configuration, of the certificates that are
    /// trusted; without it those of the Java runtime are.
    ///
    /// @return empty when the connection is not encrypted
    static Optional<SSLSocketFactory> read(Doc ami) {
        Doc ca = ami.at("ca");
        if (!ami.at("tls").yes(false)) {
            if (ca.present()) {
                ca.problems().add(ca.place(), "is of no use without 'tls: yes'");
            }
            return Optional.empty();
        }
        if (!ca.present()) {
            return Optional.of((SSLSocketFactory) SSLSocketFactory.getDefault());
        }
        Optional<KeyStore> trusted = KeyStores.trusted(ca);
        return trusted.isEmpty()
                ? Optional.empty()
                : KeyStores.context(trusted, Optional.empty(), new char[0], ca).map(SSLContext::getSocketFactory);
    }
}
