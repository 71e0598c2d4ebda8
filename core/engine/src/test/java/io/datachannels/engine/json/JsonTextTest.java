package io.datachannels.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static final String COMPACT =
            "{\"a\":\"x\\n\\\"é\",\"b\":[1,-2.50,true,null],\"c\":{},\"d\":[],\"e\":{\"f\":9223372036854775808}}";

    @Test
    void compactTextComesBack() {
        assertThat(JsonText.compact(JsonReader.read(COMPACT))).isEqualTo(COMPACT);
    }

    @Test
    void prettyTextIsForPeople() {
        Json json = JsonReader.read("{\"a\": {\"b\": [1, {}], \"c\": []}, \"d\": null}");
        assertThat(JsonText.pretty(json))
                .isEqualTo(
                        "{\n  \"a\": {\n    \"b\": [\n      1,\n      {}\n    ],\n    \"c\": []\n  },\n  \"d\": null\n}");
        assertThat(JsonReader.read(JsonText.pretty(JsonReader.read(COMPACT)))).isEqualTo(JsonReader.read(COMPACT));
    }
}
