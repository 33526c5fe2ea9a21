package io.flowlens.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewestTest {

    @Test
    void keepsTheNewestInOrderOfTimeAndThenOfArrival() {
        Newest<String> newest = new Newest<>(3);

        newest.add(5, "e");
        newest.add(1, "a");
        newest.add(4, "d1");
        newest.add(4, "d2");

        assertThat(newest.oldestFirst()).containsExactly("d1", "d2", "e");
        assertThat(newest.isFull()).isTrue();
        assertThat(newest.leftOut()).isOne();
    }
}
