package io.flowlens.sandbox.aws.sqs;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Receiving messages, waiting for them, and saying that they are done with. Times are real ones, whatever the pace. */
final class Receiving {

    /** Those who come when so many wait already are answered at once: waiting takes a thread. */
    private static final int MAX_WAITING = 32;

    private static final int MAX_MESSAGES = 10;
    private static final int MAX_HIDDEN_SECONDS = 43_200;

    private final Region region;
    private final Queues queues;
    private final Object lock;
    private int waiting;

    /** @param lock the monitor that guards the service, told when a message is there */
    Receiving(Region region, Queues queues, Object lock) {
        this.region = region;
        this.queues = queues;
        this.lock = lock;
    }

    void register(Service service) {
        service.on("ReceiveMessage", this::receive)
                .on("DeleteMessage", params -> delete(queues.of(params), params))
                .on("DeleteMessageBatch", params -> Batch.answer(params, entry -> delete(queues.of(params), entry)))
                .on("ChangeMessageVisibility", params -> hide(queues.of(params), params))
                .on(
                        "ChangeMessageVisibilityBatch",
                        params -> Batch.answer(params, entry -> hide(queues.of(params), entry)));
    }

    private Tree receive(Params params) {
        QueueAttributes attributes = queues.of(params).attributes();
        int max = params.number("MaxNumberOfMessages", 1, 1, MAX_MESSAGES);
        int hidden = params.number("VisibilityTimeout", attributes.number("VisibilityTimeout"), 0, MAX_HIDDEN_SECONDS);
        int wait = params.number("WaitTimeSeconds", attributes.number("ReceiveMessageWaitTimeSeconds"), 0, 20);
        Set<String> asked = new HashSet<>(params.texts("AttributeNames"));
        asked.addAll(params.texts("MessageSystemAttributeNames"));
        List<Message> received = take(params, max, hidden);
        Instant deadline = region.now().plusSeconds(wait);
        while (received.isEmpty() && region.now().isBefore(deadline) && waiting < MAX_WAITING) {
            awaitMessage(queues.of(params), deadline);
            received = take(params, max, hidden);
        }
        List<Tree> messages =
                received.stream().map(message -> describe(message, asked)).toList();
        return Tree.of("Messages", messages.isEmpty() ? null : messages);
    }

    /** Looks the queue up anew: while a caller waits it may be deleted. */
    private List<Message> take(Params params, int max, int hiddenSeconds) {
        Queue queue = queues.of(params);
        Instant now = region.now();
        List<Message> taken = new ArrayList<>();
        for (Message message : queue.visible(max, now)) {
            if (!isRedriven(queue, message, now)) {
                message.receive(message.id() + "/" + region.ids().uuid(), now, now.plusSeconds(hiddenSeconds));
                taken.add(message);
            }
        }
        return taken;
    }

    /** Moves a message that was received too often to where the queue's redrive policy says. */
    private boolean isRedriven(Queue queue, Message message, Instant now) {
        QueueAttributes.Redrive redrive = queue.attributes().redrive();
        if (redrive == null || message.receipts() < redrive.receipts()) {
            return false;
        }
        Queue target = queues.ofArn(redrive.queueArn());
        if (target == null) {
            return false;
        }
        queue.remove(message);
        target.add(new Message(message.id(), message.body(), message.sent(), now), now);
        lock.notifyAll();
        return true;
    }

    /** Lets go of the monitor until something is sent, a hidden message turns up, or the deadline. */
    private void awaitMessage(Queue queue, Instant deadline) {
        Instant next = queue.nextVisible();
        Instant until = next.isBefore(deadline) ? next : deadline;
        waiting++;
        try {
            lock.wait(Math.max(1, Duration.between(region.now(), until).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsException(503, "ServiceUnavailable", "The endpoint is closing.");
        } finally {
            waiting--;
        }
    }

    private Tree describe(Message message, Set<String> asked) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("SenderId", region.accountId());
        attributes.put("SentTimestamp", Long.toString(message.sent().toEpochMilli()));
        attributes.put("ApproximateReceiveCount", Integer.toString(message.receipts()));
        attributes.put(
                "ApproximateFirstReceiveTimestamp",
                Long.toString(message.firstReceived().toEpochMilli()));
        if (!asked.contains("All")) {
            attributes.keySet().retainAll(asked);
        }
        return Tree.of(
                "MessageId", message.id(),
                "ReceiptHandle", message.handle(),
                "MD5OfBody", message.digest(),
                "Body", message.body(),
                "Attributes", attributes.isEmpty() ? null : attributes);
    }

    /** Succeeds when nothing is left to delete; an outdated handle deletes nothing. */
    private Tree delete(Queue queue, Params params) {
        Message message = message(queue, params);
        if (message != null && params.required("ReceiptHandle").equals(message.handle())) {
            queue.remove(message);
        }
        return new Tree();
    }

    private Tree hide(Queue queue, Params params) {
        Message message = message(queue, params);
        Instant now = region.now();
        if (message == null || !message.isInFlight(now)) {
            throw AwsException.badRequest("MessageNotInflight", "The message referred to isn't in flight.");
        }
        params.required("VisibilityTimeout");
        message.hideUntil(now.plusSeconds(params.number("VisibilityTimeout", 0, 0, MAX_HIDDEN_SECONDS)));
        lock.notifyAll();
        return new Tree();
    }

    private static Message message(Queue queue, Params params) {
        String handle = params.required("ReceiptHandle");
        if (!handle.matches("[0-9a-f-]{36}/[0-9a-f-]{36}")) {
            throw AwsException.badRequest(
                    "ReceiptHandleIsInvalid", "The input receipt handle \"" + handle + "\" is not a valid one.");
        }
        return queue.find(handle.substring(0, handle.indexOf('/')));
    }
}
