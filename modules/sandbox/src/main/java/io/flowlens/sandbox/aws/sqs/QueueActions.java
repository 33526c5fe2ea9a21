package io.flowlens.sandbox.aws.sqs;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Page;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Making, describing, emptying and deleting queues. */
final class QueueActions {

    private final Region region;
    private final Queues queues;
    private final Object waiting;

    /** @param waiting the monitor that receivers wait on; held by whoever calls in */
    QueueActions(Region region, Queues queues, Object waiting) {
        this.region = region;
        this.queues = queues;
        this.waiting = waiting;
    }

    void register(Service service) {
        service.on("CreateQueue", this::create)
                .on("GetQueueUrl", params -> url(queues.named(params.required("QueueName"))))
                .on("ListQueues", this::list)
                .on("GetQueueAttributes", this::attributes)
                .on("SetQueueAttributes", this::setAttributes)
                .on("PurgeQueue", this::purge)
                .on("DeleteQueue", this::delete)
                .on("TagQueue", this::tag)
                .on("UntagQueue", this::untag)
                .on("ListQueueTags", params -> tags(queues.of(params)));
    }

    private Tree create(Params params) {
        String name = params.required("QueueName");
        if (!name.matches("[a-zA-Z0-9_-]{1,80}")) {
            throw params.invalid("QueueName", "1 to 80 letters, digits, hyphens or underscores: standard queues only");
        }
        Map<String, String> attributes = params.textMap("Attributes");
        Queue queue = queues.find(name);
        if (queue == null) {
            queue = new Queue(name, region.arn("sqs", name), new QueueAttributes(attributes, region.now()));
            queue.tags().putAll(params.textMap("tags"));
            queues.add(queue);
        } else if (queue.attributes().differing(attributes) != null) {
            throw AwsException.badRequest(
                    "QueueNameExists",
                    "A queue already exists with the same name and a different value for attribute "
                            + queue.attributes().differing(attributes));
        }
        return url(queue);
    }

    private Tree url(Queue queue) {
        return Tree.of("QueueUrl", queues.url(queue));
    }

    private Tree list(Params params) {
        String prefix = params.text("QueueNamePrefix", "");
        List<String> urls = queues.all().stream()
                .filter(queue -> queue.name().startsWith(prefix))
                .map(queues::url)
                .toList();
        Page<String> page = Page.of(urls, params.text("NextToken"), params.number("MaxResults", 1000, 1, 1000));
        return Tree.of("QueueUrls", page.items(), "NextToken", page.nextToken());
    }

    private Tree attributes(Params params) {
        Queue queue = queues.of(params);
        Map<String, String> all = queue.attributes().all();
        all.put("QueueArn", queue.arn());
        Instant now = region.now();
        all.put("ApproximateNumberOfMessages", count(queue, message -> message.isVisible(now)));
        all.put("ApproximateNumberOfMessagesNotVisible", count(queue, message -> message.isInFlight(now)));
        all.put("ApproximateNumberOfMessagesDelayed", count(queue, message -> message.isDelayed(now)));
        List<String> names = params.texts("AttributeNames");
        if (names.contains("All")) {
            return Tree.of("Attributes", all);
        }
        Map<String, String> asked = new TreeMap<>(all);
        asked.keySet().retainAll(names);
        return Tree.of("Attributes", asked.isEmpty() ? null : asked);
    }

    private String count(Queue queue, Predicate<Message> which) {
        return Long.toString(queue.kept(region.now()).stream().filter(which).count());
    }

    private Tree setAttributes(Params params) {
        queues.of(params).attributes().set(params.textMap("Attributes"), region.now());
        return new Tree();
    }

    private Tree purge(Params params) {
        queues.of(params).purge();
        return new Tree();
    }

    private Tree delete(Params params) {
        queues.remove(queues.of(params));
        waiting.notifyAll();
        return new Tree();
    }

    private Tree tag(Params params) {
        queues.of(params).tags().putAll(params.textMap("Tags"));
        return new Tree();
    }

    private Tree untag(Params params) {
        queues.of(params).tags().keySet().removeAll(params.texts("TagKeys"));
        return new Tree();
    }

    private static Tree tags(Queue queue) {
        return Tree.of("Tags", queue.tags());
    }
}
