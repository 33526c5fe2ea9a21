package io.flowlens.provisioner.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.topics.Alert.Call;
import io.flowlens.topics.InventoryHint;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import io.flowlens.topics.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/**
 * Asks CloudTrail who made the changes that the inventory saw. An event appears up to 15 minutes after its call (AWS CloudTrail
 * user guide, "How CloudTrail works"), so a change is asked about several times, at growing intervals, until there is an
 * answer or it is too late for one. Used by one thread.
 */
final class Trail {

    /** What rules and paths hang on. */
    private static final Set<InventoryType> EXPLAINED = EnumSet.of(
            InventoryType.SECURITY_GROUP,
            InventoryType.NETWORK_ACL,
            InventoryType.NETWORK_INTERFACE,
            InventoryType.SUBNET,
            InventoryType.PREFIX_LIST);

    /** LookupEvents is allowed twice a second, per account and region, and others ask too. */
    private static final int QUESTIONS_A_LOOK = 5;

    /** An event that has not appeared by then does not. */
    private static final Duration APPEARS_WITHIN = Duration.ofMinutes(16);

    private static final int MAX_WAITING = 500;
    private static final int MAX_CALLS = 10;
    /** Times in CloudTrail are to the second, and its clock is not ours. */
    private static final Duration CLOCKS = Duration.ofSeconds(2);

    private record Waiting(String id, long since, long seenAt, long firstAsked, long next) {}

    private final AwsClients clients;
    private final Duration firstPause;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /** @param firstPause between the first question and the second; each pause after it is twice as long */
    Trail(AwsClients clients, Duration firstPause) {
        this.clients = clients;
        this.firstPause = firstPause;
    }

    /**
     * Takes note of a change of a resource that was known before.
     *
     * @param since when it was looked at before, epoch milliseconds
     */
    void changed(InventoryRecord change, long since) {
        if (EXPLAINED.contains(change.type())) {
            if (waiting.size() >= MAX_WAITING) {
                waiting.removeFirst();
            }
            waiting.addLast(new Waiting(change.id(), since, change.seenAt(), -1, 0));
        }
    }

    /**
     * Asks about the changes that are due, a few at a time.
     *
     * @param answers hears of each answer
     * @throws ProvisioningException when CloudTrail cannot be asked; the change at hand is asked about again
     */
    void ask(long now, Consumer<InventoryHint> answers) {
        int questions = 0;
        for (int i = waiting.size(); i > 0 && questions < QUESTIONS_A_LOOK; i--) {
            Waiting change = waiting.removeFirst();
            if (change.next() > now) {
                waiting.addLast(change);
                continue;
            }
            questions++;
            askLaterAgain(change, now);
            List<Call> calls = calls(change);
            if (!calls.isEmpty()) {
                waiting.removeIf(other -> other.id().equals(change.id()) && other.seenAt() == change.seenAt());
                answers.accept(new InventoryHint(change.id(), change.seenAt(), calls));
            }
        }
    }

    private void askLaterAgain(Waiting change, long now) {
        long firstAsked = change.firstAsked() < 0 ? now : change.firstAsked();
        long asking = now - firstAsked;
        if (asking < APPEARS_WITHIN.toMillis()) {
            long next = now + Math.max(firstPause.toMillis(), asking);
            waiting.addLast(new Waiting(change.id(), change.since(), change.seenAt(), firstAsked, next));
        }
    }

    private List<Call> calls(Waiting change) {
        LookupAttribute byResource = LookupAttribute.builder()
                .attributeKey(LookupAttributeKey.RESOURCE_NAME)
                .attributeValue(change.id())
                .build();
        Instant from = Instant.ofEpochMilli(change.since()).minus(CLOCKS);
        Instant to = Instant.ofEpochMilli(change.seenAt()).plus(CLOCKS);
        List<Event> events = AwsCall.of(
                "ask CloudTrail who changed " + change.id(),
                () -> clients.cloudTrail()
                        .lookupEvents(
                                lookup -> lookup.startTime(from).endTime(to).lookupAttributes(byResource))
                        .events());
        return events.stream()
                .filter(event -> !"true".equals(event.readOnly()))
                .map(Trail::call)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(Call::at))
                .limit(MAX_CALLS)
                .toList();
    }

    /** Empty for a call that was refused: it changed nothing. */
    private static Optional<Call> call(Event event) {
        JsonNode whole = whole(event);
        if (event.eventTime() == null || whole.hasNonNull("errorCode")) {
            return Optional.empty();
        }
        JsonNode identity = whole.path("userIdentity");
        String by = identity.path("arn").asText(identity.path("invokedBy").asText(event.username()));
        return Optional.of(new Call(event.eventName(), event.eventTime().toEpochMilli(), by));
    }

    private static JsonNode whole(Event event) {
        try {
            return Json.mapper().readTree(event.cloudTrailEvent() == null ? "{}" : event.cloudTrailEvent());
        } catch (IOException e) {
            return Json.mapper().createObjectNode();
        }
    }
}
