package io.datachannels.emulators.oss;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists a bucket page by page. */
final class Lister {
    private final InfoFiles infos;

    Lister(InfoFiles infos) {
        this.infos = infos;
    }

    /**
     * One page.
     *
     * @param delimiter groups keys up to its first place behind the prefix; "" for none
     * @param after the key or group after which the page begins, "" for the first page
     * @param limit how many keys and groups together
     */
    ListPage list(String bucket, Path folder, String prefix, String delimiter, String after, int limit)
            throws IOException {
        KeyWalk walk = new KeyWalk(folder, prefix, after);
        if (!delimiter.isEmpty() && after.equals(group(after, prefix, delimiter))) {
            walk.skip(after);
        }
        List<ObjectInfo> objects = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        String last = "";
        for (KeyWalk.Found found = walk.next(); found != null; found = walk.next()) {
            String group = delimiter.isEmpty() ? null : group(found.key(), prefix, delimiter);
            ObjectInfo info = group == null ? info(bucket, folder, found) : null;
            if (group == null && info == null) {
                continue;
            }
            if (objects.size() + groups.size() == limit) {
                return new ListPage(objects, groups, last);
            }
            if (group == null) {
                objects.add(info);
                last = found.key();
            } else {
                groups.add(group);
                walk.skip(group);
                last = group;
            }
        }
        return new ListPage(objects, groups, null);
    }

    private ObjectInfo info(String bucket, Path folder, KeyWalk.Found found) throws IOException {
        try {
            return infos.of(bucket, found.key(), found.file(), found.stamp());
        } catch (NoSuchFileException e) {
            return infoNow(bucket, found.key(), new KeyPaths(folder));
        }
    }

    /** Of an object that was replaced, moved aside or deleted since it was seen; null if it is gone. */
    private ObjectInfo infoNow(String bucket, String key, KeyPaths paths) throws IOException {
        for (Path file = paths.find(key); file != null; file = paths.find(key)) {
            try {
                return infos.of(bucket, key, file);
            } catch (NoSuchFileException e) {
                continue;
            }
        }
        return null;
    }

    private static String group(String key, String prefix, String delimiter) {
        if (!key.startsWith(prefix)) {
            return null;
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? null : key.substring(0, at + delimiter.length());
    }
}
