package io.datachannels.engine.config;

import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;

/** {@code setting.errorLimit}, with the keys of DataX and the strategy of DataWorks. */
record ErrorLimitKeys(
        @Doc("The highest number of dirty rows that is borne; -1 for any.") @Optional
        Long record,

        @Doc("The highest fraction of dirty rows that is borne, 0 to 1; it counts if record is left out or -1.")
        @Optional
        Double percentage,

        @Doc("Ignore bears any number of dirty rows, ZeroTolerance none, Tolerance as many as record says.") @Optional
        Strategy strategy)
        implements Validated {

    /** How DataWorks puts it. */
    enum Strategy {
        IGNORE("Ignore"),
        TOLERANCE("Tolerance"),
        ZERO_TOLERANCE("ZeroTolerance");

        private final String written;

        Strategy(String written) {
            this.written = written;
        }

        @Override
        public String toString() {
            return written;
        }
    }

    @Override
    public void validate(Problems problems) {
        problems.check(
                record == null || record >= ErrorLimit.UNLIMITED, "record", "must be 0 or more, or -1 for no limit");
        problems.check(
                percentage == null || percentage >= 0 && percentage <= 1,
                "percentage",
                "must be a fraction from 0 to 1, such as 0.02 for two in a hundred");
        problems.check(
                strategy != Strategy.TOLERANCE || record != null || percentage != null,
                "strategy",
                "needs \"record\" to say how many");
        problems.check(
                strategy != Strategy.ZERO_TOLERANCE || record == null || record == 0,
                "record",
                "must be 0 where the strategy is ZeroTolerance");
    }

    /** The number decides where both are given, as in DataX, unless it is -1. */
    ErrorLimit limit() {
        if (strategy == Strategy.IGNORE) {
            return new ErrorLimit(ErrorLimit.UNLIMITED, Double.NaN);
        } else if (strategy == Strategy.ZERO_TOLERANCE) {
            return ErrorLimit.NONE_BORNE;
        } else if (record != null && record >= 0) {
            return new ErrorLimit(record, Double.NaN);
        } else if (percentage != null) {
            return new ErrorLimit(ErrorLimit.UNLIMITED, percentage);
        }
        return record == null ? ErrorLimit.NONE_BORNE : new ErrorLimit(ErrorLimit.UNLIMITED, Double.NaN);
    }
}
