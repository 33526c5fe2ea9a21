package io.flowlens.sandbox.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.flowlens.sandbox.aws.cloudtrail.CloudTrail;
import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Dialect;
import io.flowlens.sandbox.aws.protocol.EventSource;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Protocol;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the service and the operation a request is for, has it answered, and writes the answer in the same protocol. */
final class FrontDoor implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    private final Region region;
    private final Map<String, Service> services;
    private final CloudTrail trail;
    private final Faults faults;

    FrontDoor(Region region, Map<String, Service> services, CloudTrail trail, Faults faults) {
        this.region = region;
        this.services = services;
        this.trail = trail;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String requestId = region.ids().uuid();
        Dialect dialect = unknownDialect(exchange);
        Protocol protocol = Protocol.of(dialect, contentType(exchange));
        try (exchange) {
            try {
                byte[] body = RequestBody.of(exchange);
                CredentialScope scope = CredentialScope.of(exchange.getRequestHeaders());
                Service service = service(scope);
                dialect = service.dialect();
                protocol = Protocol.of(dialect, contentType(exchange));
                Params params = protocol.parse(body).by(scope.accessKeyId());
                String operation = operation(exchange.getRequestHeaders(), service, params);
                if (service.hasEvents(operation)) {
                    faults.befall(service.name(), operation, service.dialect().throttled());
                    sendEvents(exchange, protocol, requestId, service.open(operation, params));
                    return;
                }
                byte[] answer = protocol.result(operation, faults.answer(service, operation, params), requestId);
                trail.answered(service.name(), operation, params, scope.accessKeyId());
                send(exchange, 200, protocol.contentType(), requestId, answer);
            } catch (AwsException e) {
                String queryError = dialect.queryError(e);
                if (queryError != null) {
                    exchange.getResponseHeaders().set("x-amzn-query-error", queryError);
                }
                send(exchange, e.status(), protocol.contentType(), requestId, protocol.error(e, requestId));
            } catch (RuntimeException e) {
                LOG.error("A request could not be answered.", e);
                AwsException failure = new AwsException(500, "InternalFailure", "The request could not be answered.");
                send(exchange, 500, protocol.contentType(), requestId, protocol.error(failure, requestId));
            }
        }
    }

    /** Before the service is known, only its manner of speaking is. */
    private static Dialect unknownDialect(HttpExchange exchange) {
        return exchange.getRequestHeaders().containsKey("X-Amz-Target") ? Dialect.LOGS : Dialect.EC2;
    }

    private static String contentType(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Content-Type");
    }

    private Service service(CredentialScope scope) {
        Service service = services.get(scope.service());
        if (service == null) {
            throw AwsException.badRequest(
                    "UnknownService",
                    "Service '" + scope.service() + "' is not part of this sandbox; it has " + services.keySet() + ".");
        }
        boolean global = service.dialect() == Dialect.IAM || service.dialect() == Dialect.STS;
        if (!global && !scope.region().equals(region.name())) {
            throw AwsException.badRequest(
                    "InvalidSignatureException",
                    "Credential should be scoped to a valid region, not '%s': this endpoint is %s."
                            .formatted(scope.region(), region.name()));
        }
        return service;
    }

    private static String operation(Headers headers, Service service, Params params) {
        if (service.dialect().isXml()) {
            String action = params.text("Action");
            if (action == null) {
                throw AwsException.badRequest("MissingAction", "The request must contain the parameter Action.");
            }
            return action;
        }
        String target = headers.getFirst("X-Amz-Target");
        if (target == null) {
            throw AwsException.badRequest("UnknownOperationException", "The request has no header X-Amz-Target.");
        }
        return target.substring(target.lastIndexOf('.') + 1);
    }

    private static void sendEvents(HttpExchange exchange, Protocol protocol, String requestId, EventSource events)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.amazon.eventstream");
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(protocol.event("initial-response", new Tree()));
        out.flush();
        try {
            for (Optional<Tree> next = events.next(); next.isPresent(); next = events.next()) {
                for (Map.Entry<String, Object> event : next.get().entrySet()) {
                    out.write(protocol.event(event.getKey(), (Tree) event.getValue()));
                }
                out.flush();
            }
        } catch (InterruptedException e) {
            // The endpoint is closing, and with it the connection.
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String requestId, byte[] body)
            throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("x-amzn-RequestId", requestId);
        CRC32 checksum = new CRC32();
        checksum.update(body);
        headers.set("x-amz-crc32", Long.toString(checksum.getValue()));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
