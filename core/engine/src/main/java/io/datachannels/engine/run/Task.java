package io.datachannels.engine.run;

import io.datachannels.spi.Split;

/**
 * A split to be moved.
 *
 * @param number from 0, the split's place in the plan
 */
record Task(int number, Split split) {}
