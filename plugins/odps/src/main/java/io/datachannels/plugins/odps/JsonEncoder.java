package io.datachannels.plugins.odps;

import com.aliyun.odps.OdpsType;
import com.aliyun.odps.type.ArrayTypeInfo;
import com.aliyun.odps.type.MapTypeInfo;
import com.aliyun.odps.type.StructTypeInfo;
import com.aliyun.odps.type.TypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datachannels.spi.Batch;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts JSON into an ARRAY, MAP or STRUCT. An element becomes a cell by itself and is cast as a column's is; so what does not fit
 * is told in the same words, with its place. For one thread.
 */
final class JsonEncoder implements CellEncoder {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Batch cell = new Batch(new Schema(List.of(Column.untyped("element"))), 1, Long.MAX_VALUE, each -> {});
    private final ElementEncoder whole;

    JsonEncoder(TypeInfo type, CellEncoders encoders, String where) {
        this.whole = element(type, encoders, where);
    }

    /** Puts an element, which is not null. What it says of one that does not fit begins with the element's place or a blank. */
    private interface ElementEncoder {
        void put(JsonNode node, RowBuffer into);
    }

    /** @throws RowFailure if it is no JSON */
    static JsonNode parse(String text, int column) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isMissingNode()) {
                throw new RowFailure(column, "is empty and so not JSON");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new RowFailure(column, "is not JSON");
        }
    }

    @Override
    public boolean put(Row row, int column, RowBuffer into) {
        String text = row.typeAt(column) == ColumnType.JSON
                ? row.jsonAt(column)
                : row.typeAt(column) == ColumnType.TEXT ? row.textAt(column) : null;
        if (text == null) {
            throw new RowFailure(column, row.typeAt(column) + " cannot be converted; the column takes JSON");
        }
        JsonNode node = parse(text, column);
        if (node.isNull()) {
            return false;
        }
        try {
            whole.put(node, into);
            return true;
        } catch (RowFailure e) {
            throw new RowFailure(column, e.getMessage().strip());
        }
    }

    private ElementEncoder element(TypeInfo type, CellEncoders encoders, String where) {
        return switch (type.getOdpsType()) {
            case ARRAY -> array(element(((ArrayTypeInfo) type).getElementTypeInfo(), encoders, where));
            case MAP -> map((MapTypeInfo) type, encoders, where);
            case STRUCT -> struct((StructTypeInfo) type, encoders, where);
            default -> scalar(type, encoders.of(type, where));
        };
    }

    private static ElementEncoder array(ElementEncoder element) {
        return (node, into) -> {
            if (!node.isArray()) {
                throw misfit(" is no JSON array");
            }
            into.putCount(node.size());
            for (int i = 0; i < node.size(); i++) {
                nullable(node.get(i), "[" + i + "]", element, into);
            }
        };
    }

    private ElementEncoder map(MapTypeInfo type, CellEncoders encoders, String where) {
        ElementEncoder key = element(type.getKeyTypeInfo(), encoders, where);
        ElementEncoder value = element(type.getValueTypeInfo(), encoders, where);
        return (node, into) -> {
            if (!node.isObject()) {
                throw misfit(" is no JSON object");
            }
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            into.putCount(names.size());
            for (String name : names) {
                nullable(JSON.getNodeFactory().textNode(name), " the key " + name, key, into);
            }
            into.putCount(names.size());
            for (String name : names) {
                nullable(node.get(name), "." + name, value, into);
            }
        };
    }

    private ElementEncoder struct(StructTypeInfo type, CellEncoders encoders, String where) {
        Map<String, Integer> places = new HashMap<>();
        List<ElementEncoder> fields = new ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            places.put(type.getFieldNames().get(i).toLowerCase(Locale.ROOT), i);
            fields.add(element(type.getFieldTypeInfos().get(i), encoders, where));
        }
        return (node, into) -> {
            if (!node.isObject()) {
                throw misfit(" is no JSON object");
            }
            JsonNode[] values = new JsonNode[fields.size()];
            node.properties().forEach(each -> {
                Integer place = places.get(each.getKey().toLowerCase(Locale.ROOT));
                if (place == null || values[place] != null) {
                    throw misfit("." + each.getKey() + (place == null ? " is no field of it" : " is there twice"));
                }
                values[place] = each.getValue();
            });
            for (int i = 0; i < values.length; i++) {
                String name = type.getFieldNames().get(i);
                nullable(values[i], "." + name, fields.get(i), into);
            }
        };
    }

    private ElementEncoder scalar(TypeInfo type, CellEncoder encoder) {
        return (node, into) -> {
            cell.reuse();
            BatchBuilder builder = cell.builder();
            if (type.getOdpsType() == OdpsType.JSON) {
                builder.addJson(node.toString());
            } else if (node.isTextual() && type.getOdpsType() == OdpsType.BINARY) {
                builder.addBytes(base64(node.textValue()));
            } else if (node.isTextual()) {
                builder.addText(node.textValue());
            } else if (node.isBoolean()) {
                builder.addBool(node.booleanValue());
            } else if (node.isIntegralNumber() && node.canConvertToLong()) {
                builder.addLong(node.longValue());
            } else if (node.isNumber()) {
                builder.addDecimal(node.decimalValue());
            } else {
                throw misfit(" is no " + type.getTypeName());
            }
            builder.endRow();
            try {
                encoder.put(cell.row(0), 0, into);
            } catch (RowFailure e) {
                throw misfit(" " + e.getMessage());
            }
        };
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw misfit(" is not base64");
        }
    }

    private static void nullable(JsonNode node, String place, ElementEncoder element, RowBuffer into) {
        boolean isNull = node == null || node.isNull();
        into.putNullMark(isNull);
        if (!isNull) {
            try {
                element.put(node, into);
            } catch (RowFailure e) {
                throw misfit(place + e.getMessage());
            }
        }
    }

    private static RowFailure misfit(String what) {
        return new RowFailure(0, what);
    }
}
