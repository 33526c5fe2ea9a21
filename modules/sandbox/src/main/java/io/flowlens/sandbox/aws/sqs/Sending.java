package io.flowlens.sandbox.aws.sqs;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Putting messages into queues, which wakes those who wait for one. */
final class Sending {

    private final Region region;
    private final Queues queues;
    private final Object waiting;

    /** @param waiting the monitor that receivers wait on; held by whoever calls in */
    Sending(Region region, Queues queues, Object waiting) {
        this.region = region;
        this.queues = queues;
        this.waiting = waiting;
    }

    void register(Service service) {
        service.on("SendMessage", params -> send(queues.of(params), params))
                .on("SendMessageBatch", params -> Batch.answer(params, entry -> send(queues.of(params), entry)));
    }

    private Tree send(Queue queue, Params params) {
        if (params.has("MessageAttributes")) {
            throw AwsException.badRequest(
                    "UnsupportedOperation", "This sandbox has no message attributes; put it all into the body.");
        }
        String body = params.required("MessageBody");
        int max = queue.attributes().number("MaximumMessageSize");
        if (body.getBytes(StandardCharsets.UTF_8).length > max) {
            throw AwsException.badRequest(
                    "InvalidParameterValue",
                    "One or more parameters are invalid. Reason: Message must be shorter than " + max + " bytes.");
        }
        int delay = params.number("DelaySeconds", queue.attributes().number("DelaySeconds"), 0, 900);
        Message message = send(queue, body, delay);
        return Tree.of("MessageId", message.id(), "MD5OfMessageBody", message.digest());
    }

    Message send(Queue queue, String body, int delaySeconds) {
        Instant now = region.now();
        Message message = new Message(region.ids().uuid(), body, now, now.plusSeconds(delaySeconds));
        queue.add(message, now);
        waiting.notifyAll();
        return message;
    }
}
