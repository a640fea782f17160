package org.linja.smpp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
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
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.linja.config.Doc;

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
        KeyStore trusted = store(doc, "ca", "trust-store");
        KeyStore own = own(doc);
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            char[] password = doc.at("key-store").present()
                    ? doc.at("key-store-password").secret("").toCharArray()
                    : IN_MEMORY;
            keys.init(own, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return new Tls(context, verify);
        } catch (GeneralSecurityException e) {
            doc.problems().add(doc.place(), "these certificates and keys cannot be used together: " + kind(e));
            return Transport.PLAIN;
        }
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

    private static @Nullable KeyStore store(Doc doc, String pem, String pkcs12) {
        String password = doc.at(pkcs12 + "-password").secret("");
        if (doc.at(pem).present()) {
            return fromPem(doc.at(pem));
        }
        return doc.at(pkcs12).present() ? fromPkcs12(doc.at(pkcs12), password) : null;
    }

    private static @Nullable KeyStore own(Doc doc) {
        if (!doc.at("certificate").present() && !doc.at("key").present()) {
            String password = doc.at("key-store-password").secret("");
            return doc.at("key-store").present() ? fromPkcs12(doc.at("key-store"), password) : null;
        }
        byte[] chain = bytes(doc.at("certificate"));
        byte[] key = bytes(doc.at("key"));
        if (chain.length == 0 || key.length == 0) {
            return null;
        }
        try {
            KeyStore store = empty();
            Certificate[] certificates = certificates(chain);
            String algorithm = certificates[0].getPublicKey().getAlgorithm();
            store.setKeyEntry("own", privateKey(key, algorithm), IN_MEMORY, certificates);
            return store;
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            doc.problems()
                    .add(
                            doc.at("key").place(),
                            "the certificate and its key cannot be read (" + kind(e)
                                    + "): give the certificate chain as PEM and the key as PEM in PKCS #8 without a"
                                    + " passphrase ('BEGIN PRIVATE KEY'; openssl pkcs8 -topk8 -nocrypt makes one)");
            return null;
        }
    }

    private static @Nullable KeyStore fromPem(Doc file) {
        byte[] pem = bytes(file);
        if (pem.length == 0) {
            return null;
        }
        try {
            KeyStore store = empty();
            Certificate[] certificates = certificates(pem);
            for (int i = 0; i < certificates.length; i++) {
                store.setCertificateEntry("ca-" + i, certificates[i]);
            }
            return store;
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            file.problems().add(file.place(), "holds no certificates in PEM ('BEGIN CERTIFICATE'): " + kind(e));
            return null;
        }
    }

    private static @Nullable KeyStore fromPkcs12(Doc file, String password) {
        byte[] bytes = bytes(file);
        if (bytes.length == 0) {
            return null;
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password.toCharArray());
            return store;
        } catch (GeneralSecurityException | IOException e) {
            file.problems().add(file.place(), "is no PKCS #12 store that opens with that password: " + kind(e));
            return null;
        }
    }

    private static byte[] bytes(Doc file) {
        String name = file.string();
        try {
            byte[] found = Files.readAllBytes(Path.of(file.place().file()).resolveSibling(name));
            if (found.length == 0) {
                file.problems().add(file.place(), "the file '" + name + "' is empty");
            }
            return found;
        } catch (IOException | InvalidPathException e) {
            if (!name.isEmpty()) {
                file.problems().add(file.place(), "the file '" + name + "' cannot be read (" + kind(e) + ")");
            }
            return new byte[0];
        }
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
        int start = text.indexOf("-----BEGIN PRIVATE KEY-----");
        int end = text.indexOf("-----END PRIVATE KEY-----");
        if (start < 0 || end < start) {
            throw new GeneralSecurityException("no private key");
        }
        String body = text.substring(start + "-----BEGIN PRIVATE KEY-----".length(), end);
        byte[] key = Base64.getMimeDecoder().decode(body);
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
    }

    private static String kind(Exception e) {
        return e.getClass().getSimpleName();
    }
}
