package io.flowlens.provisioner.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CostTest {

    @Test
    void countsMachinesDisksAndAddresses() {
        // 2 x 24 x (0.0104 + 0.005) + 2 x 8 x 0.08 / 30
        assertThat(Cost.ofInstances(2, 8).perDay()).isCloseTo(0.7819, within(0.0001));
    }

    @Test
    void countsFlowLogsByVolume() {
        // 100 M lines of 138 bytes are 13.8 GB: 6.90 for the delivery, 13.8 x 7 x 0.15 x 0.03 / 30 to keep, 1 M records
        assertThat(Cost.ofDelivery(1e8, 7).plus(Cost.ofRecords(1e8)).perDay())
                .isCloseTo(6.9 + 0.0145 + 0.014, within(0.001));
    }

    @Test
    void comparesItemByItem() {
        Cost all = Cost.ofStream(1).plus(Cost.ofDelivery(1e7, 7));
        Cost rejects = Cost.ofStream(1).plus(Cost.ofDelivery(1e6, 7));

        assertThat(Cost.compared("all", all, "rejects only", rejects))
                .containsExactly(
                        "US dollars a day              all rejects only",
                        "1 Kinesis shard              0.36         0.36",
                        "delivery                     0.69         0.07",
                        "storage                      0.00         0.00",
                        "all together                 1.05         0.43",
                        "in a month                  31.54        12.87");
    }

    @Test
    void saysBothDayAndMonthAndWhereThePricesAreFrom() {
        Cost cost = Cost.ofStream(1);

        assertThat(cost.sentence()).isEqualTo("about $0.36 a day, $10.80 a month");
        assertThat(cost.lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("us-east-1", Price.AS_OF, "https://aws.amazon.com");
    }
}
