package org.linja.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;

/// Self-signed certificates, made by the JDK's own tool: each as a PKCS #12 store, and as PEM files.
///
/// @param folder where the files are
public record Certificates(Path folder) {
    /// Of every store.
    public static final String PASSWORD = "test-only";

    /// Makes one for a host. In its store it is a key, and also a certificate that is trusted.
    public void make(String host) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store(host).toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = load(host);
        Key key = store.getKey("own", PASSWORD.toCharArray());
        write(pem(host), "CERTIFICATE", store.getCertificate("own").getEncoded());
        write(key(host), "PRIVATE KEY", key.getEncoded());
        store.setCertificateEntry("trusted", store.getCertificate("own"));
        try (var out = Files.newOutputStream(store(host))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static void write(Path file, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    /// What is in the store of that host.
    public KeyStore load(String host) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store(host))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /// The store of that host.
    public Path store(String host) {
        return folder.resolve(host + ".p12");
    }

    /// The certificate of that host, as PEM.
    public Path pem(String host) {
        return folder.resolve(host + ".pem");
    }

    /// The key of that host, as PEM in PKCS #8.
    public Path key(String host) {
        return folder.resolve(host + ".key");
    }
}
