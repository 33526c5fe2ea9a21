package io.flowlens.notifier.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The headers of Standard Webhooks: who sent it, when, and that nobody changed it. */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;

    private final List<SecretKeySpec> keys;

    WebhookSignature(List<Secret> secrets) {
        keys = secrets.stream().map(WebhookSignature::key).toList();
    }

    /** @throws IllegalArgumentException when the secret is not {@code whsec_} and base64 of enough bytes */
    static SecretKeySpec key(Secret secret) {
        String text = secret.reveal();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length < FEWEST_BYTES) {
            throw new IllegalArgumentException(
                    "a webhook's secret is base64 of at least %d bytes, with or without %s before it; make one with:  openssl rand -base64 32"
                            .formatted(FEWEST_BYTES, PREFIX));
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** One signature a key, so that receivers may hold the old or the new one. */
    Map<String, String> headers(String id, Instant now, String body) {
        String timestamp = Long.toString(now.getEpochSecond());
        String signed = id + "." + timestamp + "." + body;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put(
                "webhook-signature",
                keys.stream().map(key -> "v1," + sign(key, signed)).collect(Collectors.joining(" ")));
        return headers;
    }

    private static String sign(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
