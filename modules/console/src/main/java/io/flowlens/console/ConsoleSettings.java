package io.flowlens.console;

import io.flowlens.console.http.AccessToken;
import java.net.InetSocketAddress;
import java.util.Set;

/**
 * Where the console answers, and whom.
 *
 * @param listen port 0 takes a free one
 * @param token what everybody has to show; null asks for none, and is for loopback alone
 * @param hosts names under which people reach it, beside the address itself and, on loopback, {@code localhost}
 */
public record ConsoleSettings(InetSocketAddress listen, AccessToken token, Set<String> hosts) {

    public ConsoleSettings {
        hosts = Set.copyOf(hosts);
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException(
                    "cannot listen on '%s': no such address".formatted(listen.getHostString()));
        }
        if (token == null && !listen.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "listening on %s, where others can reach it, takes a token: --token-file FILE or FLOWLENS_CONSOLE_TOKEN"
                            .formatted(listen.getHostString()));
        }
    }

    /** On loopback, for everybody on this machine. */
    public static ConsoleSettings loopback(int port) {
        return new ConsoleSettings(new InetSocketAddress("127.0.0.1", port), null, Set.of());
    }
}
