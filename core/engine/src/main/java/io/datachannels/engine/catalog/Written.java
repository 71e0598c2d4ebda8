package io.datachannels.engine.catalog;

import io.datachannels.engine.config.Parameter;
import io.datachannels.engine.config.ValueType;
import io.datachannels.engine.config.ValueType.Kind;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.JsonText;

/** How a job file has what a parameter says. */
final class Written {
    private Written() {}

    /** {@code required}, {@code default 200} or {@code optional}. */
    static String presence(Parameter parameter) {
        if (parameter.required()) {
            return "required";
        }
        return parameter.standard() == null ? "optional" : "default " + standard(parameter);
    }

    /** The default as JSON. */
    static String standard(Parameter parameter) {
        String text = parameter.standard();
        ValueType type = parameter.type();
        Kind kind = type.element() == null ? type.kind() : type.element().kind();
        boolean structure = type.kind() != Kind.TEXT && (text.startsWith("[") || text.startsWith("{"));
        boolean quoted = kind == Kind.TEXT || kind == Kind.ONE_OF || kind == Kind.OBJECT;
        return quoted && !structure ? JsonText.compact(JsonScalar.of(text)) : text;
    }
}
