package io.flowlens.ingester.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Start;
import io.flowlens.service.Meters;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.SequenceNumberRange;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What others make of Kinesis: short sequence numbers, no word of how far behind, closed shards that never end. */
class EmulatorTest {

    private final Emulator emulator = new Emulator();
    private final KinesisSource source =
            new KinesisSource(emulator, KinesisSettings.of("flows"), new Meters(), Clock.systemUTC());

    @Test
    void endsAClosedShardThatStaysSilent() {
        emulator.endingSequenceNumber = "9";
        Shard shard = source.shards().get(0);
        ShardReader reader = source.open(shard, new Start.Oldest());

        assertThat(reader.read().records())
                .extracting(record -> record.sequenceNumber())
                .containsExactly("7");
        for (int look = 1; look < 20; look++) {
            assertThat(reader.read().ended()).isFalse();
        }
        assertThat(reader.read().ended()).isTrue();
    }

    @Test
    void neverEndsAnOpenShard() {
        ShardReader reader = source.open(source.shards().get(0), new Start.Oldest());

        for (int look = 0; look < 100; look++) {
            assertThat(reader.read().ended()).isFalse();
        }
    }

    @Test
    void goesOnBehindItsLastRecordWhenTheIteratorHasExpired() {
        ShardReader reader = source.open(source.shards().get(0), new Start.Oldest());
        reader.read();
        emulator.expired = true;

        Page page = reader.read();
        assertThat(page.isEmpty()).isTrue();
        assertThat(page.pause()).isPositive();

        emulator.expired = false;
        assertThat(reader.read().records()).isEmpty();
        assertThat(emulator.iterators)
                .extracting(GetShardIteratorRequest::shardIteratorType)
                .containsExactly(ShardIteratorType.TRIM_HORIZON, ShardIteratorType.AFTER_SEQUENCE_NUMBER);
        assertThat(emulator.iterators.get(1).startingSequenceNumber()).isEqualTo("7");
    }

    /** Kinesis answers with nothing while it looks through what has no records, and that may be hours of the shard. */
    @Test
    void takesAnEmptyPageForNoEnd() {
        emulator.emptyPages = 3;
        ShardReader reader = source.open(source.shards().get(0), new Start.Oldest());

        for (int page = 0; page < 3; page++) {
            Page empty = reader.read();
            assertThat(empty.records()).isEmpty();
            assertThat(empty.ended()).isFalse();
            assertThat(empty.millisBehind()).isEqualTo(5_000);
        }
        assertThat(reader.read().records()).hasSize(1);
    }

    private static final class Emulator implements KinesisClient {

        private final List<GetShardIteratorRequest> iterators = new ArrayList<>();
        private String endingSequenceNumber;
        private boolean expired;
        private int emptyPages;

        @Override
        public ListShardsResponse listShards(ListShardsRequest request) {
            SequenceNumberRange range = SequenceNumberRange.builder()
                    .startingSequenceNumber("1")
                    .endingSequenceNumber(endingSequenceNumber)
                    .build();
            var shard = software.amazon.awssdk.services.kinesis.model.Shard.builder()
                    .shardId("shard-0")
                    .sequenceNumberRange(range)
                    .build();
            return ListShardsResponse.builder().shards(shard).build();
        }

        @Override
        public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
            iterators.add(request);
            boolean fromTheFirst = request.shardIteratorType() == ShardIteratorType.TRIM_HORIZON;
            return GetShardIteratorResponse.builder()
                    .shardIterator(fromTheFirst ? "first" : "next")
                    .build();
        }

        @Override
        public GetRecordsResponse getRecords(GetRecordsRequest request) {
            if (expired) {
                throw ExpiredIteratorException.builder().message("too old").build();
            }
            if (emptyPages > 0) {
                emptyPages--;
                return GetRecordsResponse.builder()
                        .records(List.of())
                        .nextShardIterator(request.shardIterator())
                        .millisBehindLatest(5_000L)
                        .build();
            }
            Record record = Record.builder()
                    .sequenceNumber("7")
                    .approximateArrivalTimestamp(Instant.now())
                    .data(SdkBytes.fromUtf8String("{}"))
                    .build();
            return GetRecordsResponse.builder()
                    .records(request.shardIterator().equals("first") ? List.of(record) : List.of())
                    .nextShardIterator("next")
                    .build();
        }

        @Override
        public String serviceName() {
            return "kinesis";
        }

        @Override
        public void close() {}
    }
}
