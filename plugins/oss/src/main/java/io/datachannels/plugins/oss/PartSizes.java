package io.datachannels.plugins.oss;

/**
 * How large the parts of an upload are: an object has at most 10,000, so they double after every 1,000, up to 1 GB. Beginning with 10
 * MB an object can have some 4 TB. Where tasks share the parts they double sooner.
 */
final class PartSizes {
    private static final int STEP = 1000;
    private static final int MAX_MB = 1024;

    private final int firstMegabytes;
    private final int step;

    PartSizes(int firstMegabytes) {
        this(firstMegabytes, STEP);
    }

    /** @param step after how many parts they double */
    PartSizes(int firstMegabytes, int step) {
        this.firstMegabytes = firstMegabytes;
        this.step = step;
    }

    /** From how many bytes on a part is full. */
    int of(int number) {
        long megabytes = (long) firstMegabytes << (number - 1) / step;
        return (int) Math.min(megabytes, MAX_MB) << 20;
    }
}
