package io.datachannels.emulators.oss;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param objects in the order of their keys' bytes
 * @param groups the common prefixes, each up to and with the delimiter
 * @param next where the next page goes on: the last key or group of this one; null if nothing follows
 */
public record ListPage(List<ObjectInfo> objects, List<String> groups, String next) {
    public ListPage {
        objects = List.copyOf(objects);
        groups = List.copyOf(groups);
    }
}
