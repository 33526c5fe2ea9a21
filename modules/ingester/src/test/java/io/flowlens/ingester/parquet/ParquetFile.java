package io.flowlens.ingester.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Parquet files by DuckDB's hand. */
public final class ParquetFile {

    private ParquetFile() {}

    /**
     * @param query whose rows to write
     * @param options of COPY, {@code CODEC gzip}
     */
    public static byte[] of(Path folder, String query, String options) {
        Path file = folder.resolve("duckdb.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet, %s)".formatted(query, file, options));
            return Files.readAllBytes(file);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not write " + query, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
