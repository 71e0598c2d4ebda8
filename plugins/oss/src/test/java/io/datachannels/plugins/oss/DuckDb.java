package io.datachannels.plugins.oss;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A reader and writer of Parquet that shares nothing with ours. Tests are skipped on a machine that it has no native library for. */
final class DuckDb implements AutoCloseable {
    private final Path folder;
    private final Connection connection;

    DuckDb(Path folder) throws SQLException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        boolean known = system.startsWith("mac")
                || arch.equals("amd64") && (system.equals("linux") || system.startsWith("windows"))
                || arch.equals("aarch64") && system.equals("linux");
        assumeTrue(known, "there is no DuckDB for " + system + " on " + arch);
        this.folder = folder;
        this.connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        execute("SET TimeZone = 'UTC'");
    }

    /** The answer's rows as text, null for null. */
    List<List<String>> rows(String query, byte[] parquet) throws SQLException {
        Path file = folder.resolve("read.parquet");
        try {
            Files.write(file, parquet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query.replace("FILE", "read_parquet('" + file + "')"))) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The query's answer as Parquet. */
    byte[] parquet(String query, String options) throws SQLException {
        Path file = folder.resolve("written.parquet");
        execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet" + options + ")");
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
