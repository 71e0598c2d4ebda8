package io.datachannels.plugins.oss;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** Hands on a nested field's values as maps and lists; what Parquet calls a list or a map is one, without the groups that it is made of. */
final class ParquetGroup extends GroupConverter {
    private final GroupType type;
    private final Consumer<Object> to;
    private final Converter[] fields;
    private final Map<String, List<Object>> lists = new HashMap<>();
    private Map<String, Object> current;

    ParquetGroup(GroupType type, ParquetZones zones, Consumer<Object> to) {
        this.type = type;
        this.to = to;
        this.fields = new Converter[type.getFieldCount()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = converter(type.getType(i), zones, adder(type.getType(i)));
        }
    }

    static Converter converter(Type field, ParquetZones zones, Consumer<Object> to) {
        return field.isPrimitive()
                ? new ParquetPrimitive(new ParquetValue(field.asPrimitiveType(), zones), to)
                : new ParquetGroup(field.asGroupType(), zones, to);
    }

    @Override
    public Converter getConverter(int index) {
        return fields[index];
    }

    @Override
    public void start() {
        current = new LinkedHashMap<>();
        for (Type field : type.getFields()) {
            List<Object> items = isRepeated(field) ? new ArrayList<>() : null;
            current.put(field.getName(), items);
            lists.put(field.getName(), items);
        }
    }

    @Override
    public void end() {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        boolean wraps = type.getFieldCount() == 1 && isRepeated(type.getType(0));
        if (wraps && LogicalTypeAnnotation.listType().equals(meaning)) {
            to.accept(list());
        } else if (wraps && LogicalTypeAnnotation.mapType().equals(meaning)) {
            to.accept(map());
        } else {
            to.accept(current);
        }
    }

    private Consumer<Object> adder(Type field) {
        String name = field.getName();
        if (isRepeated(field)) {
            return value -> lists.get(name).add(value);
        }
        return value -> current.put(name, value);
    }

    private Object list() {
        Type repeated = type.getType(0);
        List<?> items = (List<?>) current.get(repeated.getName());
        boolean wrapped = !repeated.isPrimitive()
                && repeated.asGroupType().getFieldCount() == 1
                && !repeated.getName().equals("array")
                && !repeated.getName().equals(type.getName() + "_tuple");
        if (!wrapped) {
            return items;
        }
        List<Object> result = new ArrayList<>();
        for (Object each : items) {
            result.add(((Map<?, ?>) each).values().iterator().next());
        }
        return result;
    }

    private Object map() {
        List<?> entries = (List<?>) current.get(type.getType(0).getName());
        Map<String, Object> result = new LinkedHashMap<>();
        for (Object each : entries) {
            List<Object> pair = new ArrayList<>(((Map<?, ?>) each).values());
            result.put(String.valueOf(pair.get(0)), pair.size() < 2 ? null : pair.get(1));
        }
        return result;
    }

    private static boolean isRepeated(Type field) {
        return field.isRepetition(Type.Repetition.REPEATED);
    }
}
