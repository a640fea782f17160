package org.linja.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.linja.config.Doc;

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
        String name = ca.string();
        try (InputStream pem = Files.newInputStream(Path.of(ca.place().file()).resolveSibling(name))) {
            return Optional.of(trusting(pem));
        } catch (IOException | InvalidPathException e) {
            ca.problems().add(ca.place(), "the file '" + name + "' cannot be read");
        } catch (GeneralSecurityException e) {
            ca.problems().add(ca.place(), "'" + name + "' holds no certificates in PEM ('BEGIN CERTIFICATE')");
        }
        return Optional.empty();
    }

    private static SSLSocketFactory trusting(InputStream pem) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int number = 0;
        for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
            trusted.setCertificateEntry("ca-" + number++, one);
        }
        if (number == 0) {
            throw new GeneralSecurityException("no certificates");
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
