package io.flowlens.ingester.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private static final int MANY = 300_000;

    @Test
    void tellsNeighboursApart() {
        Set<Long> hashes = LongStream.range(0, MANY)
                .mapToObj(id -> hash("3195310660696698337880902507980421114328%016d".formatted(id)))
                .collect(Collectors.toSet());

        assertThat(hashes).hasSize(MANY);
    }

    @Test
    void spreadsNeighboursOfOneStream() {
        long stream = hash("eni-0abc-all");

        Set<Integer> lowBits = LongStream.range(0, 1 << 16)
                .mapToObj(id -> EventIds.within(stream, hash(Long.toString(id))))
                .map(hash -> (int) (long) hash & 0xffff)
                .collect(Collectors.toSet());

        assertThat(lowBits.size()).isBetween(40_000, 43_000); // 63 % of 65,536, as dice would have it
    }

    @Test
    void tellsTextsOfDifferentLengthApart() {
        assertThat(Set.of(hash("0"), hash("00"), hash("\0"), hash("\0\0"), hash("00000000"), hash("00000000\0")))
                .hasSize(6);
    }

    @Test
    void knowsWhereThereIsNone() {
        assertThat(hash("")).isEqualTo(Batch.NO_ID);
        assertThat(EventIds.within(hash("eni-0abc-all"), Batch.NO_ID)).isEqualTo(Batch.NO_ID);
        assertThat(EventIds.within(7, 7)).isNotEqualTo(Batch.NO_ID);
    }

    private static long hash(String text) {
        byte[] bytes = ("  " + text + " ").getBytes(StandardCharsets.UTF_8);
        return EventIds.hash(bytes, 2, bytes.length - 1);
    }
}
