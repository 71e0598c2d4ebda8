package io.datachannels.plugins.oss;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.RowFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines that are JSON objects: a column is the value of a key, nested ones as the text that they are; a key that is missing is null. */
final class JsonLayout implements LineLayout {
    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final List<ReadColumn> columns;
    private final List<CellReader> readers = new ArrayList<>();
    private final Map<String, List<Integer>> places = new HashMap<>();
    private final String nullFormat;
    private final boolean whole;
    private final String[] values;

    JsonLayout(OssReaderConfig config, JobContext job) {
        this.whole = config.everyCell();
        this.columns = config.column();
        this.nullFormat = config.nullFormat();
        this.values = new String[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            ReadColumn column = columns.get(i);
            CellType type = whole ? CellType.JSON : column.cellType();
            readers.add(new CellReader(type, column.format(), i, job));
            if (column.isByName()) {
                places.computeIfAbsent(column.name(), name -> new ArrayList<>()).add(i);
            }
        }
    }

    @Override
    public void add(CsvParser parser, String object, BatchBuilder batch) {
        byte[] line = parser.bytes(0);
        read(line);
        if (whole) {
            batch.addJson(new String(line, StandardCharsets.UTF_8));
            return;
        }
        for (int i = 0; i < values.length; i++) {
            ReadColumn column = columns.get(i);
            if (column.isMeta()) {
                column.addMeta(parser, object, batch);
            } else if (column.isByName() ? values[i] == null : column.value().equals(nullFormat)) {
                batch.addNull();
            } else {
                readers.get(i).add(column.isByName() ? values[i] : column.value(), batch);
            }
        }
    }

    @Override
    public String show(CsvParser parser, int column) {
        return column < 0 || values[column] == null ? parser.show() : values[column];
    }

    private void read(byte[] line) {
        Arrays.fill(values, null);
        try (JsonParser in = json.createParser(line)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new RowFailure(-1, "is not a JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                List<Integer> wanted = places.getOrDefault(in.currentName(), List.of());
                JsonToken token = in.nextToken();
                if (wanted.isEmpty() || token == JsonToken.VALUE_NULL) {
                    in.skipChildren();
                    continue;
                }
                long from = in.currentTokenLocation().getByteOffset();
                String text = token.isScalarValue() ? in.getText() : null;
                in.skipChildren();
                long to = in.currentLocation().getByteOffset();
                String raw = token == JsonToken.VALUE_STRING || text == null
                        ? new String(line, (int) from, (int) (to - from), StandardCharsets.UTF_8)
                        : text;
                for (int column : wanted) {
                    boolean asJson = text == null || columns.get(column).cellType() == CellType.JSON;
                    values[column] = asJson ? raw : text;
                }
            }
            if (in.nextToken() != null) {
                throw new RowFailure(-1, "has text after its JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new RowFailure(-1, "is not a JSON object: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
