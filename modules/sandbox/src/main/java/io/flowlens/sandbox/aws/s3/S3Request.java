package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A call to S3.
 *
 * @param bucket empty in calls about all buckets
 * @param key empty in calls about a bucket
 * @param query decoded; a name without a value has an empty one
 * @param headers by lower-case name
 * @param body as sent, perhaps in signed chunks
 */
public record S3Request(
        String method, String bucket, String key, Map<String, String> query, Map<String, String> headers, byte[] body) {

    /** Reads where a call goes from its path, {@code /bucket/key}. */
    public static S3Request of(
            String method, String rawPath, String rawQuery, Map<String, String> headers, byte[] body) {
        String path = rawPath.substring(1);
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        // In a path, unlike in a form, a plus is a plus.
        return new S3Request(
                method, bucket, decode(key.replace("+", "%2B")), query(rawQuery), Map.copyOf(headers), body);
    }

    private static Map<String, String> query(String rawQuery) {
        Map<String, String> query = new HashMap<>();
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            query.put(
                    decode(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsException.badRequest("InvalidURI", "Couldn't parse the specified URI.");
        }
    }

    String header(String name) {
        return headers.get(name);
    }

    /** A whole number in the query that is not negative. */
    int number(String name, int otherwise) {
        String value = query.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}")) {
            throw AwsException.badRequest("InvalidArgument", "Provided " + name + " not an integer or within range");
        }
        return Integer.parseInt(value);
    }
}
