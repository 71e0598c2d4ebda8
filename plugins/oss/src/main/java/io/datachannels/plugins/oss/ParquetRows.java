package io.datachannels.plugins.oss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The rows of a row group: flat fields column by column, and nested ones put together from theirs. For one thread. */
final class ParquetRows {
    /** For every field its column; null for one that is nested. */
    private final ParquetColumn[] columns;

    private final Object[] nested;
    private final RecordReader<Object[]> records;

    /**
     * @param fields those of the file that are read
     */
    ParquetRows(ParquetFile file, PageReadStore pages, MessageType fields, ParquetZones zones) {
        ColumnReadStore flat = new ColumnReadStoreImpl(pages, new Unused(), file.schema(), file.createdBy());
        this.columns = new ParquetColumn[fields.getFieldCount()];
        this.nested = new Object[columns.length];
        List<Type> others = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            Type field = fields.getType(i);
            if (isNested(field)) {
                others.add(field);
            } else {
                columns[i] = new ParquetColumn(
                        file.schema().getColumnDescription(new String[] {field.getName()}), flat, zones);
            }
        }
        MessageType requested = new MessageType(fields.getName(), others);
        this.records = others.isEmpty()
                ? null
                : new ColumnIOFactory(file.createdBy())
                        .getColumnIO(requested, file.schema())
                        .getRecordReader(pages, new Nested(requested, fields, zones));
    }

    static boolean isNested(Type field) {
        return !field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED);
    }

    /** Puts the row's nested fields together; before anything is asked of a row. */
    void begin() {
        if (records != null) {
            records.read();
        }
    }

    /** The field's column, or null if it is nested. */
    ParquetColumn column(int field) {
        return columns[field];
    }

    /** The field's value in the row, or null. */
    Object value(int field) {
        return columns[field] == null ? nested[field] : columns[field].value();
    }

    /** Leaves the row. */
    void end() {
        for (ParquetColumn each : columns) {
            if (each != null) {
                each.next();
            }
        }
    }

    /** Takes nothing: flat columns are asked for their values. */
    private static final class Unused extends GroupConverter {
        @Override
        public Converter getConverter(int index) {
            return new PrimitiveConverter() {};
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }

    /** Puts nested fields into their places. */
    private final class Nested extends RecordMaterializer<Object[]> {
        private final GroupConverter root;

        Nested(MessageType requested, MessageType fields, ParquetZones zones) {
            Converter[] converters = new Converter[requested.getFieldCount()];
            for (int i = 0; i < converters.length; i++) {
                Type field = requested.getType(i);
                int place = fields.getFieldIndex(field.getName());
                converters[i] = ParquetGroup.converter(field, zones, value -> put(field, place, value));
            }
            this.root = new GroupConverter() {
                @Override
                public Converter getConverter(int index) {
                    return converters[index];
                }

                @Override
                public void start() {
                    Arrays.fill(nested, null);
                }

                @Override
                public void end() {}
            };
        }

        private void put(Type field, int place, Object value) {
            if (!field.isRepetition(Type.Repetition.REPEATED)) {
                nested[place] = value;
                return;
            }
            List<Object> items = new ArrayList<>();
            if (nested[place] instanceof List<?> earlier) {
                items.addAll(earlier);
            }
            items.add(value);
            nested[place] = items;
        }

        @Override
        public Object[] getCurrentRecord() {
            return nested;
        }

        @Override
        public GroupConverter getRootConverter() {
            return root;
        }
    }
}
