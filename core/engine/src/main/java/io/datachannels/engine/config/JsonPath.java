package io.datachannels.engine.config;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what stands at a path such as {@code job.content[0].reader.name}. */
final class JsonPath {
    /** An index in group 1 or a name in group 2. */
    static final Pattern STEP = Pattern.compile("\\[(\\d{1,9})]|([^.\\[]+)");

    private JsonPath() {}

    /** What stands there, or null. */
    static Json find(Json root, String path) {
        Json at = root;
        Matcher step = STEP.matcher(path);
        while (at != null && step.find()) {
            if (step.group(2) != null) {
                at = at instanceof JsonObject object ? object.get(step.group(2)) : null;
            } else {
                int index = Integer.parseInt(step.group(1));
                at = at instanceof JsonArray array && index < array.size() ? array.get(index) : null;
            }
        }
        return at;
    }
}
