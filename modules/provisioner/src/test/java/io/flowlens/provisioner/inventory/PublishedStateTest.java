package io.flowlens.provisioner.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PublishedStateTest {

    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "us-east-1";

    private final PublishedState state = new PublishedState(ACCOUNT, REGION);

    @Test
    void publishesWhatIsNew() {
        assertThat(state.changes(subnets(7, Map.of("subnet-1", "{}", "subnet-2", "{}"))))
                .satisfiesExactly(
                        first -> {
                            assertThat(first.id()).isEqualTo("subnet-1");
                            assertThat(first.seenAt()).isEqualTo(7);
                            assertThat(first.account()).isEqualTo(ACCOUNT);
                            assertThat(first.region()).isEqualTo(REGION);
                            assertThat(first.json()).asString().isEqualTo("{}");
                        },
                        second -> assertThat(second.id()).isEqualTo("subnet-2"));
    }

    @Test
    void publishesNothingForWhatIsAsItWas() {
        publish(subnets(1, Map.of("subnet-1", "{}")));

        assertThat(state.changes(subnets(2, Map.of("subnet-1", "{}")))).isEmpty();
    }

    @Test
    void publishesAgainWhatWasNotWritten() {
        state.changes(subnets(1, Map.of("subnet-1", "{}")));

        assertThat(state.changes(subnets(2, Map.of("subnet-1", "{}")))).hasSize(1);
    }

    @Test
    void publishesWhatChanged() {
        publish(subnets(1, Map.of("subnet-1", "{}", "subnet-2", "{}")));

        assertThat(state.changes(subnets(2, Map.of("subnet-1", "{\"a\":1}", "subnet-2", "{}"))))
                .extracting(InventoryRecord::id)
                .containsExactly("subnet-1");
    }

    @Test
    void publishesATombstoneForWhatIsGone() {
        publish(subnets(1, Map.of("subnet-1", "{}", "subnet-2", "{}")));

        assertThat(state.changes(subnets(2, Map.of("subnet-2", "{}")))).satisfiesExactly(gone -> {
            assertThat(gone.id()).isEqualTo("subnet-1");
            assertThat(gone.type()).isEqualTo(InventoryType.SUBNET);
            assertThat(gone.gone()).isTrue();
        });
    }

    @Test
    void publishesATombstoneOnce() {
        publish(subnets(1, Map.of("subnet-1", "{}")));
        publish(subnets(2, Map.of()));

        assertThat(state.changes(subnets(3, Map.of()))).isEmpty();
        assertThat(state.size()).isZero();
    }

    @Test
    void leavesOtherTypesAlone() {
        publish(subnets(1, Map.of("subnet-1", "{}")));

        assertThat(state.changes(new Described(InventoryType.VPC, 2, Map.of()))).isEmpty();
    }

    @Test
    void leavesOtherAccountsAndRegionsAlone() {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        state.published(new InventoryRecord(InventoryType.SUBNET, "subnet-8", "999999999999", REGION, 1, json));
        state.published(new InventoryRecord(InventoryType.SUBNET, "subnet-9", ACCOUNT, "eu-west-1", 1, json));

        assertThat(state.changes(subnets(2, Map.of()))).isEmpty();
    }

    private void publish(Described described) {
        state.changes(described).forEach(state::published);
    }

    private static Described subnets(long seenAt, Map<String, String> json) {
        Map<String, byte[]> bytes = new TreeMap<>();
        json.forEach((id, text) -> bytes.put(id, text.getBytes(StandardCharsets.UTF_8)));
        return new Described(InventoryType.SUBNET, seenAt, bytes);
    }
}
