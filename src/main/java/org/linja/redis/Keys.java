package org.linja.redis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// The names of keys, all in one place. `docs/ARCHITECTURE.md` says what each holds and how long.
final class Keys {
    private Keys() {}

    static String inbound(int partition) {
        return Partitions.tag(partition) + ":in";
    }

    static String inboundQueue(int partition, boolean urgent) {
        return Partitions.tag(partition) + (urgent ? ":in:0" : ":in:1");
    }

    static String putBack(int partition, String inboundId) {
        return Partitions.tag(partition) + ":back:" + inboundId;
    }

    static String parts(int partition) {
        return Partitions.tag(partition) + ":parts";
    }

    static String pseudonym(int partition, String fingerprint) {
        return Partitions.tag(partition) + ":n:" + fingerprint;
    }

    static String person(int partition, String word) {
        return Partitions.tag(partition) + ":p:" + word;
    }

    static String record(int partition, String word) {
        return Partitions.tag(partition) + ":k:" + word;
    }

    static String entries(int partition, String word) {
        return Partitions.tag(partition) + ":e:" + word;
    }

    static String codes(int partition) {
        return Partitions.tag(partition) + ":codes";
    }

    static String open(int partition) {
        return Partitions.tag(partition) + ":open";
    }

    static String waiting(int partition) {
        return Partitions.tag(partition) + ":wait";
    }

    static String due(int partition) {
        return Partitions.tag(partition) + ":due";
    }

    static String calls(int partition) {
        return Partitions.tag(partition) + ":calls";
    }

    static String audit(int partition) {
        return Partitions.tag(partition) + ":audit";
    }

    static String auditCut(int partition) {
        return Partitions.tag(partition) + ":audit:cut";
    }

    static String desks() {
        return Partitions.tag(0) + ":desk";
    }

    static String claimed(int partition) {
        return Partitions.tag(partition) + ":o:out";
    }

    static String lastClaim(int partition, String node) {
        return Partitions.tag(partition) + ":o:last:" + node;
    }

    static String lane(int partition, int lane) {
        return Partitions.tag(partition) + ":o:" + lane;
    }

    static String receipt(int partition, String carrier, String id) {
        return Partitions.tag(partition) + ":d:" + carrier + ":" + id;
    }

    static String receipts(int partition, String messageId) {
        return Partitions.tag(partition) + ":r:" + messageId;
    }

    static String ussd(int partition, String session) {
        return Partitions.tag(partition) + ":u:" + session;
    }

    static String ussdBroken(int partition, String fingerprint) {
        return Partitions.tag(partition) + ":u:b:" + fingerprint;
    }

    static String ussdSilent(int partition) {
        return Partitions.tag(partition) + ":u:due";
    }

    static String alertsThisMinute(String name) {
        return Partitions.GLOBAL + ":alerts:" + name;
    }

    static String digests() {
        return Partitions.GLOBAL + ":digests";
    }

    static String breaks() {
        return Partitions.GLOBAL + ":breaks";
    }

    static String busy() {
        return Partitions.GLOBAL + ":busy";
    }

    static String alarm(String name) {
        return Partitions.GLOBAL + ":alarm:" + name;
    }

    static String overrides() {
        return Partitions.GLOBAL + ":overrides";
    }

    static String swaps() {
        return Partitions.GLOBAL + ":swaps";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }

    static byte[] bytes(Instant time) {
        return bytes(time.toEpochMilli());
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
