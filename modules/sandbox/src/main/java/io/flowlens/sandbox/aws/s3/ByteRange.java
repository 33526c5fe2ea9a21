package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Part of an object, both ends included. */
record ByteRange(int first, int last) {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** The range of a header such as {@code bytes=0-99}, {@code bytes=100-} or {@code bytes=-5}; empty if it is none. */
    static Optional<ByteRange> of(String header, int length) {
        Matcher range = RANGE.matcher(header);
        if (!range.matches() || header.equals("bytes=-")) {
            return Optional.empty();
        }
        boolean fromEnd = range.group(1).isEmpty();
        long first = fromEnd ? Math.max(0, length - Long.parseLong(range.group(2))) : Long.parseLong(range.group(1));
        long last = fromEnd || range.group(2).isEmpty() ? length - 1 : Long.parseLong(range.group(2));
        if (first >= length || last < first) {
            throw new AwsException(416, "InvalidRange", "The requested range is not satisfiable");
        }
        return Optional.of(new ByteRange((int) first, (int) Math.min(last, length - 1)));
    }

    S3Response answer(StoredObject object) {
        Map<String, String> headers = object.headers();
        headers.put("Content-Range", "bytes %d-%d/%d".formatted(first, last, object.content().length));
        return new S3Response(206, headers, Arrays.copyOfRange(object.content(), first, last + 1));
    }
}
