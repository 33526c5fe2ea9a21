package io.flowlens.ingester.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Start;
import io.flowlens.service.Meters;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.SequenceNumberRange;

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

    private static final class Emulator implements KinesisClient {

        private String endingSequenceNumber;

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
            return GetShardIteratorResponse.builder().shardIterator("first").build();
        }

        @Override
        public GetRecordsResponse getRecords(GetRecordsRequest request) {
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
