package io.flowlens.console.http;

import com.sun.net.httpserver.Headers;
import io.flowlens.console.ConsoleSettings;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who may ask.
 *
 * <p>A page of somebody else must not read ours through a visitor's browser: so the Host has to be one of our names (a foreign name
 * that was rebound to our address is not), and an Origin, where a browser sends one, as well.
 */
final class Doorkeeper {

    private static final String COOKIE = "flowlens-session";
    private static final String BEARER = "Bearer ";

    private final AccessToken token;
    private final Set<String> hosts = new HashSet<>();
    private final Sessions sessions = new Sessions(Clock.systemUTC());

    Doorkeeper(ConsoleSettings settings) {
        token = settings.token();
        settings.hosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        var address = settings.listen().getAddress();
        hosts.add(settings.listen().getHostString().toLowerCase(Locale.ROOT));
        hosts.add(address.getHostAddress());
        if (address.isLoopbackAddress()) {
            hosts.addAll(List.of("localhost", "127.0.0.1", "[::1]"));
        }
    }

    /** Whether the request was meant for us; any port is, since a tunnel may end on another one. */
    boolean knowsHost(Headers headers) {
        String origin = headers.getFirst("Origin");
        return isOurs("http://" + headers.getFirst("Host")) && (origin == null || isOurs(origin));
    }

    /** Whether it carries the token, or the cookie given for it. */
    boolean lets(Headers headers) {
        if (token == null) {
            return true;
        }
        String authorization = headers.getFirst("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            return token.is(authorization.substring(BEARER.length()).strip());
        }
        return headers.getOrDefault("Cookie", List.of()).stream()
                .flatMap(cookies -> List.of(cookies.split(";")).stream())
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .anyMatch(cookie -> sessions.isOpen(cookie.substring(COOKIE.length() + 1)));
    }

    /**
     * Trades the token for a cookie, which scripts cannot read and other sites cannot send.
     *
     * @return the Set-Cookie header; null for a wrong token
     */
    String logIn(String guess) {
        if (token == null || !token.is(guess)) {
            return null;
        }
        return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict"
                .formatted(COOKIE, sessions.begin(), Sessions.KEPT.toSeconds());
    }

    private boolean isOurs(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
