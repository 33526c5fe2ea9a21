package io.flowlens.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.network.PrefixList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process that runs for years holds the history of a month. */
class InventoryMemoryTest {

    private static final long BEGIN = 1_700_000_000_000L;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int HOURS = 3 * 365 * 24;

    private final Inventory inventory = Inventory.keeping(Inventory.KEPT);

    @Test
    void holdsTheLastMonthOfAListThatChangesEveryHour() {
        changeEveryHour();

        long now = BEGIN + HOURS * HOUR;
        int held = inventory.network().timeline("pl-1").changesBetween(0, now).size();
        assertThat(held).isBetween(30 * 24, 30 * 24 + Inventory.SWEEP_EVERY + 1);
        assertThat(nameAt(now - Inventory.KEPT.toMillis())).isEqualTo("h" + (HOURS - 30 * 24));
        assertThat(nameAt(now)).isEqualTo("h" + HOURS);
    }

    @Test
    void keepsWhatIsInForceWhateverItsAge() {
        put("pl-old", "old", BEGIN);

        changeEveryHour();

        assertThat(inventory.network().ids()).containsExactly("pl-1", "pl-old");
    }

    @Test
    void forgetsInterfacesThatAreLongGone() {
        for (int hour = 0; hour < HOURS; hour++) {
            String id = "eni-" + hour;
            long seenAt = BEGIN + hour * HOUR;
            apply(InventoryType.NETWORK_INTERFACE, id, seenAt, """
                    {"NetworkInterfaceId":"%s","VpcId":"vpc-1","SubnetId":"subnet-1",
                     "PrivateIpAddresses":[{"PrivateIpAddress":"10.0.0.5","Primary":true}]}""".formatted(id));
            apply(InventoryType.NETWORK_INTERFACE, id, seenAt + HOUR / 2, null);
        }

        assertThat(inventory.network().size()).isLessThan(30 * 24 + Inventory.SWEEP_EVERY);
    }

    @Test
    void forgetsFlowLogsThatAreLongGone() {
        flowLog("fl-there", "/there", BEGIN);
        flowLog("fl-gone", "/gone", BEGIN);
        apply(InventoryType.FLOW_LOG, "fl-gone", BEGIN + HOUR, null);
        assertThat(inventory.formatsOf("/gone", BEGIN)).hasSize(1);

        for (int hour = 0; hour <= 2 * Inventory.SWEEP_EVERY; hour++) {
            put("pl-1", "h" + hour, BEGIN + hour * HOUR);
        }

        assertThat(inventory.formatsOf("/there", BEGIN)).hasSize(1);
        assertThat(inventory.formatsOf("/gone", BEGIN)).isEmpty();
    }

    @Test
    void forgetsNothingUnlessToldTo() {
        Inventory whole = new Inventory();
        for (int hour = 0; hour <= 2 * Inventory.SWEEP_EVERY; hour++) {
            whole.apply(record(InventoryType.PREFIX_LIST, "pl-1", BEGIN + hour * HOUR, list("pl-1", "h" + hour)));
        }

        assertThat(whole.network().timeline("pl-1").firstSeen()).isEqualTo(BEGIN);
    }

    private void changeEveryHour() {
        for (int hour = 0; hour <= HOURS; hour++) {
            put("pl-1", "h" + hour, BEGIN + hour * HOUR);
        }
    }

    private void flowLog(String id, String logGroup, long seenAt) {
        apply(InventoryType.FLOW_LOG, id, seenAt, """
                {"FlowLogId":"%s","LogGroupName":"%s","LogFormat":"${version} ${action}"}""".formatted(id, logGroup));
    }

    private void put(String id, String name, long seenAt) {
        apply(InventoryType.PREFIX_LIST, id, seenAt, list(id, name));
    }

    private void apply(InventoryType type, String id, long seenAt, String json) {
        inventory.apply(record(type, id, seenAt, json));
    }

    private static InventoryRecord record(InventoryType type, String id, long seenAt, String json) {
        byte[] bytes = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        return new InventoryRecord(type, id, "123456789012", "eu-west-1", seenAt, bytes);
    }

    private static String list(String id, String name) {
        return "{\"PrefixListId\":\"%s\",\"PrefixListName\":\"%s\",\"Entries\":[]}".formatted(id, name);
    }

    private String nameAt(long millis) {
        List<PrefixList> lists = inventory.network().asOf(millis).all(PrefixList.class);
        return lists.get(0).name();
    }
}
