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
 * answer; and once more when every event must have appeared, as several calls may have made it. Used by one thread.
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

    /** Of fifty events each: what was called more often than that between two looks is not looked through to its end. */
    private static final int MAX_PAGES = 4;

    /** @param known how many calls have been told of */
    private record Waiting(String id, long since, long seenAt, long firstAsked, long next, int known) {

        Waiting askedFirst(long now) {
            return firstAsked < 0 ? new Waiting(id, since, seenAt, now, next, known) : this;
        }

        Waiting next(long time, int calls) {
            return new Waiting(id, since, seenAt, firstAsked, time, calls);
        }
    }

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
            waiting.addLast(new Waiting(change.id(), since, change.seenAt(), -1, 0, 0));
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
            ask(change.askedFirst(now), now, answers);
        }
    }

    private void ask(Waiting change, long now, Consumer<InventoryHint> answers) {
        long asking = now - change.firstAsked();
        boolean last = asking >= APPEARS_WITHIN.toMillis();
        Waiting again = change.next(now + Math.max(firstPause.toMillis(), asking), change.known());
        if (!last) {
            waiting.addLast(again); // stays, should there be no answer at all
        }
        List<Call> calls = calls(change);
        if (calls.size() > change.known()) {
            answers.accept(new InventoryHint(change.id(), change.seenAt(), calls));
            if (!last) {
                waiting.remove(again);
                waiting.addLast(change.next(change.firstAsked() + APPEARS_WITHIN.toMillis(), calls.size()));
            }
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
                () -> clients
                        .cloudTrail()
                        .lookupEventsPaginator(
                                lookup -> lookup.startTime(from).endTime(to).lookupAttributes(byResource))
                        .stream()
                        .limit(MAX_PAGES)
                        .flatMap(page -> page.events().stream())
                        .toList());
        List<Call> calls = events.stream()
                .filter(event -> !"true".equals(event.readOnly()))
                .map(Trail::call)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(Call::at))
                .toList();
        return calls.subList(Math.max(0, calls.size() - MAX_CALLS), calls.size()); // the last ones made it what it is
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
