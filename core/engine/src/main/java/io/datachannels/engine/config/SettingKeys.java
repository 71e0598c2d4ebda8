package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.time.ZoneId;
import java.util.List;

/** {@code setting}, in all dialects. */
@IgnoredKey(
        name = "keyVersion",
        because = "keys that begin with * are not decrypted here; use ${env:NAME} or a datasource")
@IgnoredKey(name = "executeMode", because = "how a job is spread over machines is decided where it is started")
@IgnoredKey(name = "jvmOption", because = "the options of the JVM are given where the job is started")
@IgnoredKey(name = "jvmMemory", because = "the options of the JVM are given where the job is started")
@IgnoredKey(name = "failoverEnable", because = "tasks are always retried")
record SettingKeys(
        @Doc("How many tasks run at once, and how fast.") @Default("{}")
        SpeedKeys speed,

        @Doc("How many dirty rows the job bears; none unless given.") @Default("{}")
        ErrorLimitKeys errorLimit,

        @Doc(
                "Where dirty rows go besides the run folder: mode is ignore, kafka or tablestore, the other keys are of that place.")
        @Default("{}")
        JsonObject dirty,

        @Doc("What goes for the values of all columns.") @Default("{}")
        CommonKeys common,

        @Doc("Whether the job stops after its plan and changes nothing.") @Default("false")
        boolean dryRun,

        @Doc(
                "How long a side of a task may stand still before the task is run again: seconds, or a text such as 5m; 0 for ever.")
        @Default(Settings.STALL)
        String stall,

        @Doc(
                "What becomes of the finished tasks of a job that fails: removed from the target, or kept there unseen, to be resumed.")
        @Default("abort")
        OnFailure onFailure)
        implements Validated {

    /** What becomes of the finished tasks of a job that fails. */
    enum OnFailure {
        ABORT("abort"),
        KEEP("keep");

        private final String written;

        OnFailure(String written) {
            this.written = written;
        }

        @Override
        public String toString() {
            return written;
        }
    }

    @Override
    public void validate(Problems problems) {
        problems.check(StallLimit.parse(stall) != null, "stall", StallLimit.ALLOWED);
    }

    /**
     * @param outer {@code common} beside the job; what the settings say counts more
     * @param limits of these settings and of the channels
     */
    Settings settings(CommonKeys outer, Speed limits, ChannelSize channelSize) {
        ColumnKeys inner = common.column();
        ColumnKeys other = outer.column();
        ZoneId zone = inner.zone() == null ? other.zone() : inner.zone();
        List<String> extra = inner.extraFormats().isEmpty() ? other.extraFormats() : inner.extraFormats();
        return new Settings(
                limits.channels(),
                limits.bytes(),
                limits.records(),
                errorLimit.limit(),
                zone == null ? ZoneId.of(Settings.ZONE) : zone,
                first(inner.datetimeFormat(), other.datetimeFormat(), Settings.TIMESTAMP_FORMAT),
                first(inner.dateFormat(), other.dateFormat(), Settings.DATE_FORMAT),
                extra.isEmpty() ? Settings.EXTRA_FORMATS : extra,
                dryRun,
                channelSize,
                StallLimit.parse(stall),
                onFailure == OnFailure.KEEP);
    }

    private static String first(String inner, String outer, String standard) {
        if (ColumnKeys.isGiven(inner)) {
            return inner;
        }
        return ColumnKeys.isGiven(outer) ? outer : standard;
    }
}
