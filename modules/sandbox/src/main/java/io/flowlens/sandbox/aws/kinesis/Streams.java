package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.region.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The streams of a region by name; a stream whose deletion is done is gone. */
final class Streams {

    private final Region region;
    private final Map<String, Stream> byName = new TreeMap<>();

    Streams(Region region) {
        this.region = region;
    }

    void add(Stream stream) {
        byName.put(stream.name(), stream);
    }

    List<Stream> all() {
        Instant now = region.now();
        byName.values().removeIf(stream -> stream.isGone(now));
        return new ArrayList<>(byName.values());
    }

    Stream find(String name) {
        all();
        return byName.get(name);
    }

    /** The stream that StreamName or StreamARN names. */
    Stream named(Params params) {
        String arn = params.text("StreamARN");
        return named(arn == null ? params.required("StreamName") : arn.substring(arn.lastIndexOf('/') + 1));
    }

    Stream named(String name) {
        Stream stream = find(name);
        if (stream == null) {
            throw AwsException.badRequest(
                    "ResourceNotFoundException",
                    "Stream %s under account %s not found.".formatted(name, region.accountId()));
        }
        return stream;
    }

    /** A stream that may be changed now. */
    Stream active(Params params) {
        Stream stream = named(params);
        String status = stream.status(region.now());
        if (!status.equals("ACTIVE")) {
            throw AwsException.badRequest(
                    "ResourceInUseException",
                    "Stream %s under account %s not ACTIVE, instead in state %s"
                            .formatted(stream.name(), region.accountId(), status));
        }
        return stream;
    }

    /** A stream that takes and gives records now: not one that is still being created. */
    Stream readable(Params params) {
        Stream stream = named(params);
        if (stream.status(region.now()).equals("CREATING")) {
            throw AwsException.badRequest(
                    "ResourceNotFoundException",
                    "Stream %s under account %s not found.".formatted(stream.name(), region.accountId()));
        }
        return stream;
    }
}
