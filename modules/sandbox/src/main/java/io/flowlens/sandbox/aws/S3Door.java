package io.flowlens.sandbox.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.aws.s3.S3;
import io.flowlens.sandbox.aws.s3.S3Request;
import io.flowlens.sandbox.aws.s3.S3Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the calls to S3, which speaks plain HTTP where all other services have protocols of their own. */
final class S3Door implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(S3Door.class);

    private final Region region;
    private final S3 s3;
    private final Faults faults;

    S3Door(Region region, S3 s3, Faults faults) {
        this.region = region;
        this.s3 = s3;
        this.faults = faults;
    }

    /** Whether a request was signed for S3. */
    static boolean isFor(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return authorization != null && authorization.contains("/s3/aws4_request");
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String requestId = region.ids().uuid();
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            S3Response response;
            try {
                response = answer(exchange);
            } catch (AwsException e) {
                response = S3Response.error(e, path, requestId);
            } catch (RuntimeException e) {
                LOG.error("A request could not be answered.", e);
                AwsException failure = new AwsException(500, "InternalError", "The request could not be answered.");
                response = S3Response.error(failure, path, requestId);
            }
            send(exchange, response, requestId);
        }
    }

    private S3Response answer(HttpExchange exchange) throws IOException {
        byte[] body = RequestBody.asSent(exchange);
        requireThisRegion(exchange);
        S3Request request = S3Request.of(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                headers(exchange),
                body);
        String operation = s3.operation(request);
        faults.befall("s3", operation, new AwsException(503, "SlowDown", "Please reduce your request rate."));
        return s3.answer(request);
    }

    private void requireThisRegion(HttpExchange exchange) {
        String asked = CredentialScope.of(exchange.getRequestHeaders()).region();
        if (!asked.equals(region.name())) {
            throw AwsException.badRequest(
                    "AuthorizationHeaderMalformed",
                    "The authorization header is malformed; the region '%s' is wrong; expecting '%s'"
                            .formatted(asked, region.name()));
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }

    private static void send(HttpExchange exchange, S3Response response, String requestId) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::set);
        headers.set("x-amz-request-id", requestId);
        boolean silent = exchange.getRequestMethod().equals("HEAD") || response.status() == 204;
        if (silent || response.body().length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), response.body().length);
            exchange.getResponseBody().write(response.body());
        }
    }
}
