package io.flowlens.sandbox.aws.sqs;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.region.Region;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The queues of a region by name, and the forms their names take. */
final class Queues {

    private static final int MAX_QUEUES = 100;

    private final Region region;
    private final URI endpoint;
    private final Map<String, Queue> byName = new TreeMap<>();

    Queues(Region region, URI endpoint) {
        this.region = region;
        this.endpoint = endpoint;
    }

    void add(Queue queue) {
        if (byName.size() == MAX_QUEUES) {
            throw AwsException.badRequest("OverLimit", "This sandbox has room for " + MAX_QUEUES + " queues.");
        }
        byName.put(queue.name(), queue);
    }

    void remove(Queue queue) {
        byName.remove(queue.name());
    }

    List<Queue> all() {
        return new ArrayList<>(byName.values());
    }

    /** Null if there is none. */
    Queue find(String name) {
        return byName.get(name);
    }

    /** Null if there is none. */
    Queue ofArn(String arn) {
        Queue queue = byName.get(arn.substring(arn.lastIndexOf(':') + 1));
        return queue != null && queue.arn().equals(arn) ? queue : null;
    }

    /** The queue of the call's QueueUrl, whatever host its client knows this endpoint by. */
    Queue of(Params params) {
        String url = params.required("QueueUrl");
        return named(url.substring(url.lastIndexOf('/') + 1));
    }

    Queue named(String name) {
        Queue queue = byName.get(name);
        if (queue == null) {
            throw AwsException.badRequest("QueueDoesNotExist", "The specified queue does not exist.");
        }
        return queue;
    }

    String url(Queue queue) {
        return endpoint + "/" + region.accountId() + "/" + queue.name();
    }
}
