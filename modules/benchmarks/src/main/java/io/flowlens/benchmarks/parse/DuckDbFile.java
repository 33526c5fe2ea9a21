package io.flowlens.benchmarks.parse;

import io.flowlens.benchmarks.race.Contender;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * DuckDB's CSV reader on the same file, in one thread: every column typed, and each used by the aggregate so that none is
 * left out.
 *
 * @see <a href="https://duckdb.org/docs/stable/data/csv/overview">DuckDB on read_csv</a>
 */
final class DuckDbFile implements Contender, AutoCloseable {

    private static final String QUERY = """
            SELECT count(*), sum(version), sum(strlen(account_id)), sum(strlen(interface_id)), sum(strlen(srcaddr)),
                   sum(strlen(dstaddr)), sum(srcport), sum(dstport), sum(protocol), sum(packets), sum(bytes),
                   sum("start"), sum("end"), sum(strlen(log_status)), count(*) FILTER (action = 'REJECT')
            FROM read_csv('%s', delim = ' ', header = false, auto_detect = false, quote = '', escape = '',
                   columns = {'version': 'UTINYINT', 'account_id': 'VARCHAR', 'interface_id': 'VARCHAR',
                              'srcaddr': 'VARCHAR', 'dstaddr': 'VARCHAR', 'srcport': 'USMALLINT',
                              'dstport': 'USMALLINT', 'protocol': 'UTINYINT', 'packets': 'BIGINT', 'bytes': 'BIGINT',
                              'start': 'BIGINT', 'end': 'BIGINT', 'action': 'VARCHAR', 'log_status': 'VARCHAR'})""";

    private final Connection connection;
    private final String query;
    private final long lines;

    DuckDbFile(Path file, long lines) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        this.query = QUERY.formatted(file.toString().replace("'", "''"));
        this.lines = lines;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
        }
    }

    @Override
    public String name() {
        return "DuckDB, file";
    }

    @Override
    public long run() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet sums = statement.executeQuery(query)) {
            sums.next();
            long rejects = sums.getLong(15);
            if (sums.getLong(1) != lines || rejects * 100 < lines * 9 || rejects * 100 > lines * 11) {
                throw new IllegalStateException(
                        "DuckDB read %d of %d lines, %d rejects".formatted(sums.getLong(1), lines, rejects));
            }
            return lines;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
