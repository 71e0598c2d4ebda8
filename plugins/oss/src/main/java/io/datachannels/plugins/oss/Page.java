package io.datachannels.plugins.oss;

import java.util.List;

/**
 * A piece of a list.
 *
 * @param next what the next page is asked for with; null after the last one
 */
record Page<T>(List<T> items, String next) {}
