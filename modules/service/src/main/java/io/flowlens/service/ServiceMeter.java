package io.flowlens.service;

/** The meters that every process or several modules have. */
public enum ServiceMeter implements ListedMeter {
    BUILD_INFO(MeterSpec.gauge(
            "flowlens.build.info",
            null,
            "Always 1; which build this is.",
            Label.bounded("version", "one value a process: the version it was built as"),
            Label.bounded("commit", "one value a process: the commit it was built from"))),
    LAG(MeterSpec.lag(
            "flowlens.lag",
            "The lag ledger, by stage: aws (end of the newest flow of a batch to its arrival at Kinesis, or in CloudWatch Logs"
                    + " where the log group itself is read), ingester (arrival to commit in Kafka), kafka (append to read),"
                    + " topology (read to judged), whole (end of the flow to judged).",
            Label.ofWords("stage", LagStage.values())));

    private final MeterSpec spec;

    ServiceMeter(MeterSpec spec) {
        this.spec = spec;
    }

    @Override
    public MeterSpec spec() {
        return spec;
    }
}
