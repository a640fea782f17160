package org.linja.smpp;

import java.io.IOException;
import java.net.Socket;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.linja.config.Doc;
import org.linja.config.KeyStores;

/// TLS to a carrier: whom we trust, who we are, and whether the certificate must be for the host we called.
final class Tls implements Transport {
    private static final char[] IN_MEMORY = "in-memory".toCharArray();

    private final SSLContext context;
    private final boolean verifyHost;

    private Tls(SSLContext context, boolean verifyHost) {
        this.context = context;
        this.verifyHost = verifyHost;
    }

    /// Reads the keys of a `tls:` mapping. Files are found from the folder of the configuration file.
    ///
    /// `verify-host` (default yes); whom to trust: `ca` (PEM) or `trust-store` with `trust-store-password`
    /// (PKCS #12), else the certificate authorities of the Java runtime; who we are: `certificate` with `key`
    /// (PEM, PKCS #8) or `key-store` with `key-store-password`, else nobody.
    ///
    /// What is wrong with it becomes a problem; the line that comes back is then never used.
    static Transport read(Doc doc) {
        boolean verify = doc.at("verify-host").yes(true);
        if (!verify) {
            doc.problems()
                    .warn(
                            doc.at("verify-host").place(),
                            "the host's name is not checked: anyone with a certificate can read every message;"
                                    + " only for a carrier whose certificate you have pinned with 'ca'");
        }
        Optional<KeyStore> trusted = trusted(doc);
        Optional<KeyStore> own = own(doc);
        char[] password = doc.at("key-store").present() ? password(doc, "key-store") : IN_MEMORY;
        Optional<SSLContext> context = KeyStores.context(trusted, own, password, doc);
        return context.isPresent() ? new Tls(context.get(), verify) : Transport.PLAIN;
    }

    /// Puts TLS on a connection and waits for the handshake.
    @Override
    public Socket over(Socket wire, String host, int port, Duration patience) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(wire, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        if (verifyHost) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(Math.max(1, (int) patience.toMillis()));
        socket.startHandshake();
        socket.setSoTimeout(0);
        return socket;
    }

    private static Optional<KeyStore> trusted(Doc doc) {
        char[] password = password(doc, "trust-store");
        return doc.at("ca").present()
                ? KeyStores.trusted(doc.at("ca"))
                : KeyStores.pkcs12(doc.at("trust-store"), password);
    }

    private static Optional<KeyStore> own(Doc doc) {
        return doc.at("certificate").present() || doc.at("key").present()
                ? KeyStores.own(doc.at("certificate"), doc.at("key"), IN_MEMORY)
                : KeyStores.pkcs12(doc.at("key-store"), password(doc, "key-store"));
    }

    private static char[] password(Doc doc, String store) {
        return doc.at(store + "-password").secret("").toCharArray();
    }
}
