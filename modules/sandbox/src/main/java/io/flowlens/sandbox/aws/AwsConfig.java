package io.flowlens.sandbox.aws;

import io.flowlens.sandbox.network.Pace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an endpoint stands for.
 *
 * @param host address or name it listens on; everybody who reaches it may do everything, since no signature is checked
 * @param port where it listens; 0 picks a free one
 * @param region the only region it answers for
 * @param accountId twelve digits
 * @param pace how much faster than on AWS things get done
 * @param seed of resource ids and of faults
 * @param others regions and accounts that are there beside; whoever signs with an account's id as key is its root
 */
public record AwsConfig(
        String host, int port, String region, String accountId, Pace pace, long seed, List<Place> others) {

    public AwsConfig {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("Port " + port + " is not between 0 and 65535.");
        }
        new Place(accountId, region); // or there is no such
        others = List.copyOf(others);
    }

    /** Loopback, a free port, us-east-1, account 123456789012, the default pace. */
    public static AwsConfig defaults() {
        return new AwsConfig("127.0.0.1", 0, "us-east-1", "123456789012", Pace.DEFAULT, System.nanoTime(), List.of());
    }

    public AwsConfig withHost(String newHost) {
        return new AwsConfig(newHost, port, region, accountId, pace, seed, others);
    }

    public AwsConfig withPort(int newPort) {
        return new AwsConfig(host, newPort, region, accountId, pace, seed, others);
    }

    public AwsConfig withPace(Pace newPace) {
        return new AwsConfig(host, port, region, accountId, newPace, seed, others);
    }

    public AwsConfig withSeed(long newSeed) {
        return new AwsConfig(host, port, region, accountId, pace, newSeed, others);
    }

    public AwsConfig with(Place... more) {
        return new AwsConfig(host, port, region, accountId, pace, seed, List.of(more));
    }

    Place home() {
        return new Place(accountId, region);
    }

    /** Home first. */
    Set<Place> places() {
        Set<Place> all = new LinkedHashSet<>(List.of(home()));
        all.addAll(others);
        return all;
    }
}
