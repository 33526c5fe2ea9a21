package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.aws.s3.S3;
import io.flowlens.sandbox.network.FlowLogLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * A bucket. Records are gathered by the five minutes their ends fall in, and written, compressed and under a line of
 * their columns' names, when as much of AWS's time has passed: with a fast pace, in several files for the same minutes.
 */
final class BucketDestination implements FlowLogDestination {

    private static final Duration PERIOD = Duration.ofMinutes(5);
    /** AWS begins another file at 75 MB. */
    private static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    private final Region region;
    private final S3 s3;
    private final BucketLayout layout;
    private final String header;
    private final Map<Long, StringBuilder> gathered = new TreeMap<>();
    private volatile boolean failed;

    /** @param fields the names of the columns */
    BucketDestination(Region region, S3 s3, BucketLayout layout, List<String> fields) {
        this.region = region;
        this.s3 = s3;
        this.layout = layout;
        this.header = String.join(" ", fields) + "\n";
    }

    @Override
    public synchronized boolean deliver(FlowLog flowLog, String interfaceId, List<FlowLogLine> lines) {
        for (FlowLogLine line : lines) {
            long period = Math.floorDiv(line.endMillis(), PERIOD.toMillis()) * PERIOD.toMillis();
            StringBuilder text = gathered.get(period);
            if (text == null) {
                text = new StringBuilder(header);
                gathered.put(period, text);
                region.later(PERIOD, () -> write(flowLog.id(), period));
            }
            text.append(line.text()).append('\n');
            if (text.length() > MAX_CHARACTERS) {
                write(flowLog.id(), period);
            }
        }
        return !failed;
    }

    private synchronized void write(String flowLogId, long period) {
        StringBuilder text = gathered.remove(period);
        if (text == null) {
            return;
        }
        String key = layout.key(
                flowLogId,
                Instant.ofEpochMilli(period),
                region.ids().resource("f").substring(2, 10));
        try {
            s3.put(layout.bucket(), key, packed(text.toString()));
            failed = false;
        } catch (AwsException e) {
            // The bucket is gone or full: the records are lost, and the flow log's description says so.
            failed = true;
        }
    }

    private static byte[] packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compress in memory", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public Tree describe() {
        return Tree.of(
                "logDestinationType",
                "s3",
                "logDestination",
                arn(),
                "destinationOptions",
                Tree.of(
                        "fileFormat", "plain-text",
                        "hiveCompatiblePartitions", layout.hive(),
                        "perHourPartition", layout.perHour()));
    }

    @Override
    public String arn() {
        return layout.arn();
    }
}
