package org.linja.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Certificates and keys for TLS, from files that a configuration names. They are found from the folder of the
/// configuration file. What is wrong with one becomes a problem where it is named; it is then empty.
public final class KeyStores {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private KeyStores() {}

    /// Certificates that are trusted, from a PEM file.
    public static Optional<KeyStore> trusted(Doc pem) {
        Optional<byte[]> bytes = bytes(pem);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            KeyStore store = empty();
            int number = 0;
            for (Certificate one : certificates(bytes.get())) {
                store.setCertificateEntry("ca-" + number++, one);
            }
            return Optional.of(store);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            pem.problems().add(pem.place(), "holds no certificates in PEM ('BEGIN CERTIFICATE'): " + kind(e));
            return Optional.empty();
        }
    }

    /// Who we are, from two PEM files.
    ///
    /// @param chain our certificate, and those that vouch for it
    /// @param key its key, PKCS #8 without a passphrase
    /// @param password to keep the key under in the store
    public static Optional<KeyStore> own(Doc chain, Doc key, char[] password) {
        Optional<byte[]> certificatesPem = bytes(chain);
        Optional<byte[]> keyPem = bytes(key);
        if (certificatesPem.isEmpty() || keyPem.isEmpty()) {
            return Optional.empty();
        }
        try {
            KeyStore store = empty();
            Certificate[] certificates = certificates(certificatesPem.get());
            String algorithm = certificates[0].getPublicKey().getAlgorithm();
            store.setKeyEntry("own", privateKey(keyPem.get(), algorithm), password, certificates);
            return Optional.of(store);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            key.problems()
                    .add(
                            key.place(),
                            "the certificate and its key cannot be read (" + kind(e)
                                    + "): give the certificate chain as PEM and the key as PEM in PKCS #8 without a"
                                    + " passphrase ('BEGIN PRIVATE KEY'; openssl pkcs8 -topk8 -nocrypt makes one)");
            return Optional.empty();
        }
    }

    /// All that is in a PKCS #12 file; empty also when none is named.
    public static Optional<KeyStore> pkcs12(Doc file, char[] password) {
        Optional<byte[]> bytes = file.present() ? bytes(file) : Optional.empty();
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes.get()), password);
            return Optional.of(store);
        } catch (GeneralSecurityException | IOException e) {
            file.problems().add(file.place(), "is no PKCS #12 store that opens with that password: " + kind(e));
            return Optional.empty();
        }
    }

    /// TLS with those.
    ///
    /// @param trusted whom we trust; empty: the certificate authorities of the Java runtime
    /// @param own who we are; empty: nobody
    /// @param password under which keys are kept in `own`
    /// @param where to tell that they cannot be used together
    public static Optional<SSLContext> context(
            Optional<KeyStore> trusted, Optional<KeyStore> own, char[] password, Doc where) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted.orElse(null));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own.orElse(null), password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            where.problems().add(where.place(), "these certificates and keys cannot be used together: " + kind(e));
            return Optional.empty();
        }
    }

    private static Optional<byte[]> bytes(Doc file) {
        String name = file.string();
        try {
            byte[] found = Files.readAllBytes(Path.of(file.place().file()).resolveSibling(name));
            if (found.length > 0) {
                return Optional.of(found);
            }
            file.problems().add(file.place(), "the file '" + name + "' is empty");
        } catch (IOException | InvalidPathException e) {
            if (!name.isEmpty()) {
                file.problems().add(file.place(), "the file '" + name + "' cannot be read (" + kind(e) + ")");
            }
        }
        return Optional.empty();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Certificate[] certificates(byte[] pem) throws GeneralSecurityException, IOException {
        try (InputStream in = new ByteArrayInputStream(pem)) {
            Certificate[] found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(new Certificate[0]);
            if (found.length == 0) {
                throw new GeneralSecurityException("no certificate");
            }
            return found;
        }
    }

    private static PrivateKey privateKey(byte[] pem, String algorithm) throws GeneralSecurityException {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        int start = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (start < 0 || end < start) {
            throw new GeneralSecurityException("no private key");
        }
        byte[] key = Base64.getMimeDecoder().decode(text.substring(start + BEGIN.length(), end));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
    }

    private static String kind(Exception e) {
        return e.getClass().getSimpleName();
    }
}
