package io.datachannels.engine.json;

import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.WriterState;
import io.datachannels.spi.config.SecretText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records as JSON and back: plans, reports and the plain data of plug-ins, which the product wrote itself. */
public final class Records {
    private static final List<Class<?>> PLAIN_DATA =
            List.of(Split.class, SplitReport.class, WriterState.class, TaskReport.class);

    private Records() {}

    /**
     * Records, collections, maps, enums, texts, numbers, booleans, bytes (as base64), null, and what has one text form: dates,
     * instants, durations, zones, paths. A secret becomes {@code ******}.
     *
     * @throws IllegalArgumentException if there is anything else in it
     */
    public static Json toJson(Object value) {
        if (value == null) {
            return JsonScalar.ofNull();
        } else if (value instanceof Json json) {
            return json;
        } else if (value instanceof Record instance) {
            return object(instance);
        } else if (value instanceof Collection<?> list) {
            return JsonArray.of(list.stream().map(Records::toJson).toList());
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Json> members = new LinkedHashMap<>();
            map.forEach((name, each) -> members.put(String.valueOf(name), toJson(each)));
            return JsonObject.of(members);
        } else if (value instanceof Boolean flag) {
            return JsonScalar.of(flag);
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof byte[] bytes) {
            return JsonScalar.of(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Enum<?> constant) {
            return JsonScalar.of(constant.name());
        } else if (isText(value)) {
            return JsonScalar.of(value.toString());
        }
        throw new IllegalArgumentException(value.getClass().getName() + " is not plain data");
    }

    /**
     * The record that {@link #toJson} made this of. Strict: exactly the components must be there.
     *
     * @throws IllegalArgumentException if it is not one, with the path of what is wrong
     */
    public static <T> T fromJson(Class<T> type, Json json) {
        return type.cast(new RecordReader().value(type, json, type.getSimpleName()));
    }

    /**
     * A split, split report, writer state or task report with the name of its class.
     *
     * @throws IllegalArgumentException if it is none of these, is not a record or does not come back from JSON as it went
     */
    public static Json toTypedJson(Object value) {
        requirePlainData(value.getClass());
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("type", JsonScalar.of(value.getClass().getName()));
        members.put("value", toJson(value));
        return JsonObject.of(members);
    }

    /**
     * What {@link #toTypedJson} made this of.
     *
     * @param loader of the plug-in whose data it is
     * @throws IllegalArgumentException if it is not, or the loader does not know the class
     */
    public static Object fromTypedJson(Json json, ClassLoader loader) {
        if (!(json instanceof JsonObject object)
                || !(object.get("type") instanceof JsonScalar name)
                || object.get("value") == null) {
            throw new IllegalArgumentException("not plain data with its type");
        }
        Class<?> type;
        try {
            type = Class.forName(name.text(), false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalArgumentException("no class " + name.text() + " in the plug-in", e);
        }
        requirePlainData(type);
        return fromJson(type, object.get("value"));
    }

    private static void requirePlainData(Class<?> type) {
        if (!type.isRecord() || PLAIN_DATA.stream().noneMatch(each -> each.isAssignableFrom(type))) {
            throw new IllegalArgumentException(
                    type.getName() + " is not a record that is a Split, SplitReport, WriterState or TaskReport");
        }
    }

    private static JsonObject object(Record instance) {
        RecordType<?> type = RecordType.of(instance.getClass());
        Map<String, Json> members = new LinkedHashMap<>();
        type.components().forEach(each -> members.put(each.getName(), toJson(type.get(each, instance))));
        return JsonObject.of(members);
    }

    private static Json number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return JsonScalar.of(decimal);
        } else if (number instanceof BigInteger whole) {
            return JsonScalar.of(new BigDecimal(whole));
        } else if (number instanceof Double || number instanceof Float) {
            boolean finite = Double.isFinite(number.doubleValue());
            return finite ? JsonScalar.of(new BigDecimal(number.toString())) : JsonScalar.of(number.toString());
        }
        return JsonScalar.of(number.longValue());
    }

    private static boolean isText(Object value) {
        return value instanceof String
                || value instanceof Character
                || value instanceof SecretText
                || value instanceof Instant
                || value instanceof LocalDate
                || value instanceof Duration
                || value instanceof ZoneId
                || value instanceof Path;
    }
}
