package io.flowlens.ingester.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTextTest {

    private static final String FLOWS = """
            SELECT 2::INTEGER AS version, '1234' AS account_id,
              'eni-0' || (i % 3) AS interface_id,
              CASE WHEN i % 10 = 7 THEN NULL ELSE '10.0.' || (i % 256) || '.1' END AS srcaddr,
              (i % 65536)::INTEGER AS srcport, (i * 1000)::BIGINT AS bytes,
              CASE WHEN i % 4 = 0 THEN 'REJECT' ELSE 'ACCEPT' END AS action
            FROM range(0, 100000) t(i)""";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CODEC uncompressed",
                "CODEC snappy",
                "CODEC gzip",
                "CODEC zstd, ROW_GROUP_SIZE 10000",
                "CODEC snappy, PARQUET_VERSION v2",
                "CODEC gzip, PARQUET_VERSION v2, ROW_GROUP_SIZE 3000"
            })
    void readsWhatAnotherWrote(String options) throws IOException {
        List<String> lines = lines(ParquetFile.of(folder, FLOWS, options));

        assertThat(lines).hasSize(100_001);
        assertThat(lines.get(0)).isEqualTo("version account-id interface-id srcaddr srcport bytes action");
        assertThat(lines.get(1)).isEqualTo("2 1234 eni-00 10.0.0.1 0 0 REJECT");
        assertThat(lines.get(8)).isEqualTo("2 1234 eni-01 - 7 7000 ACCEPT");
        assertThat(lines.get(100_000)).isEqualTo("2 1234 eni-00 10.0.159.1 34463 99999000 ACCEPT");
        for (int i = 0; i < 100_000; i++) {
            assertThat(lines.get(i + 1)).startsWith("2 1234 eni-0" + i % 3).contains(" " + i * 1000L + " ");
        }
    }

    @Test
    void keepsEveryColumnInItsPlace() throws IOException {
        byte[] file = ParquetFile.of(
                folder,
                "SELECT 'a b' || chr(10) || 'c' AS \"action\", '' AS \"log-status\", NULL::VARCHAR AS \"instance-id\", 'None' AS type, -1 AS bytes",
                "CODEC snappy");

        assertThat(lines(file)).containsExactly("action log-status instance-id type bytes", "a_b_c - - - -1");
    }

    @Test
    void readsAFileWithoutRows() throws IOException {
        byte[] file = ParquetFile.of(folder, "SELECT 'x' AS action, 1 AS bytes WHERE false", "CODEC snappy");

        assertThat(lines(file)).containsExactly("action bytes");
    }

    @Test
    void refusesWhatIsNoFlowLog() {
        byte[] nested = ParquetFile.of(folder, "SELECT [1, 2] AS ports", "CODEC snappy");
        byte[] other = ParquetFile.of(folder, "SELECT 1.5::DOUBLE AS price", "CODEC snappy");
        byte[] packed = ParquetFile.of(folder, "SELECT 'x' AS action", "CODEC brotli");

        assertThatThrownBy(() -> lines(nested)).isInstanceOf(ParquetException.class);
        assertThatThrownBy(() -> lines(other))
                .isInstanceOf(ParquetException.class)
                .hasMessageContaining("price is of type DOUBLE");
        assertThatThrownBy(() -> lines(packed))
                .isInstanceOf(ParquetException.class)
                .hasMessageContaining("BROTLI");
    }

    @Test
    void refusesWhatIsLargerThanItIsToRead() {
        assertThatThrownBy(() -> SpooledFile.of(new ByteArrayInputStream(new byte[3 << 20]), 2 << 20))
                .isInstanceOfSatisfying(
                        ParquetException.class,
                        refusal -> assertThat(refusal.isTooLarge()).isTrue())
                .hasMessageContaining("2 MiB");
    }

    @Test
    void givesWholeLinesOrAReasonForAnythingDamaged() {
        byte[] whole = ParquetFile.of(folder, FLOWS + " LIMIT 500", "CODEC gzip, PARQUET_VERSION v2");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            byte[] damaged =
                    random.nextInt(10) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(new String(bytes(damaged), StandardCharsets.UTF_8))
                        .as("seed %d, round %d", seed, round)
                        .endsWith("\n");
            } catch (ParquetException e) {
                assertThat(e).hasMessageMatching("(?s).+");
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), e);
            }
        }
    }

    private static List<String> lines(byte[] parquet) throws IOException {
        return new String(bytes(parquet), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] bytes(byte[] parquet) throws IOException {
        try (InputStream text = ParquetText.open(new ByteArrayInputStream(parquet))) {
            return text.readAllBytes();
        }
    }
}
