package io.flowlens.provisioner.cost;

/**
 * List prices in US dollars, region us-east-1, without free tier, discounts and taxes. Other regions cost up to about twice as
 * much; the page named is AWS's own and is right where this differs.
 */
public enum Price {
    INSTANCE_HOUR(0.0104, "t3.micro, Linux, per hour", "https://aws.amazon.com/ec2/pricing/on-demand/"),
    PUBLIC_ADDRESS_HOUR(0.005, "public IPv4 address, per hour", "https://aws.amazon.com/vpc/pricing/"),
    VOLUME_GB_MONTH(0.08, "gp3 volume, per GB and month", "https://aws.amazon.com/ebs/pricing/"),
    SHARD_HOUR(0.015, "Kinesis shard, per hour", "https://aws.amazon.com/kinesis/data-streams/pricing/"),
    PUT_UNITS_MILLION(
            0.014, "Kinesis PUT payload units, per million", "https://aws.amazon.com/kinesis/data-streams/pricing/"),
    LOGS_DELIVERED_GB(
            0.50,
            "vended logs into CloudWatch Logs, per GB (first 10 TB)",
            "https://aws.amazon.com/cloudwatch/pricing/"),
    LOGS_KEPT_GB_MONTH(
            0.03, "CloudWatch Logs storage, per compressed GB and month", "https://aws.amazon.com/cloudwatch/pricing/");

    /** When these were last looked up. */
    public static final String AS_OF = "2025";

    private final double dollars;
    private final String what;
    private final String source;

    Price(double dollars, String what, String source) {
        this.dollars = dollars;
        this.what = what;
        this.source = source;
    }

    public double dollars() {
        return dollars;
    }

    public String what() {
        return what;
    }

    /** AWS's page that has it. */
    public String source() {
        return source;
    }
}
