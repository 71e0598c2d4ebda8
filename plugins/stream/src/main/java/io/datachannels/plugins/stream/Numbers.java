package io.datachannels.plugins.stream;

import java.util.SplittableRandom;

/** A column's numbers, as many at a time as a block has rows. */
abstract sealed class Numbers {
    private final long[] next = new long[SliceReader.BLOCK_ROWS];

    /** The next {@code count} numbers, in an array that is filled anew by the next call. */
    final long[] next(int count) {
        fill(next, count);
        return next;
    }

    abstract void fill(long[] into, int count);

    static Numbers counting(long from, long step) {
        return new Counting(from, step);
    }

    /** Random numbers from the first to the last, both included. */
    static Numbers random(long first, long last, long seed) {
        return new Random(first, last, seed);
    }

    private static final class Counting extends Numbers {
        private final long step;
        private long number;

        Counting(long from, long step) {
            this.number = from;
            this.step = step;
        }

        @Override
        void fill(long[] into, int count) {
            for (int i = 0; i < count; i++) {
                into[i] = number + i * step;
            }
            number += count * step;
        }
    }

    private static final class Random extends Numbers {
        private final SplittableRandom random;
        private final long first;
        private final long last;

        Random(long first, long last, long seed) {
            this.random = new SplittableRandom(seed);
            this.first = first;
            this.last = last;
        }

        @Override
        void fill(long[] into, int count) {
            for (int i = 0; i < count; i++) {
                into[i] = random.nextLong(first, last + 1);
            }
        }
    }
}
