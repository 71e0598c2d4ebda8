package io.datachannels.engine.config;

import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
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

        @Doc("What goes for the values of all columns.") @Default("{}")
        CommonKeys common,

        @Doc("Whether the job stops after its plan and changes nothing.") @Default("false")
        boolean dryRun) {

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
                channelSize);
    }

    private static String first(String inner, String outer, String standard) {
        if (ColumnKeys.isGiven(inner)) {
            return inner;
        }
        return ColumnKeys.isGiven(outer) ? outer : standard;
    }
}
