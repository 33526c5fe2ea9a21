package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which queues hear of a bucket's new objects. */
final class NotificationActions {

    private static final int MAX_NOTIFICATIONS = 100;

    private final Buckets buckets;
    private final Announcements announcements;

    NotificationActions(Buckets buckets, Announcements announcements) {
        this.buckets = buckets;
        this.announcements = announcements;
    }

    void register(Map<String, Function<S3Request, S3Response>> actions) {
        actions.put("PutBucketNotificationConfiguration", this::put);
        actions.put("GetBucketNotificationConfiguration", this::show);
    }

    /** Takes effect as a whole, and only if every queue took a test message. */
    private S3Response put(S3Request request) {
        Bucket bucket = buckets.named(request.bucket());
        List<QueueNotification> notifications = new ArrayList<>();
        for (XmlBody each : XmlBody.of(Upload.of(request).content()).children()) {
            if (!each.name().equals("QueueConfiguration")) {
                throw new AwsException(501, "NotImplemented", each.name() + ": only queues are told of objects here.");
            }
            notifications.add(QueueNotification.of(each, announcements.newId()));
        }
        if (notifications.size() > MAX_NOTIFICATIONS) {
            throw AwsException.badRequest("InvalidArgument", "A bucket has at most 100 notification configurations.");
        }
        boolean reached = notifications.stream()
                .map(QueueNotification::queueArn)
                .distinct()
                .allMatch(queue -> announcements.test(bucket, queue));
        if (!reached) {
            throw AwsException.badRequest(
                    "InvalidArgument", "Unable to validate the following destination configurations");
        }
        bucket.notify(notifications);
        return S3Response.ok();
    }

    private S3Response show(S3Request request) {
        List<Tree> notifications = buckets.named(request.bucket()).notifications().stream()
                .map(QueueNotification::describe)
                .toList();
        return S3Response.xml("NotificationConfiguration", Tree.of("QueueConfiguration", notifications));
    }
}
