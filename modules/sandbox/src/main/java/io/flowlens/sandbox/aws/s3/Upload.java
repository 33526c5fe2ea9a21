package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The content of a request, taken out of the chunks it may come in, with what its sender says of it before or after:
 * {@code SIZE;chunk-signature=..} lines before each part, the last of size 0, then trailing headers.
 */
final class Upload {

    private final byte[] content;
    private final Map<String, String> claims;

    private Upload(byte[] content, Map<String, String> claims) {
        this.content = content;
        this.claims = claims;
    }

    static Upload of(S3Request request) {
        Map<String, String> claims = new HashMap<>(request.headers());
        boolean chunked = claims.getOrDefault("content-encoding", "").contains("aws-chunked")
                || claims.getOrDefault("x-amz-content-sha256", "").startsWith("STREAMING-");
        return new Upload(chunked ? unchunked(request.body(), claims) : request.body(), claims);
    }

    private static byte[] unchunked(byte[] body, Map<String, String> claims) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(body.length);
        int at = 0;
        int size = -1;
        while (size != 0) {
            String head = line(body, at);
            at += head.length() + 2;
            size = size(head);
            if (size > body.length - at) {
                throw incomplete();
            }
            content.write(body, at, size);
            at += size == 0 ? 0 : size + 2;
        }
        trailers(body, at, claims);
        return content.toByteArray();
    }

    private static void trailers(byte[] body, int from, Map<String, String> claims) {
        for (String line : new String(body, from, body.length - from, StandardCharsets.US_ASCII).split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                claims.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
    }

    private static String line(byte[] body, int from) {
        for (int i = from; i + 1 < body.length; i++) {
            if (body[i] == '\r' && body[i + 1] == '\n') {
                return new String(body, from, i - from, StandardCharsets.US_ASCII);
            }
        }
        throw incomplete();
    }

    private static int size(String head) {
        int semicolon = head.indexOf(';');
        try {
            int size = Integer.parseInt(semicolon < 0 ? head : head.substring(0, semicolon), 16);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw incomplete();
    }

    private static AwsException incomplete() {
        return AwsException.badRequest(
                "IncompleteBody", "The request body terminated unexpectedly or is not in chunks as it says.");
    }

    byte[] content() {
        return content;
    }

    /** Refuses content that is not what its sender says it is: by MD5 or CRC-32, the others are taken on trust. */
    void verify() {
        String md5 = claims.get("content-md5");
        if (md5 != null && !md5.equals(Base64.getEncoder().encodeToString(ObjectStore.md5(content)))) {
            throw AwsException.badRequest("BadDigest", "The Content-MD5 you specified did not match what we received.");
        }
        String crc32 = claims.get("x-amz-checksum-crc32");
        if (crc32 != null && !crc32.equals(Checksum.crc32(content))) {
            throw AwsException.badRequest(
                    "BadDigest", "The CRC32 you specified did not match the calculated checksum.");
        }
    }
}
