package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.linja.testkit.Certificates;
import org.linja.testkit.Eventually;
import org.linja.testkit.RoughSmsc;

/// A line that only the right network can read.
class TlsTest {
    @TempDir
    private static Path folder;

    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new Certificates(folder);
        certificates.make("localhost");
        certificates.make("elsewhere.example");
        certificates.make("gateway.example");
    }

    @Test
    void theRightHostIsBound() throws Exception {
        try (Gateway gateway = start("localhost", false, "ca: " + certificates.pem("localhost"))) {
            gateway.awaitBound(1);
            assertThat(gateway.send("hello").await()).isInstanceOf(SendResult.Accepted.class);
        }
    }

    @Test
    void aTrustedCertificateForAnotherHostIsRefused() throws Exception {
        try (Gateway gateway = start("elsewhere.example", false, "ca: " + certificates.pem("elsewhere.example"))) {
            Eventually.holds(
                    "refused", () -> gateway.link.status().problem().contains("certificate is not for this host"));
            assertThat(gateway.smsc.bound()).isEmpty();
        }
    }

    @Test
    void theHostsNameIsNotCheckedWhereTheConfigurationSaysSo() throws Exception {
        try (Gateway gateway =
                start("elsewhere.example", false, "verify-host: no, ca: " + certificates.pem("elsewhere.example"))) {
            gateway.awaitBound(1);
        }
    }

    @Test
    void aCertificateOfNobodyWeTrustIsRefused() throws Exception {
        try (Gateway gateway = start("localhost", false, "ca: " + certificates.pem("gateway.example"))) {
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
        String trust = "ca: " + certificates.pem("localhost");
        try (Gateway gateway = start("localhost", true, trust)) {
            Eventually.holds("refused", () -> !gateway.link.status().problem().isEmpty());
            assertThat(gateway.smsc.bound()).isEmpty();
        }
        String pem = trust + ", certificate: " + certificates.pem("gateway.example") + ", key: "
                + certificates.key("gateway.example");
        try (Gateway gateway = start("localhost", true, pem)) {
            gateway.awaitBound(1);
        }
        String store = "trust-store: " + certificates.store("localhost") + ", trust-store-password: "
                + Certificates.PASSWORD + ", key-store: " + certificates.store("gateway.example")
                + ", key-store-password: " + Certificates.PASSWORD;
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
                """.formatted(certificates.key("localhost"), certificates.pem("localhost")));
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
        keys.init(certificates.load(certificate), Certificates.PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates.load("gateway.example"));
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
}
