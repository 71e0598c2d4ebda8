package io.datachannels.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.config.Parameters;
import org.junit.jupiter.api.Test;

class ParameterTableTest {
    @Test
    void aRowForEachKeyWithItsPath() {
        assertThat(ParameterTable.of(Example.parameters())).isEqualTo("""
                | key | type | default | meaning |
                |---|---|---|---|
                | `datasource` | text |  | A name in conf/datasources.json, whose keys count where they are left out here: \
                the endpoint, the access key and so on. Also dataSource. |
                | `endpoint` | text | **required** | Where it is. Also endPoint, url. |
                | `accessKey` | secret text | **required** | The secret. |
                | `column` | list of objects or texts | **required** | The columns. |
                | `column[].name` | text |  | Its name. May stand alone in place of the object. |
                | `column[].type` | text | `"string"` | Its type. |
                | `rows` | whole number | **required** | How many\\_\\*, 1..9. |
                | `mode` | one of fast, safe | **required** | How. |
                | `delimiter` | text | `"\\t"` | What stands between. |
                | `other` | one of fast, safe | `"safe"` | How else. |
                | `names` | list of texts | `[]` | More names. |
                | `limits` | object |  | Limits. |
                | `details` | object |  | The details. |
                | `details.trim` | true or false | `true` | Whether to trim. |
                | `details.begin` | list of objects |  | Where to begin. |
                | `details.begin[].type` | text | **required** | int \\| string. |
                | `details.begin[].value` | text |  | The value. |

                Accepted, but they make no difference:

                | key | because |
                |---|---|
                | `details.buffer` | it grows |
                | `old` | there is a new one |

                Refused if they say something:

                | key | instead |
                |---|---|
                | `oldest` | say it in mode |
                """);
    }

    @Test
    void withoutIgnoredKeysThereIsOneTable() {
        assertThat(ParameterTable.of(Parameters.of(Example.Bound.class)))
                .startsWith("| key |")
                .doesNotContain("\n\n");
    }
}
