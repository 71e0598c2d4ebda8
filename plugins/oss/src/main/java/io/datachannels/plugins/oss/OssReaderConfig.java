package io.datachannels.plugins.oss;

import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.nio.charset.Charset;
import java.util.List;

/** The parameters of ossreader. */
@Doc("Reads CSV objects of an OSS bucket by name or wildcard.")
@IgnoredKey(name = "bufferSize", because = "the buffer grows with the records")
@IgnoredKey(name = "blockSizeInByte", because = "it is for binary objects")
@IgnoredKey(name = "enableInnerSplit", because = "an object is read by one task, which cannot cut a quoted cell in two")
@IgnoredKey(name = "balanceThreshold", because = "idle channels take the next object, the largest first")
record OssReaderConfig(
        @Inline Account account,

        @Doc("Keys of objects, or patterns in which * stands for any characters, / too, and ? for one.")
        List<String> object,

        @Doc(
                "The columns: [\"*\"] for every cell as text, or a list of cells by index or header name, constants, __object__ and __line__.")
        List<ReadColumn> column,

        @Doc("The format of the objects: csv.") @Default("csv")
        String fileFormat,

        @Doc("The charset of the objects.") @Default("UTF-8")
        String encoding,

        @Doc("What separates cells, one character.") @Default(",")
        String fieldDelimiter,

        @Doc("Whether the first record of every object is a header.") @Default("false")
        boolean skipHeader,

        @Doc("The unquoted text that is null.") @Default("\\N")
        String nullFormat,

        @Doc("Compression of the objects; not supported yet.") @Optional
        String compress,

        @Doc("Whether the job ends well, with no rows, when no object matches.") @Default("false")
        boolean successOnNoObject,

        @Doc("Details of the CSV.") @Optional CsvReaderConfig csvReaderConfig)
        implements Validated {

    Charset charset() {
        return Encoding.of(encoding);
    }

    CsvReaderConfig csv() {
        return csvReaderConfig == null ? CsvReaderConfig.STANDARD : csvReaderConfig;
    }

    boolean everyCell() {
        return column.size() == 1 && column.get(0).isEvery();
    }

    /** Whether the first record of an object is no data. */
    boolean hasHeader() {
        return skipHeader || column.stream().anyMatch(ReadColumn::isByName);
    }

    @Override
    public void validate(Problems problems) {
        problems.check(!object.isEmpty(), "object", "must name at least one object");
        for (int i = 0; i < object.size(); i++) {
            ObjectNames.validateKey(object.get(i), "object[" + i + "]", problems);
        }
        problems.check(!column.isEmpty(), "column", "must have at least one column, or be [\"*\"]");
        for (int i = 0; i < column.size(); i++) {
            String key = "column[" + i + "]";
            column.get(i).validate(key, problems);
            problems.check(everyCell() || !column.get(i).isEvery(), key, "must be the only column when it is \"*\"");
        }
        problems.check(
                fileFormat.equalsIgnoreCase("csv"), "fileFormat", "must be csv; other formats are not supported yet");
        problems.check(
                compress == null || compress.isBlank() || compress.equalsIgnoreCase("none"),
                "compress",
                "is not supported yet: leave it out");
        Encoding.validate(encoding, false, problems);
        Delimiters.validate(fieldDelimiter, nullFormat, problems);
        if (csvReaderConfig != null) {
            csvReaderConfig.validate("csvReaderConfig", problems);
        }
    }
}
