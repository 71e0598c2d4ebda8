package io.datachannels.engine.catalog;

import io.datachannels.engine.config.Parameters;
import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.RefusedKey;
import io.datachannels.spi.config.SecretText;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parameters with every kind of key. */
final class Example {
    private Example() {}

    enum Mode {
        FAST,
        SAFE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Column(
            @BareValue @Optional @Doc("Its name.") String name,

            @Default("string") @Doc("Its type.") String type) {}

    record Bound(
            @Doc("int | string.") String type,

            @Optional @Doc("The value.") String value) {}

    @IgnoredKey(name = "buffer", because = "it grows")
    record Details(
            @Default("true") @Doc("Whether to trim.") boolean trim,

            @Optional @Doc("Where to begin.") List<Bound> begin) {}

    @Doc("Reads an example, and says so in a sentence that is longer than a narrow screen.")
    @IgnoredKey(name = "old", because = "there is a new one")
    @RefusedKey(name = "oldest", instead = "say it in mode")
    record Keys(
            @Doc("Where it is.") @AlsoKnownAs({"endPoint", "url"})
            String endpoint,

            @Doc("The secret.") SecretText accessKey,

            @Doc("The columns.") List<Column> column,

            @Doc("How many_*, 1..9.") int rows,

            @Doc("How.") Mode mode,

            @Default("\t") @Doc("What stands between.") String delimiter,

            @Default("safe") @Doc("How else.") Mode other,

            @Default("[]") @Doc("More names.") List<String> names,

            @Optional(usual = true) @Doc("Limits.") Map<String, Long> limits,

            @Optional @Doc("The details.") Details details) {}

    record None() {}

    static Parameters parameters() {
        return Parameters.of(Keys.class).withDatasource();
    }
}
