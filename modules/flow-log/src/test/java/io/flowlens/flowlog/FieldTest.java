package io.flowlens.flowlog;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FieldTest {

    /** Counted in AWS's tables of available fields. */
    @Test
    void knowsAllFieldsOfEveryVersion() {
        Map<Integer, Long> counts = Stream.of(Field.values()).collect(groupingBy(Field::version, counting()));

        assertThat(counts)
                .isEqualTo(Map.of(2, 14L, 3, 7L, 4, 4L, 5, 4L, 6, 18L, 7, 10L, 8, 1L, 9, 1L, 10, 1L, 11, 12L));
    }

    @Test
    void isFoundByItsAwsName() {
        assertThat(Field.named("pkt-src-aws-service")).contains(Field.PKT_SRC_AWS_SERVICE);
        assertThat(Field.named("instance-tag-2")).contains(Field.INSTANCE_TAG_2);
        assertThat(Field.named("a-field-of-tomorrow")).isEmpty();
        assertThat(Field.values())
                .allSatisfy(field -> assertThat(Field.named(field.awsName())).contains(field));
    }
}
