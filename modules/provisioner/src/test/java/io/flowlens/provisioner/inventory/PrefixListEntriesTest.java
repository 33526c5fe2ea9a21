package io.flowlens.provisioner.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListState;

class PrefixListEntriesTest {

    private final List<String> read = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final PrefixListEntries entries = new PrefixListEntries(clock(), this::read);

    @Test
    void readsAVersionOnce() {
        ArrayNode first = entries.of(customers(1));
        now = now.plus(Duration.ofDays(1));

        assertThat(entries.of(customers(1))).isSameAs(first);

        assertThat(read).containsExactly("pl-1");
    }

    @Test
    void readsANewVersion() {
        entries.of(customers(1));

        entries.of(customers(2));

        assertThat(read).containsExactly("pl-1", "pl-1");
    }

    @Test
    void readsAgainWhenAChangeIsThrough() {
        entries.of(customers(2).toBuilder()
                .state(PrefixListState.MODIFY_IN_PROGRESS)
                .build());

        entries.of(customers(2));

        assertThat(read).hasSize(2);
    }

    @Test
    void readsAwsOwnListsEveryTenMinutes() {
        entries.of(aws());
        now = now.plus(Duration.ofMinutes(9));
        entries.of(aws());
        assertThat(read).hasSize(1);

        now = now.plus(Duration.ofMinutes(2));
        entries.of(aws());

        assertThat(read).hasSize(2);
    }

    @Test
    void forgetsListsThatAreGone() {
        entries.of(customers(1));

        entries.keepOnly(List.of());
        entries.of(customers(1));

        assertThat(read).hasSize(2);
    }

    private ArrayNode read(String id) {
        read.add(id);
        return JsonNodeFactory.instance.arrayNode();
    }

    private static ManagedPrefixList customers(long version) {
        return ManagedPrefixList.builder()
                .prefixListId("pl-1")
                .version(version)
                .state(PrefixListState.CREATE_COMPLETE)
                .build();
    }

    private static ManagedPrefixList aws() {
        return ManagedPrefixList.builder()
                .prefixListId("pl-aws")
                .state(PrefixListState.CREATE_COMPLETE)
                .build();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
