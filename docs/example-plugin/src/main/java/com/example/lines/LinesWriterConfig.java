package com.example.lines;

import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;

/** The parameters of lineswriter. */
@Doc("Writes rows as lines of text files with tabs between the cells.")
record LinesWriterConfig(
        @Doc("The folder of the files, which must be there.")
        String path,

        @Default("rows") @Doc("What the files' names begin with: task 0 writes NAME-00000.tsv.")
        String name)
        implements Validated {

    @Override
    public void validate(Problems problems) {
        problems.check(name.matches("\\w+"), "name", "must be letters, digits and underscores");
    }
}
