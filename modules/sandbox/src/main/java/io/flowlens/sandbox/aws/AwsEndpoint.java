package io.flowlens.sandbox.aws;

import com.sun.net.httpserver.HttpServer;
import io.flowlens.sandbox.aws.cloudtrail.CloudTrail;
import io.flowlens.sandbox.aws.ec2.Ec2;
import io.flowlens.sandbox.aws.iam.Iam;
import io.flowlens.sandbox.aws.kinesis.Kinesis;
import io.flowlens.sandbox.aws.logs.CloudWatchLogs;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.aws.s3.S3;
import io.flowlens.sandbox.aws.sqs.Sqs;
import io.flowlens.sandbox.aws.ssm.Ssm;
import io.flowlens.sandbox.aws.sts.Sts;
import io.flowlens.sandbox.network.VpcNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One AWS region of one account, answering AWS's own wire protocols, on loopback unless told otherwise: clients run against it
 * with only their endpoint changed. Nothing is kept beyond {@link #close()}.
 */
public final class AwsEndpoint implements AutoCloseable {

    /** Many, since those who wait for a message each keep one. */
    private static final int THREADS = 64;

    private static final int WAITING = 256;

    private final String host;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Region region;
    private final VpcNetwork network;
    private final Ssm ssm;
    private final Faults faults;

    private AwsEndpoint(AwsConfig config) {
        host = config.host();
        server = listen(host, config.port());
        region = new Region(config.region(), config.accountId(), config.pace(), Clock.systemUTC(), config.seed());
        network = VpcNetwork.start(config.region(), config.pace());
        faults = new Faults(config.seed());
        threads = workers();
        Iam iam = new Iam(region);
        Kinesis kinesis = new Kinesis(region);
        CloudWatchLogs logs = new CloudWatchLogs(region, kinesis, iam);
        Sqs sqs = new Sqs(region, uri());
        S3 s3 = new S3(region, sqs);
        Ec2 ec2 = new Ec2(region, network, iam, logs, s3);
        ssm = new Ssm(region, network, ec2, iam);
        Sts sts = new Sts(region);
        CloudTrail trail = new CloudTrail(region, sts::principal);
        server.setExecutor(threads);
        FrontDoor frontDoor = new FrontDoor(
                region,
                byName(Stream.of(
                        sts.service(),
                        iam.service(),
                        ec2.service(),
                        ssm.service(),
                        logs.service(),
                        kinesis.service(),
                        sqs.service(),
                        trail.service())),
                trail,
                faults);
        S3Door s3Door = new S3Door(region, s3, faults);
        server.createContext(FaultsDoor.PATH, new FaultsDoor(faults));
        server.createContext("/", exchange -> (S3Door.isFor(exchange) ? s3Door : frontDoor).handle(exchange));
        server.start();
    }

    /** Starts an endpoint; {@link UncheckedIOException} if its address is not this machine's, or its port is taken. */
    public static AwsEndpoint start(AwsConfig config) {
        return new AwsEndpoint(config);
    }

    private static Map<String, Service> byName(Stream<Service> services) {
        return services.collect(Collectors.toMap(Service::name, each -> each, (one, other) -> one, TreeMap::new));
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
        return network;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        region.close();
        ssm.close();
        network.close();
    }
}
