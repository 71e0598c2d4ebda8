package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.RecordSequenceInfo;

/** The place of a change in its shard as DataX writes it: texts of one shard sort in the order of the changes. */
final class SequenceText {
    private static final int INT_DIGITS = 10;
    private static final int LONG_DIGITS = 20;

    private SequenceText() {}

    static String of(RecordSequenceInfo place, String shard) {
        return start(place, shard).toString();
    }

    /** Of one cell of the change, by its number. */
    static String of(RecordSequenceInfo place, String shard, int cell) {
        return pad(start(place, shard).append(':'), cell, INT_DIGITS).toString();
    }

    private static StringBuilder start(RecordSequenceInfo place, String shard) {
        StringBuilder text = new StringBuilder(96);
        pad(text, place.getEpoch(), INT_DIGITS).append('_');
        pad(text, place.getTimestamp(), LONG_DIGITS).append('_');
        return pad(text, place.getRowIndex(), INT_DIGITS).append('_').append(shard);
    }

    private static StringBuilder pad(StringBuilder text, long number, int digits) {
        String plain = Long.toString(number);
        return text.append("0".repeat(Math.max(0, digits - plain.length()))).append(plain);
    }
}
