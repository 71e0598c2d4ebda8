package io.datachannels.plugins.oss;

import io.datachannels.spi.JobFailure;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the objects that a job file names; each once, whatever number of names it goes by. */
final class ObjectFinder {
    private static final int NEAR = 5;

    private final Bucket bucket;
    private final boolean mayBeMissing;

    /**
     * @param mayBeMissing whether a name without an object is no failure
     */
    ObjectFinder(Bucket bucket, boolean mayBeMissing) {
        this.bucket = bucket;
        this.mayBeMissing = mayBeMissing;
    }

    /** The largest first. */
    List<StoredObject> find(List<String> names) {
        Map<String, StoredObject> found = new LinkedHashMap<>();
        for (String name : names) {
            List<StoredObject> matching = match(new KeyPattern(name));
            for (StoredObject each : matching) {
                found.putIfAbsent(each.key(), each);
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparingLong(StoredObject::size).reversed())
                .toList();
    }

    private List<StoredObject> match(KeyPattern pattern) {
        List<StoredObject> matching;
        if (pattern.isKey()) {
            StoredObject object = bucket.find(pattern.toString());
            matching = object == null ? List.of() : List.of(object);
            if (object == null && mayBeMissing) {
                near(pattern);
            }
        } else {
            matching = bucket.list(pattern.prefix(), Integer.MAX_VALUE, pattern::matches).stream()
                    .filter(each -> each.size() > 0 || !each.key().endsWith("/"))
                    .toList();
        }
        if (matching.isEmpty() && !mayBeMissing) {
            throw new JobFailure(
                    "no object of bucket " + bucket.name() + " is named " + pattern + near(pattern),
                    "Check object, or set successOnNoObject to true if there may be none.");
        }
        return matching;
    }

    /** What there is in its place, as far as the access key may see it; a list also tells a missing bucket from a missing object. */
    private String near(KeyPattern pattern) {
        String folder = pattern.folder();
        String where = folder.isEmpty() ? "the bucket" : folder;
        try {
            List<String> keys = bucket.list(folder, NEAR, key -> !key.endsWith("/")).stream()
                    .map(StoredObject::key)
                    .toList();
            return keys.isEmpty()
                    ? "; " + where + " is empty"
                    : "; in " + where + " there are " + String.join(", ", keys);
        } catch (JobFailure e) {
            if (!bucket.isDenied(e)) {
                throw e;
            }
            return "";
        }
    }
}
