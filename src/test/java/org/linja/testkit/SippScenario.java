package org.linja.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Writes what one telephone does as a scenario for SIPp.
final class SippScenario {
    private static final String AUDIO = """
            Content-Type: application/sdp
                  Content-Length: [len]

                  v=0
                  o=- 1 1 IN IP4 [local_ip]
                  s=-
                  c=IN IP4 [media_ip]
                  t=0 0
                  m=audio [media_port] RTP/AVP 8 101
                  a=rtpmap:8 PCMA/8000
                  a=rtpmap:101 telephone-event/8000
                  a=fmtp:101 0-16
                  a=ptime:20
                  a=sendrecv
            """;
    private static final String NO_BODY = "Content-Length: 0\n";
    private static final int OVER = 99;
    private static final int THEIR_BYE = 90;
    private static final int CANCELLED = 80;

    private final Path folder;
    private final String name;
    private final boolean caller;
    private final StringBuilder xml = new StringBuilder();
    private int labels = 10;
    private int presses;
    private boolean pressing;
    private String audio = AUDIO;

    private SippScenario(Path folder, String name, boolean caller) {
        this.folder = folder;
        this.name = name;
        this.caller = caller;
    }

    /// She calls the service.
    static SippScenario call(Path folder, String name) {
        SippScenario all = new SippScenario(folder, name, true);
        all.request("INVITE", 1, "sip:[service]@[remote_ip]:[remote_port]", "To: <sip:[service]@[remote_ip]>", AUDIO);
        all.line("<recv response=\"100\" optional=\"true\"/>");
        return all;
    }

    /// A telephone that is called.
    static SippScenario phone(Path folder, String name) {
        SippScenario all = new SippScenario(folder, name, false);
        all.line("<recv request=\"INVITE\"><action>"
                + header("CSeq:", "[0-9]+", "cs")
                + header("From:", ".*", "fr")
                + header("To:", ".*", "to")
                + header("Contact:", "sip:[^&gt;]*", "ct")
                + "</action></recv>");
        return all;
    }

    private static String header(String header, String pattern, String name) {
        return "<ereg regexp=\"" + pattern + "\" search_in=\"hdr\" header=\"" + header + "\" assign_to=\"" + name
                + "\"/>";
    }

    /// Its sound is somebody else's: SIPp says where.
    SippScenario soundAt(int port) {
        audio = AUDIO.replace("[media_port]", Integer.toString(port));
        return this;
    }

    /// Her call is answered.
    SippScenario answered() {
        line("<recv response=\"180\" optional=\"true\"/>");
        line("<recv response=\"183\" optional=\"true\"/>");
        line("<recv response=\"200\" rrs=\"true\"/>");
        ack();
        return this;
    }

    /// She hangs up before anybody answers.
    SippScenario cancels(Duration after) {
        String patience = "timeout=\"" + after.toMillis() + "\" ontimeout=\"70\"";
        // SIPp waits at the first of them, and heeds no other one's time.
        line("<recv response=\"180\" optional=\"true\" " + patience + "/>");
        line("<recv response=\"183\" optional=\"true\" " + patience + "/>");
        line("<recv response=\"200\" rrs=\"true\" " + patience + " next=\"71\"/>");
        label(70);
        send("CANCEL sip:[service]@[remote_ip]:[remote_port] SIP/2.0", """
                [last_Via:]
                      From: <sip:[cli]@[local_ip]:[local_port]>;tag=[pid]T[call_number]
                      To: <sip:[service]@[remote_ip]>
                      Call-ID: [call_id]
                      CSeq: 1 CANCEL
                      Max-Forwards: 70
                """, NO_BODY, true);
        line("<recv response=\"200\"/>");
        line("<recv response=\"487\"/>");
        ack();
        go(OVER);
        label(71);
        ack();
        bye();
        return this;
    }

    /// The telephone rings; the caller may give up meanwhile.
    SippScenario rings(Duration time) {
        respond("180 Ringing", NO_BODY, "[last_CSeq:]");
        int next = ++labels;
        line("<recv request=\"CANCEL\" timeout=\"" + time.toMillis() + "\" ontimeout=\"" + next + "\" next=\""
                + CANCELLED + "\"/>");
        label(next);
        return this;
    }

    /// It is picked up.
    SippScenario picksUp() {
        respond("200 OK", audio, "[last_CSeq:]");
        line("<recv request=\"ACK\" rrs=\"true\"/>");
        return this;
    }

    /// The network or the telephone says no.
    SippScenario refuses(String status) {
        respond(status, NO_BODY, "[last_CSeq:]");
        line("<recv request=\"ACK\"/>");
        go(OVER);
        return this;
    }

    /// Nothing, unless the other side hangs up.
    SippScenario pause(Duration time) {
        released();
        return nothingFor(time);
    }

    private SippScenario nothingFor(Duration time) {
        int next = ++labels;
        line("<recv request=\"BYE\" timeout=\"" + time.toMillis() + "\" ontimeout=\"" + next + "\" next=\"" + THEIR_BYE
                + "\"/>");
        label(next);
        return this;
    }

    /// Nothing, until the test says so.
    SippScenario untilTold() {
        pressing = false;
        line("<recv request=\"BYE\" optional=\"true\" next=\"" + THEIR_BYE + "\"/>");
        line("<recv request=\"INFO\" timeout=\"90000\"/>");
        return this;
    }

    /// One key.
    SippScenario press(char key) {
        released();
        Path pcap = folder.resolve(name + "-" + presses + ".pcap");
        RtpPcap.key(pcap, key, presses++);
        line("<nop><action><exec play_pcap_audio=\"" + pcap + "\"/></action></nop>");
        pressing = true;
        return this;
    }

    /// A sound, as long as that.
    SippScenario say(Duration time) {
        released();
        Path pcap = folder.resolve(name + "-" + presses + ".pcap");
        RtpPcap.buzz(pcap, time, presses++);
        line("<nop><action><exec play_pcap_audio=\"" + pcap + "\"/></action></nop>");
        return pause(time);
    }

    /// The tones of a key take a moment. Whoever waits for the test's word needs none.
    private void released() {
        if (pressing) {
            pressing = false;
            nothingFor(Duration.ofMillis(400));
        }
    }

    /// The other side must hang up within that time.
    SippScenario untilBye(Duration time) {
        released();
        line("<recv request=\"BYE\" timeout=\"" + time.toMillis() + "\" next=\"" + THEIR_BYE + "\"/>");
        return this;
    }

    /// It hangs up.
    SippScenario bye() {
        released();
        if (caller) {
            request("BYE", 50, "[next_url]", "[last_To:]\n      [routes]", NO_BODY);
        } else {
            send("BYE [$ct] SIP/2.0", """
                    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
                          From: [$to];tag=[pid]S[call_number]
                          To: [$fr]
                          Call-ID: [call_id]
                          CSeq: 1 BYE
                          Contact: <sip:[local_ip]:[local_port]>
                          Max-Forwards: 70
                    """, NO_BODY, true);
        }
        // Both may hang up in the same moment.
        line("<recv request=\"BYE\" optional=\"true\" next=\"" + THEIR_BYE + "\"/>");
        line("<recv response=\"200\"/>");
        go(OVER);
        return this;
    }

    /// Writes it.
    Path write() {
        go(OVER);
        label(THEIR_BYE);
        respond("200 OK", NO_BODY, "[last_CSeq:]");
        if (!caller) {
            go(OVER);
            label(CANCELLED);
            respond("200 OK", NO_BODY, "[last_CSeq:]");
            respond("487 Request Terminated", NO_BODY, "CSeq: [$cs] INVITE");
            line("<recv request=\"ACK\"/>");
        }
        label(OVER);
        line("<nop/>");
        if (!caller) {
            line("<Reference variables=\"cs,fr,to,ct\"/>");
        }
        Path file = folder.resolve(name + ".xml");
        try {
            Files.writeString(
                    file,
                    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<!DOCTYPE scenario SYSTEM \"sipp.dtd\">\n<scenario name=\""
                            + name + "\">\n" + xml + "</scenario>\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private void ack() {
        request("ACK", 1, "[next_url]", "[last_To:]\n      [routes]", NO_BODY);
    }

    private void request(String method, int number, String target, String to, String body) {
        send(
                method + " " + target + " SIP/2.0",
                "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]\n"
                        + "      From: <sip:[cli]@[local_ip]:[local_port]>;tag=[pid]T[call_number]\n      " + to
                        + "\n      Call-ID: [call_id]\n      CSeq: " + number + " " + method
                        + "\n      Contact: <sip:[cli]@[local_ip]:[local_port]>\n      Max-Forwards: 70\n",
                body,
                !method.equals("ACK"));
    }

    private void respond(String status, String body, String number) {
        String to = caller ? "[last_To:]" : "[last_To:];tag=[pid]S[call_number]";
        boolean ours = status.startsWith("200") && body.equals(NO_BODY);
        send(
                "SIP/2.0 " + status,
                "[last_Via:]\n      [last_From:]\n      " + (ours ? "[last_To:]" : to)
                        + "\n      [last_Call-ID:]\n      " + number
                        + "\n      Contact: <sip:[local_ip]:[local_port]>\n",
                body,
                !ours && !status.startsWith("180"));
    }

    private void send(String first, String headers, String body, boolean again) {
        xml.append(again ? "  <send retrans=\"500\"><![CDATA[\n      " : "  <send><![CDATA[\n      ")
                .append(first)
                .append("\n      ")
                .append(headers)
                .append("      ")
                .append(body)
                .append("\n  ]]></send>\n");
    }

    private void go(int label) {
        line("<nop next=\"" + label + "\"/>");
    }

    private void label(int label) {
        line("<label id=\"" + label + "\"/>");
    }

    private void line(String line) {
        xml.append("  ").append(line).append('\n');
    }
}
