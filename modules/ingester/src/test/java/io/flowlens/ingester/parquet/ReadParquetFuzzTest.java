package io.flowlens.ingester.parquet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Jazzer goes over the files that are kept; with the profile {@code fuzz} it looks for more. */
@DisabledOnOs(value = OS.LINUX, architectures = "aarch64", disabledReason = "Jazzer is not made for it")
class ReadParquetFuzzTest {

    /** A file may claim any number of empty rows. */
    private static final int ENOUGH = 1 << 20;

    @FuzzTest(maxDuration = "2m")
    void givesLinesOrAReason(byte[] file) throws IOException {
        try (InputStream text = ParquetText.open(new ByteArrayInputStream(file))) {
            text.readNBytes(ENOUGH);
        } catch (ParquetException e) {
            // What is damaged is refused; any other exception is a finding.
        }
    }
}
