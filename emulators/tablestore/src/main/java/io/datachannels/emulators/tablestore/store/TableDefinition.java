package io.datachannels.emulators.tablestore.store;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a table is: the answer that DescribeTable gives, and what rows need to know of it at hand. Immutable. */
public final class TableDefinition {
    private final OtsInternalApi.DescribeTableResponse description;
    private final List<KeyColumn> key;
    private final Map<String, Byte> definedColumns = new HashMap<>();
    private final int maxVersions;
    private final int timeToLive;
    private final long deviation;

    public TableDefinition(OtsInternalApi.DescribeTableResponse description) {
        this.description = description;
        OtsInternalApi.TableMeta meta = description.getTableMeta();
        key = meta.getPrimaryKeyList().stream().map(KeyColumn::of).toList();
        for (OtsInternalApi.DefinedColumnSchema column : meta.getDefinedColumnList()) {
            definedColumns.put(column.getName(), type(column.getType()));
        }
        maxVersions = description.getTableOptions().getMaxVersions();
        timeToLive = description.getTableOptions().getTimeToLive();
        deviation = description.getTableOptions().getDeviationCellVersionInSec();
    }

    static TableDefinition parse(byte[] bytes) {
        try {
            return new TableDefinition(OtsInternalApi.DescribeTableResponse.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a table's description is damaged", e);
        }
    }

    byte[] toBytes() {
        return description.toByteArray();
    }

    public OtsInternalApi.DescribeTableResponse description() {
        return description;
    }

    public String name() {
        return description.getTableMeta().getTableName();
    }

    /** The primary key's columns in order. */
    public List<KeyColumn> key() {
        return key;
    }

    /** The value type that a predefined column must have, or null if the column is not predefined. */
    public Byte definedType(String column) {
        return definedColumns.get(column);
    }

    public boolean hasDefinedColumns() {
        return !definedColumns.isEmpty();
    }

    public int maxVersions() {
        return maxVersions;
    }

    /** How far a cell's own timestamp may be off, in seconds. */
    public long deviationSeconds() {
        return deviation;
    }

    public boolean allowsUpdate() {
        return description.getTableOptions().getAllowUpdate();
    }

    /** The oldest timestamp that is still there at that time, both in milliseconds. */
    public long cutoff(long now) {
        return timeToLive < 0 ? Long.MIN_VALUE : now - timeToLive * 1000L;
    }

    private static byte type(OtsInternalApi.DefinedColumnType type) {
        return switch (type) {
            case DCT_INTEGER -> Value.INTEGER;
            case DCT_DOUBLE -> Value.DOUBLE;
            case DCT_BOOLEAN -> Value.BOOLEAN;
            case DCT_STRING -> Value.STRING;
            case DCT_BLOB -> Value.BLOB;
        };
    }

    /**
     * A column of the primary key.
     *
     * @param name in UTF-8
     * @param type a type of {@link Value}
     * @param autoIncrement whether the server fills it in
     */
    public record KeyColumn(byte[] name, byte type, boolean autoIncrement) {
        static KeyColumn of(OtsInternalApi.PrimaryKeySchema schema) {
            byte type = switch (schema.getType()) {
                case INTEGER -> Value.INTEGER;
                case STRING -> Value.STRING;
                case BINARY -> Value.BLOB;
            };
            boolean autoIncrement =
                    schema.getOption() == OtsInternalApi.PrimaryKeyOption.AUTO_INCREMENT && schema.hasOption();
            return new KeyColumn(schema.getName().getBytes(StandardCharsets.UTF_8), type, autoIncrement);
        }

        public String nameText() {
            return new String(name, StandardCharsets.UTF_8);
        }
    }
}
