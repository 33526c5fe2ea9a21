package io.flowlens.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flowlens.sandbox.aws.iam.Iam;
import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.aws.sts.Sts;
import io.flowlens.sandbox.network.VpcNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One AWS region of one account, or several of several, answering AWS's own wire protocols, on loopback unless told otherwise: clients run against it
 * with only their endpoint changed. Nothing is kept beyond {@link #close()}.
 */
public final class AwsEndpoint implements AutoCloseable {

    /** Many, since those who wait for a message each keep one. */
    private static final int THREADS = 64;

    private static final int WAITING = 256;

    private final String host;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final AccountRegion home;
    private final Map<Place, AccountRegion> places = new LinkedHashMap<>();
    private final Sts sts;
    private final Faults faults;

    private AwsEndpoint(AwsConfig config) {
        host = config.host();
        server = listen(host, config.port());
        faults = new Faults(config.seed(), config.pace());
        threads = workers();
        sts = new Sts(config.accountId());
        Map<String, Iam> identities = new TreeMap<>();
        for (Place place : config.places()) {
            Region region = new Region(
                    place.region(), place.accountId(), config.pace(), Clock.systemUTC(), config.seed() + places.size());
            Iam iam = identities.computeIfAbsent(place.accountId(), account -> new Iam(region, faults::roleDelay));
            sts.add(place.accountId(), iam);
            places.put(place, new AccountRegion(config, region, sts, iam, faults, uri()));
        }
        home = places.get(config.home());
        server.setExecutor(threads);
        server.createContext(FaultsDoor.PATH, new FaultsDoor(faults));
        server.createContext("/", exchange -> place(exchange).handle(exchange));
        server.start();
    }

    /** Starts an endpoint; {@link UncheckedIOException} if its address is not this machine's, or its port is taken. */
    public static AwsEndpoint start(AwsConfig config) {
        return new AwsEndpoint(config);
    }

    /** Where a call goes: to the account that the key is of, in the region it was signed for; else home, which refuses it. */
    private AccountRegion place(HttpExchange exchange) {
        CredentialScope scope;
        try {
            scope = CredentialScope.of(exchange.getRequestHeaders());
        } catch (AwsException e) {
            return home;
        }
        String account = sts.account(scope.accessKeyId());
        AccountRegion exact = places.get(new Place(account, scope.region()));
        if (exact != null) {
            return exact;
        }
        return places.entrySet().stream()
                .filter(place -> place.getKey().accountId().equals(account))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(home);
    }

    private static ThreadPoolExecutor workers() {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "sandbox-aws-http");
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private static HttpServer listen(String host, int port) {
        // Without it an answer in two writes waits for the client's delayed acknowledgement, 40 ms each time.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), WAITING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** What clients take as their endpoint override; by the name that was listened on, so that others find it too. */
    public URI uri() {
        InetSocketAddress address = server.getAddress();
        String name = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : host;
        return URI.create("http://" + name + ":" + address.getPort());
    }

    /** Switches for faults, all off at first. */
    public Faults faults() {
        return faults;
    }

    /** The network behind it, for traffic that is nobody's: scanners from the internet. */
    public VpcNetwork network() {
        return home.network();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        places.values().forEach(AccountRegion::close);
    }
}
