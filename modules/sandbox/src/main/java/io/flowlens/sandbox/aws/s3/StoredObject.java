package io.flowlens.sandbox.aws.s3;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object as it lies in a bucket.
 *
 * @param metadata the headers to give back with it
 */
record StoredObject(String key, byte[] content, Map<String, String> metadata, String etag, Instant modified) {

    /** What an object takes besides its content. */
    private static final int OVERHEAD = 512;

    private static final DateTimeFormatter HTTP_TIME = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>(metadata);
        headers.put("ETag", etag);
        headers.put("Last-Modified", HTTP_TIME.format(modified));
        headers.put("Accept-Ranges", "bytes");
        return headers;
    }

    int size() {
        return content.length + key.length() * 2 + OVERHEAD;
    }
}
