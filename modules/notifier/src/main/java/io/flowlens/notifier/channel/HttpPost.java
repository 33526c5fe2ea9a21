package io.flowlens.notifier.channel;

import io.flowlens.topics.SafeText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Posts JSON to one address, in bounded time, and says what became of it.
 *
 * <p>Redirects are not followed: they could lead anywhere. What it says never holds the address, which may be a secret, only the
 * host.
 */
final class HttpPost {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final int SHOWN = 200;
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI address;
    private final TargetGuard guard;
    private final Duration patience;

    HttpPost(URI address, TargetGuard guard) {
        this(address, guard, ANSWER_WITHIN);
    }

    HttpPost(URI address, TargetGuard guard, Duration patience) {
        this.address = address;
        this.guard = guard;
        this.patience = patience;
    }

    Receipt check() {
        return guard.check(address.getHost(), address.getScheme().equals("https"));
    }

    /** @param understood whether the body of a good answer is one that this kind of receiver gives */
    Receipt post(String body, Map<String, String> headers, Predicate<String> understood) {
        Receipt allowed = check();
        if (allowed != Receipt.ACCEPTED) {
            return allowed;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("User-Agent", "flowlens")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        return send(request.build(), understood);
    }

    private Receipt send(HttpRequest request, Predicate<String> understood) {
        CompletableFuture<HttpResponse<String>> answer = CLIENT.sendAsync(request, response -> new FirstBytes());
        try {
            // Of a body that never ends the client itself would wait for ever.
            return receipt(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS), understood);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Receipt.failed("no answer from %s within %d s".formatted(address.getHost(), patience.toSeconds()));
        } catch (ExecutionException e) {
            return Receipt.failed(reason(e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Receipt.failed("interrupted");
        }
    }

    private Receipt receipt(HttpResponse<String> answer, Predicate<String> understood) {
        int status = answer.statusCode();
        String said = "%s answered %d%s".formatted(address.getHost(), status, shown(answer.body()));
        if (status / 100 == 2) {
            return understood.test(answer.body())
                    ? Receipt.ACCEPTED
                    : Receipt.refused(said + ", which is no answer of such a receiver; is the address right?");
        }
        if (status == 408 || status == 429 || status / 100 == 5) {
            return new Receipt.Failed(
                    said,
                    RetryAfter.of(answer.headers().firstValue("Retry-After").orElse(null)));
        }
        return Receipt.refused(
                status / 100 == 3 ? said + ": redirects are not followed, give the address it leads to" : said);
    }

    private String reason(Throwable failure) {
        String kind = failure.getClass().getSimpleName();
        String words =
                failure instanceof IOException && failure.getMessage() != null ? ": " + failure.getMessage() : "";
        return "no answer from " + address.getHost() + " (" + kind + words + ")";
    }

    private static String shown(String body) {
        String line = SafeText.of(body.strip());
        return line.isEmpty() ? "" : ": " + (line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line);
    }
}
