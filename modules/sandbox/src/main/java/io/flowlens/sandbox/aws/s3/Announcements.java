package io.flowlens.sandbox.aws.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.aws.sqs.Sqs;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Tells queues of new objects, in AWS's event message structure 2.1. Keys in it are encoded as in a form, but for the
 * slashes: a space is a plus, {@code =} is {@code %3D}.
 */
final class Announcements {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Region region;
    private final Sqs sqs;
    private long sequence;

    Announcements(Region region, Sqs sqs) {
        this.region = region;
        this.sqs = sqs;
    }

    String newId() {
        return region.ids().uuid();
    }

    /** Sends what AWS sends when a queue is to be told from now on; false if the queue is not there. */
    boolean test(Bucket bucket, String queueArn) {
        return sqs.deliver(
                queueArn,
                json(Tree.of(
                        "Service", "Amazon S3",
                        "Event", "s3:TestEvent",
                        "Time", region.now().toString(),
                        "Bucket", bucket.name(),
                        "RequestId", newId(),
                        "HostId", newId())));
    }

    /** A queue that is gone hears nothing, as on AWS. */
    void created(Bucket bucket, StoredObject object) {
        sequence++;
        for (QueueNotification notification : bucket.notifications()) {
            if (notification.wantsPut(object.key())) {
                Tree event = event(bucket, object, notification);
                sqs.deliver(notification.queueArn(), json(Tree.of("Records", List.of(event))));
            }
        }
    }

    private Tree event(Bucket bucket, StoredObject object, QueueNotification notification) {
        Tree owner = Tree.of("principalId", region.accountId());
        return Tree.of(
                "eventVersion",
                "2.1",
                "eventSource",
                "aws:s3",
                "awsRegion",
                region.name(),
                "eventTime",
                object.modified().toString(),
                "eventName",
                "ObjectCreated:Put",
                "userIdentity",
                owner,
                "s3",
                Tree.of(
                        "s3SchemaVersion", "1.0",
                        "configurationId", notification.id(),
                        "bucket", describe(bucket, owner),
                        "object", describe(object)));
    }

    private static Tree describe(Bucket bucket, Tree owner) {
        return Tree.of("name", bucket.name(), "ownerIdentity", owner, "arn", "arn:aws:s3:::" + bucket.name());
    }

    private Tree describe(StoredObject object) {
        return Tree.of(
                "key", URLEncoder.encode(object.key(), StandardCharsets.UTF_8).replace("%2F", "/"),
                "size", object.content().length,
                "eTag", object.etag().replace("\"", ""),
                "sequencer", String.format(Locale.ROOT, "%016X", sequence));
    }

    private static String json(Tree tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event cannot be written as JSON.", e);
        }
    }
}
