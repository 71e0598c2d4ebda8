package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.TimeRange;

/**
 * Which versions of a cell are read.
 *
 * @param max how many of the newest at most, 1 or more
 * @param range their times in milliseconds, from inclusive, to exclusive; null for all
 */
record Versions(int max, TimeRangeConfig range) {
    static final Versions LATEST = new Versions(1, null);

    void restrict(RangeRowQueryCriteria request) {
        request.setMaxVersions(max);
        if (range != null) {
            request.setTimeRange(new TimeRange(range.begin(), range.end()));
        }
    }
}
