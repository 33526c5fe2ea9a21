package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.ingester.source.Start;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class IngestCommandTest {

    @Test
    void wantsASource() {
        CommandLineRun run = CommandLineRun.of("ingest");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--stream", "--log-group", "--s3", "--file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--stream s --log-group g",
                "--stream s --file f",
                "--s3 b --log-group g",
                "--stream s --start yesterday",
                "--stream s --format ${version}",
                "--stream s --inflater zlib",
                "--file - --inflater jdk",
                "--start oldest",
                "--queue q",
                "--s3 /prefix-only",
                "--file /no/such/file",
                "status -o xml"
            })
    void refusesWhatMakesNoSense(String options) {
        CommandLineRun run = CommandLineRun.of(("ingest " + options).split(" "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    }

    @Test
    void saysWhyThereIsNoFileToRead() {
        assertThat(CommandLineRun.of("ingest", "--file", "/no/such/file").err())
                .contains("--file: there is no file /no/such/file");
        assertThat(CommandLineRun.of("ingest", "--file", "/").err()).contains("--file: / is a directory");
    }

    @Test
    void explainsItsStatusCommand() {
        assertThat(CommandLineRun.of("ingest", "status", "--help").out()).startsWith("Usage: flowlens ingest status");
    }

    @Test
    void readsAStartInEveryWayItIsWritten() {
        StartConverter converter = new StartConverter();

        assertThat(converter.convert("oldest")).isEqualTo(new Start.Oldest());
        assertThat(converter.convert("LATEST")).isEqualTo(new Start.Latest());
        assertThat(converter.convert("2026-01-31T12:00:00Z"))
                .isEqualTo(new Start.At(Instant.parse("2026-01-31T12:00:00Z")));
        assertThat(((Start.At) converter.convert("2d")).time())
                .isBefore(Instant.now().minusSeconds(47 * 3600));
        assertThatThrownBy(() -> converter.convert("99999999999999999999d"))
                .isInstanceOf(TypeConversionException.class);
    }
}
