package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.outbox.SendResult;
import org.linja.testkit.Eventually;
import org.linja.testkit.RoughSmsc;

/// A line that only the right network can read.
class TlsTest {
    private static final String PASSWORD = "test-only";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificate("localhost");
        certificate("elsewhere.example");
        certificate("gateway.example");
    }

    @Test
    void theRightHostIsBound() throws Exception {
        try (Gateway gateway = start("localhost", false, "ca: " + pem("localhost"))) {
            gateway.awaitBound(1);
            assertThat(gateway.send("hello").await()).isInstanceOf(SendResult.Accepted.class);
        }
    }

    @Test
    void aTrustedCertificateForAnotherHostIsRefused() throws Exception {
        try (Gateway gateway = start("elsewhere.example", false, "ca: " + pem("elsewhere.example"))) {
            Eventually.holds(
                    "refused", () -> gateway.link.status().problem().contains("certificate is not for this host"));
            assertThat(gateway.smsc.bound()).isEmpty();
        }
    }

    @Test
    void theHostsNameIsNotCheckedWhereTheConfigurationSaysSo() throws Exception {
        try (Gateway gateway = start("elsewhere.example", false, "verify-host: no, ca: " + pem("elsewhere.example"))) {
            gateway.awaitBound(1);
        }
    }

    @Test
    void aCertificateOfNobodyWeTrustIsRefused() throws Exception {
        try (Gateway gateway = start("localhost", false, "ca: " + pem("gateway.example"))) {
            Eventually.holds(
                    "refused", () -> gateway.link.status().problem().contains("certificate is not for this host"));
        }
        try (Gateway gateway = start("localhost", false, "enabled: yes")) {
            Eventually.holds(
                    "refused", () -> gateway.link.status().problem().contains("certificate is not for this host"));
        }
    }

    @Test
    void weShowOurCertificateToThoseWhoAskForIt() throws Exception {
        String trust = "ca: " + pem("localhost");
        try (Gateway gateway = start("localhost", true, trust)) {
            Eventually.holds("refused", () -> !gateway.link.status().problem().isEmpty());
            assertThat(gateway.smsc.bound()).isEmpty();
        }
        String pem = trust + ", certificate: " + pem("gateway.example") + ", key: " + key("gateway.example");
        try (Gateway gateway = start("localhost", true, pem)) {
            gateway.awaitBound(1);
        }
        String store = "trust-store: " + store("localhost") + ", trust-store-password: " + PASSWORD + ", key-store: "
                + store("gateway.example") + ", key-store-password: " + PASSWORD;
        try (Gateway gateway = start("localhost", true, store)) {
            gateway.awaitBound(1);
        }
    }

    @Test
    void whatIsWrongWithTheFilesIsSaidWhereItStands() throws Exception {
        Problems problems = new Problems();
        Path file = folder.resolve("carriers.yaml");
        Files.writeString(file, """
                carriers:
                  one:
                    host: localhost
                    system-id: linja
                    password: linja
                    tls:
                      ca: %s
                      certificate: nowhere.pem
                      key: %s
                """.formatted(key("localhost"), pem("localhost")));
        Carrier.readAll(Doc.read(file, problems));
        assertThat(problems.lines())
                .anyMatch(line -> line.contains("carriers.yaml:7:") && line.contains("no certificates in PEM"))
                .anyMatch(line -> line.contains("carriers.yaml:8:") && line.contains("'nowhere.pem' cannot be read"));
    }

    private static Gateway start(String certificate, boolean wantsOurs, String tls) throws Exception {
        RoughSmsc smsc = new RoughSmsc(server(certificate, wantsOurs));
        return Gateway.start(smsc, "host: localhost\nresponse-timeout: 2s\ntls: { " + tls + " }\n");
    }

    private static ServerSocketFactory server(String certificate, boolean wantsOurs) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(certificate), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load("gateway.example"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket(int port) throws IOException {
                return createServerSocket(port, 50);
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog) throws IOException {
                return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
                SSLServerSocket socket =
                        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, backlog, address);
                socket.setNeedClientAuth(wantsOurs);
                return socket;
            }
        };
    }

    /// Makes a self-signed certificate for a host, as a store, and as PEM files.
    private static void certificate(String host) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
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
                        store(host),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        KeyStore store = load(host);
        Key key = store.getKey("own", PASSWORD.toCharArray());
        write(pem(host), "CERTIFICATE", store.getCertificate("own").getEncoded());
        write(key(host), "PRIVATE KEY", key.getEncoded());
        // As an authority whose certificate is trusted, it must stand as a trusted entry too.
        store.setCertificateEntry("trusted", store.getCertificate("own"));
        try (var out = Files.newOutputStream(Path.of(store(host)))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static void write(String file, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(Path.of(file), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static KeyStore load(String host) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(store(host)))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static String store(String host) {
        return folder.resolve(host + ".p12").toString();
    }

    private static String pem(String host) {
        return folder.resolve(host + ".pem").toString();
    }

    private static String key(String host) {
        return folder.resolve(host + ".key").toString();
    }
}
