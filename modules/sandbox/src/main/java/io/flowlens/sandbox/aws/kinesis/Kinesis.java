package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.Dialect;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.region.Region;

/** Kinesis Data Streams: shards that keep records in order for a time. AWS's limits of throughput are not enforced. */
public final class Kinesis {

    private final Region region;
    private final Streams streams;
    private final Service service = new Service("kinesis", Dialect.KINESIS);

    public Kinesis(Region region) {
        this.region = region;
        this.streams = new Streams(region);
        new StreamActions(region, streams).register(service);
        new ShardActions(region, streams).register(service);
        new Resharding(region, streams).register(service);
        new ReadActions(region, streams).register(service);
        new WriteActions(region, streams).register(service);
        new ConsumerActions(region, streams, service.locked()).register(service);
        new TagActions(streams).register(service);
    }

    public Service service() {
        return service;
    }

    /** Whether a stream is there and takes records without reserve, as a subscription of a log group demands. */
    public boolean isActive(String streamArn) {
        synchronized (service.locked()) {
            Stream stream = find(streamArn);
            return stream != null && stream.status(region.now()).equals("ACTIVE");
        }
    }

    /** Puts a record for another service; false if the stream is not there to take it. */
    public boolean deliver(String streamArn, String partitionKey, byte[] data) {
        synchronized (service.locked()) {
            Stream stream = find(streamArn);
            if (stream == null || stream.status(region.now()).equals("CREATING")) {
                return false;
            }
            stream.put(partitionKey, HashRange.hashOf(partitionKey), data, region.now());
            service.locked().notifyAll();
            return true;
        }
    }

    private Stream find(String streamArn) {
        return streams.find(streamArn.substring(streamArn.lastIndexOf('/') + 1));
    }
}
