package io.flowlens.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import io.flowlens.sandbox.aws.protocol.AwsException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads request bodies of bounded size, unpacked if they came packed. */
final class RequestBody {

    /** Above the largest request AWS takes here (PutRecords, 10 MiB, in base64). */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private RequestBody() {}

    static byte[] of(HttpExchange exchange) throws IOException {
        boolean packed = "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return packed ? unpacked(exchange) : asSent(exchange);
    }

    /** The body without unpacking: for S3, packed content is the object. */
    static byte[] asSent(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            return bounded(in);
        }
    }

    private static byte[] unpacked(HttpExchange exchange) throws IOException {
        try (InputStream in = new GZIPInputStream(exchange.getRequestBody())) {
            return bounded(in);
        } catch (ZipException e) {
            throw AwsException.badRequest("SerializationException", "The request body is not gzip as it says.");
        }
    }

    private static byte[] bounded(InputStream in) throws IOException {
        byte[] body = in.readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new AwsException(
                    413, "RequestEntityTooLargeException", "The request is larger than " + MAX_BYTES + " bytes.");
        }
        return body;
    }
}
