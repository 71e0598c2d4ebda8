package io.datachannels.plugins.stream;

import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;

/** The parameters of streamwriter, as in DataX. */
@Doc("Prints or drops rows, or writes them to a file.")
@IgnoredKey(name = "recordNumBeforeSleep", because = "a limit is set in setting.speed")
@IgnoredKey(name = "sleepTime", because = "a limit is set in setting.speed")
@IgnoredKey(name = "encoding", because = "the file is UTF-8")
record StreamWriterConfig(
        @Default("true")
        @Doc(
                "Whether rows are printed to the standard output; they may appear before the job ends. Otherwise every cell is read and dropped.")
        boolean print,

        @Default("\t") @Doc("What stands between the cells of a printed row.")
        String fieldDelimiter,

        @Optional @Doc("The folder of a file that gets the rows in place of the standard output.")
        String path,

        @Optional @Doc("The name of that file, which appears when the job is done.")
        String fileName)
        implements Validated {
    @Override
    public void validate(Problems problems) {
        problems.check(path == null || fileName != null, "fileName", "is required with path");
        problems.check(fileName == null || path != null, "path", "is required with fileName");
    }
}
