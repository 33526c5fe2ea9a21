package io.flowlens.provisioner.cost;

/**
 * List prices in US dollars, region us-east-1, without free tier, discounts and taxes; other regions cost more. They are not
 * read from AWS: the page of each is right where it differs. Those that {@code docs/account.md} says so of were found again
 * in what others published of AWS's price list.
 */
public enum Price {
    /** t3.micro, Linux, per hour. */
    INSTANCE_HOUR(0.0104, "https://aws.amazon.com/ec2/pricing/on-demand/"),
    /** Public IPv4 address, per hour. */
    PUBLIC_ADDRESS_HOUR(0.005, "https://aws.amazon.com/vpc/pricing/"),
    /** gp3 volume, per GB and month. */
    VOLUME_GB_MONTH(0.08, "https://aws.amazon.com/ebs/pricing/"),
    /** Kinesis shard, per hour. */
    SHARD_HOUR(0.015, "https://aws.amazon.com/kinesis/data-streams/pricing/"),
    /** Kinesis PUT payload units, per million. */
    PUT_UNITS_MILLION(0.014, "https://aws.amazon.com/kinesis/data-streams/pricing/"),
    /** Vended logs into CloudWatch Logs, per GB of the first 10 TB. */
    LOGS_DELIVERED_GB(0.50, "https://aws.amazon.com/cloudwatch/pricing/"),
    /** CloudWatch Logs storage, per compressed GB and month. */
    LOGS_KEPT_GB_MONTH(0.03, "https://aws.amazon.com/cloudwatch/pricing/");

    /** When they were last compared. */
    public static final String AS_OF = "2026-11-25";

    private final double dollars;
    private final String source;

    Price(double dollars, String source) {
        this.dollars = dollars;
        this.source = source;
    }

    public double dollars() {
        return dollars;
    }

    /** AWS's page that has it. */
    public String source() {
        return source;
    }
}
