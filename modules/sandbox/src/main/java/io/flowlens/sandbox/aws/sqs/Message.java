package io.flowlens.sandbox.aws.sqs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** A message in a queue: hidden from others for a time after each receipt, which gives it a new handle. */
final class Message {

    /** What a message takes besides its text. */
    private static final int OVERHEAD = 512;

    private final String id;
    private final String body;
    private final Instant sent;
    private Instant visible;
    private Instant firstReceived;
    private String handle;
    private int receipts;

    Message(String id, String body, Instant sent, Instant visible) {
        this.id = id;
        this.body = body;
        this.sent = sent;
        this.visible = visible;
    }

    String id() {
        return id;
    }

    String body() {
        return body;
    }

    /** The MD5 of the text, by which clients check what they sent and received. */
    String digest() {
        try {
            byte[] text = body.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no MD5, which SQS checks messages with.", e);
        }
    }

    Instant sent() {
        return sent;
    }

    Instant firstReceived() {
        return firstReceived;
    }

    int receipts() {
        return receipts;
    }

    /** When it can be received (again). */
    Instant visible() {
        return visible;
    }

    boolean isVisible(Instant now) {
        return !now.isBefore(visible);
    }

    /** Received and neither deleted nor visible again. */
    boolean isInFlight(Instant now) {
        return receipts > 0 && !isVisible(now);
    }

    boolean isDelayed(Instant now) {
        return receipts == 0 && !isVisible(now);
    }

    void receive(String newHandle, Instant now, Instant visibleAgain) {
        handle = newHandle;
        receipts++;
        firstReceived = firstReceived == null ? now : firstReceived;
        visible = visibleAgain;
    }

    void hideUntil(Instant time) {
        visible = time;
    }

    /** The handle of the last receipt, the one that counts; null before the first. */
    String handle() {
        return handle;
    }

    int size() {
        return body.length() * 2 + OVERHEAD;
    }
}
