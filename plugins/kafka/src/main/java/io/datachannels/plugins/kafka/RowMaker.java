package io.datachannels.plugins.kafka;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Makes rows of messages. For one thread. */
final class RowMaker {
    private static final int SHOWN = 1000;

    private final KafkaReaderConfig config;
    private final Slot[] slots;
    private final JsonFields json;
    private final Pieces pieces;
    private final Charset charset;
    private final Charset headerCharset;

    /**
     * Where a column's cell comes from.
     *
     * @param attribute null if it is none
     * @param constant null if it is none
     * @param path the number among the fields of the value, or the piece of it; -1 if it is none
     * @param field where the attribute or constant is put first
     */
    private record Slot(String label, Attribute attribute, String constant, int path, Field field, CellMaker cells) {}

    RowMaker(KafkaReaderConfig config, JobContext job) {
        this.config = config;
        this.charset = Charsets.of(config.encoding());
        this.headerCharset = Charsets.of(config.headerEncoding());
        this.slots = new Slot[config.column().size()];
        List<FieldPath> paths = new ArrayList<>();
        int piece = 0;
        boolean cut = config.dataFormat() == DataFormat.TEXT;
        for (int i = 0; i < slots.length; i++) {
            MessageColumn column = config.column().get(i);
            int path = -1;
            if (column.isOfValue() && cut) {
                path = column.index() == null ? piece++ : column.index();
            } else if (column.isOfValue()) {
                path = paths.size();
                paths.add(FieldPath.parse(column.name()));
            }
            CellMaker cells = new CellMaker(column.cellType(), column.format(), i, charset, job);
            String constant = column.isConstant() ? column.constant() : null;
            slots[i] = new Slot(column.label(i), column.attribute(), constant, path, new Field(), cells);
        }
        this.json = cut || paths.isEmpty() ? null : new JsonFields(paths, charset);
        this.pieces = cut ? new Pieces(config.fieldDelimiter(), charset) : null;
    }

    /** Adds a row, or sets the message aside. */
    void add(ConsumerRecord<byte[], byte[]> message, BatchBuilder batch, TaskContext task) {
        try {
            if (json != null) {
                json.read(message.value());
            } else if (pieces != null) {
                pieces.read(message.value());
            }
            for (int i = 0; i < slots.length; i++) {
                Slot slot = slots[i];
                slot.cells.add(field(slot, i, message), batch);
            }
            batch.endRow();
        } catch (RowFailure e) {
            batch.dropRow();
            task.reject(
                    message.topic() + "-" + message.partition() + "@" + message.offset(),
                    e.column() < 0 ? null : slots[e.column()].label,
                    shown(message.value()),
                    e.getMessage());
        }
    }

    private Field field(Slot slot, int column, ConsumerRecord<byte[], byte[]> message) {
        if (slot.path >= 0) {
            return json == null ? pieces.field(slot.path, column, slot.field) : json.field(slot.path);
        }
        Field field = slot.field;
        field.clear();
        if (slot.constant != null) {
            field.setText(slot.constant);
        } else {
            setAttribute(slot.attribute, column, message, field);
        }
        return field;
    }

    private void setAttribute(Attribute attribute, int column, ConsumerRecord<byte[], byte[]> message, Field field) {
        switch (attribute) {
            case KEY -> setBytes(config.keyType(), message.key(), column, field);
            case VALUE -> setBytes(config.valueType(), message.value(), column, field);
            case PARTITION -> field.setLong(message.partition());
            case OFFSET -> field.setLong(message.offset());
            case TIMESTAMP -> field.setLong(message.timestamp());
            case TOPIC -> field.setText(message.topic());
            case HEADERS -> field.setStructure(headers(message, column));
        }
    }

    private void setBytes(BytesType type, byte[] bytes, int column, Field field) {
        if (bytes == null) {
            field.setNull();
            return;
        }
        switch (type) {
            case STRING -> field.setText(Charsets.text(bytes, charset, column));
            case BYTEARRAY -> field.setBytes(bytes);
            case DOUBLE, FLOAT -> field.setDouble(type.doubleOf(bytes, column));
            case INTEGER, LONG, SHORT -> field.setLong(type.longOf(bytes, column));
        }
    }

    /** As a JSON object; of several headers of one key the last one counts in most readers, so all are written, in their order. */
    private String headers(ConsumerRecord<byte[], byte[]> message, int column) {
        JsonStringEncoder encoder = JsonStringEncoder.getInstance();
        StringBuilder text = new StringBuilder("{");
        for (Header each : message.headers()) {
            text.append(text.length() == 1 ? "\"" : ",\"")
                    .append(encoder.quoteAsString(each.key()))
                    .append("\":");
            if (each.value() == null) {
                text.append("null");
            } else {
                String value = Charsets.text(each.value(), headerCharset, column);
                text.append('"').append(encoder.quoteAsString(value)).append('"');
            }
        }
        return text.append('}').toString();
    }

    private static String shown(byte[] value) {
        if (value == null) {
            return null;
        }
        String text = new String(value, 0, Math.min(value.length, SHOWN), StandardCharsets.UTF_8);
        return value.length <= SHOWN ? text : text + "…";
    }
}
