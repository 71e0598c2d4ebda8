package io.datachannels.emulators.local;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.TimeseriesClient;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableResponse;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeyOption;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.TimeseriesTableMeta;
import com.alicloud.openservices.tablestore.model.timeseries.CreateTimeseriesTableRequest;
import io.datachannels.spi.JobFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** Makes and shows tables of the local Tablestore, through the vendor's SDK as anyone would. */
final class LocalTables implements AutoCloseable {
    private static final int FOREVER = -1;
    private static final int SHOWN_CHARS = 60;

    private final SyncClient client;

    LocalTables(URI endpoint, String instance) {
        this.client = new SyncClient(endpoint.toString(), Starting.CREDENTIAL, Starting.CREDENTIAL, instance);
    }

    /**
     * Makes a table.
     *
     * @param description properties: {@code key} as {@code name:TYPE,name:TYPE}, and if wanted {@code autoIncrement}, the name of a
     *     key column, and {@code streamHours}; or {@code timeseries=true} for a time series table
     */
    void create(String name, InputStream description) throws IOException {
        Properties properties = new Properties();
        properties.load(new InputStreamReader(description, StandardCharsets.UTF_8));
        try {
            if (Boolean.parseBoolean(properties.getProperty("timeseries"))) {
                client.asTimeseriesClient()
                        .createTimeseriesTable(new CreateTimeseriesTableRequest(new TimeseriesTableMeta(name)));
            } else {
                client.createTable(rows(name, properties));
            }
        } catch (TableStoreException e) {
            throw new JobFailure(
                    "table " + name + " cannot be made: " + e.getErrorCode() + ": " + e.getMessage(),
                    "See what there is with: local ls",
                    e);
        }
    }

    private static CreateTableRequest rows(String name, Properties properties) {
        TableMeta meta = new TableMeta(name);
        String autoIncrement = properties.getProperty("autoIncrement");
        boolean used = autoIncrement == null;
        for (String column : properties.getProperty("key", "").split(",")) {
            String[] parts = column.trim().split(":", 2);
            PrimaryKeyType type = type(parts.length == 2 ? parts[1] : "", column);
            if (parts[0].equals(autoIncrement)) {
                used = true;
                meta.addPrimaryKeyColumn(new PrimaryKeySchema(parts[0], type, PrimaryKeyOption.AUTO_INCREMENT));
            } else {
                meta.addPrimaryKeyColumn(parts[0], type);
            }
        }
        if (!used) {
            throw new JobFailure("--auto-increment " + autoIncrement + " is not a key column", "Name one of --key.");
        }
        CreateTableRequest request = new CreateTableRequest(meta, new TableOptions(FOREVER, 1));
        String hours = properties.getProperty("streamHours");
        if (hours != null) {
            request.setStreamSpecification(streamOf(hours));
        }
        return request;
    }

    private static StreamSpecification streamOf(String hours) {
        try {
            return new StreamSpecification(true, Integer.parseInt(hours));
        } catch (IllegalArgumentException e) {
            throw new JobFailure("--stream: \"" + hours + "\" is no number of hours", "Give 1 to 168.", e);
        }
    }

    /** Prints what the table is, its schema and stream, its number of rows and the first of them. */
    void show(String name, int rows, OutputStream out) {
        PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
        TimeseriesClient series = client.asTimeseriesClient();
        if (series.listTimeseriesTable().getTimeseriesTableNames().contains(name)) {
            new LocalSeries(series, name).show(rows, print);
        } else {
            showRows(name, rows, print);
        }
        print.flush();
    }

    private void showRows(String name, int rows, PrintStream print) {
        DescribeTableResponse table;
        try {
            table = client.describeTable(new DescribeTableRequest(name));
        } catch (TableStoreException e) {
            throw new JobFailure(
                    "table " + name + ": " + e.getErrorCode() + ": " + e.getMessage(),
                    "See what there is with: local ls",
                    e);
        }
        List<PrimaryKeySchema> key = table.getTableMeta().getPrimaryKeyList();
        key.forEach(each -> print.println("key     " + each.getName() + " " + each.getType()
                + (each.getOption() == null ? "" : " " + each.getOption())));
        if (table.getStreamDetails() != null && table.getStreamDetails().isEnableStream()) {
            print.println("stream  " + table.getStreamDetails().getStreamId() + " kept for "
                    + table.getStreamDetails().getExpirationTime() + " h");
        }
        print.printf(Locale.ROOT, "rows    %,d%n", count(name, key));
        if (rows > 0) {
            for (Row row : page(name, bound(key, PrimaryKeyValue.INF_MIN), key, false, rows)
                    .getRows()) {
                print.println(text(row));
            }
        }
    }

    @Override
    public void close() {
        client.shutdown();
    }

    private long count(String name, List<PrimaryKeySchema> key) {
        long rows = 0;
        PrimaryKey start = bound(key, PrimaryKeyValue.INF_MIN);
        while (start != null) {
            GetRangeResponse page = page(name, start, key, true, 5000);
            rows += page.getRows().size();
            start = page.getNextStartPrimaryKey();
        }
        return rows;
    }

    private GetRangeResponse page(
            String name, PrimaryKey start, List<PrimaryKeySchema> key, boolean keyOnly, int limit) {
        RangeRowQueryCriteria range = new RangeRowQueryCriteria(name);
        range.setInclusiveStartPrimaryKey(start);
        range.setExclusiveEndPrimaryKey(bound(key, PrimaryKeyValue.INF_MAX));
        range.setMaxVersions(1);
        range.setLimit(limit);
        if (keyOnly) {
            range.addColumnsToGet(key.get(0).getName());
        }
        return client.getRange(new GetRangeRequest(range));
    }

    private static PrimaryKey bound(List<PrimaryKeySchema> key, PrimaryKeyValue value) {
        PrimaryKeyBuilder builder = PrimaryKeyBuilder.createPrimaryKeyBuilder();
        key.forEach(each -> builder.addPrimaryKeyColumn(each.getName(), value));
        return builder.build();
    }

    private static String text(Row row) {
        StringBuilder text = new StringBuilder();
        for (PrimaryKeyColumn each : row.getPrimaryKey().getPrimaryKeyColumns()) {
            text.append(each.getName())
                    .append('=')
                    .append(shown(each.getValue().toString()))
                    .append("  ");
        }
        for (Column each : row.getColumns()) {
            text.append(each.getName())
                    .append('=')
                    .append(text(each.getValue()))
                    .append("  ");
        }
        return text.toString().stripTrailing();
    }

    /** The value as people read it, cut if it is long. */
    static String text(ColumnValue value) {
        return shown(
                switch (value.getType()) {
                    case BINARY -> value.asBinary().length + " bytes";
                    case STRING -> '"' + value.asString().replace("\n", "\\n") + '"';
                    default -> value.toString();
                });
    }

    /** Cut if it is long. */
    static String shown(String text) {
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
    }

    private static PrimaryKeyType type(String text, String column) {
        for (PrimaryKeyType type : PrimaryKeyType.values()) {
            if (type.name().equalsIgnoreCase(text.trim())) {
                return type;
            }
        }
        throw new JobFailure(
                "--key: \"" + column + "\" names no type",
                "Write a key column as name:TYPE with one of "
                        + String.join(
                                ", ",
                                Arrays.stream(PrimaryKeyType.values())
                                        .map(Enum::name)
                                        .toList()) + ".");
    }
}
