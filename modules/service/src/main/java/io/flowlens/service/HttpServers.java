package io.flowlens.service;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Makes the HTTP servers of the services. Who takes longer than {@value #REQUEST_SECONDS} s to send a request is cut off: while it is
 * read it holds a worker, and workers are few. Answers have no such limit here, since a stream of events never ends: see
 * {@link SlowReaders}.
 */
public final class HttpServers {

    static final int REQUEST_SECONDS = 20;
    private static final String REQUEST_LIMIT = "sun.net.httpserver.maxReqTime";
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private HttpServers() {}

    /**
     * Sets what the JDK reads when the first HTTP server of the process is made, whoever makes it: so a process whose first one is not made
     * here calls this before. What is set already stays.
     */
    public static void limit() {
        setUnlessSet(REQUEST_LIMIT, String.valueOf(REQUEST_SECONDS));
        // An event is small, and should not wait for the next one.
        setUnlessSet(NO_DELAY, "true");
    }

    /**
     * @param backlog connections that wait to be accepted
     * @throws IOException when the address is taken or not ours
     */
    public static HttpServer create(InetSocketAddress address, int backlog) throws IOException {
        limit();
        return HttpServer.create(address, backlog);
    }

    private static void setUnlessSet(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
