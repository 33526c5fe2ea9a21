package io.flowlens.provisioner.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Sandbox;
import io.flowlens.topics.Alert.Call;
import io.flowlens.topics.InventoryHint;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Several calls may have made one change, and they do not appear together. */
class TrailIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Sandbox sandbox = new Sandbox();
    private final AwsClients clients = sandbox.clients();
    private final Trail trail = new Trail(clients, PAUSE);
    private final List<InventoryHint> answers = new ArrayList<>();
    private final String groupId =
            clients.ec2().describeSecurityGroups().securityGroups().get(0).groupId();
    private final long began = System.currentTimeMillis();

    @AfterEach
    void close() throws Exception {
        sandbox.close();
    }

    @Test
    void tellsOfACallThatAppearedAfterTheFirstAnswer() {
        tag("first");
        seen(began + LIMIT.toMillis());
        awaitEvents(1);
        trail.ask(began, answers::add);
        tag("second");
        awaitEvents(2);

        trail.ask(began + PAUSE.toMillis(), answers::add);
        int before = answers.size();
        trail.ask(began + Duration.ofMinutes(16).toMillis(), answers::add);
        trail.ask(began + Duration.ofHours(1).toMillis(), answers::add);

        assertThat(before).isEqualTo(1);
        assertThat(answers).extracting(hint -> hint.calls().size()).containsExactly(1, 2);
    }

    @Test
    void saysTheSameOnce() {
        tag("only");
        seen(began + LIMIT.toMillis());
        awaitEvents(1);

        for (int minute = 0; minute < 60; minute++) {
            trail.ask(began + Duration.ofMinutes(minute).toMillis(), answers::add);
        }

        assertThat(answers).hasSize(1);
    }

    @Test
    void namesTheLastCallsOfMany() {
        for (int i = 0; i < 60; i++) {
            tag("v" + i);
        }
        seen(System.currentTimeMillis());
        awaitEvents(50);

        trail.ask(began, answers::add);

        assertThat(answers)
                .singleElement()
                .satisfies(hint -> assertThat(hint.calls())
                        .hasSize(10)
                        .isSortedAccordingTo((one, other) -> Long.compare(one.at(), other.at()))
                        .extracting(Call::name)
                        .containsOnly("CreateTags"));
    }

    private void tag(String value) {
        clients.ec2()
                .createTags(create -> create.resources(groupId)
                        .tags(Tag.builder().key("Owner").value(value).build()));
    }

    private void seen(long at) {
        trail.changed(
                new InventoryRecord(
                        InventoryType.SECURITY_GROUP, groupId, "123456789012", "us-east-1", at, new byte[] {'{', '}'}),
                began - PAUSE.toMillis());
    }

    private void awaitEvents(int count) {
        LookupAttribute ofGroup = LookupAttribute.builder()
                .attributeKey(LookupAttributeKey.RESOURCE_NAME)
                .attributeValue(groupId)
                .build();
        await().atMost(LIMIT)
                .until(() -> clients.cloudTrail()
                                .lookupEvents(lookup -> lookup.lookupAttributes(ofGroup))
                                .events()
                                .size()
                        >= count);
    }
}
