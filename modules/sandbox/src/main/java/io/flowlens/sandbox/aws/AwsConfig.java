package io.flowlens.sandbox.aws;

import io.flowlens.sandbox.network.Pace;

/**
 * What an endpoint stands for.
 *
 * @param host address or name it listens on; everybody who reaches it may do everything, since no signature is checked
 * @param port where it listens; 0 picks a free one
 * @param region the only region it answers for
 * @param accountId twelve digits
 * @param pace how much faster than on AWS things get done
 * @param seed of resource ids and of faults
 */
public record AwsConfig(String host, int port, String region, String accountId, Pace pace, long seed) {

    public AwsConfig {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("Port " + port + " is not between 0 and 65535.");
        }
        if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw new IllegalArgumentException("'" + region + "' is not the name of an AWS region such as us-east-1.");
        }
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("Account id '" + accountId + "' is not twelve digits.");
        }
    }

    /** Loopback, a free port, us-east-1, account 123456789012, the default pace. */
    public static AwsConfig defaults() {
        return new AwsConfig("127.0.0.1", 0, "us-east-1", "123456789012", Pace.DEFAULT, System.nanoTime());
    }

    public AwsConfig withHost(String newHost) {
        return new AwsConfig(newHost, port, region, accountId, pace, seed);
    }

    public AwsConfig withPort(int newPort) {
        return new AwsConfig(host, newPort, region, accountId, pace, seed);
    }

    public AwsConfig withPace(Pace newPace) {
        return new AwsConfig(host, port, region, accountId, newPace, seed);
    }

    public AwsConfig withSeed(long newSeed) {
        return new AwsConfig(host, port, region, accountId, pace, newSeed);
    }
}
