package io.datachannels.emulators.oss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** What tells one version of a file from the next: its size in bytes and its time of change. */
record Stamp(long size, FileTime changed) {
    static Stamp of(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class));
    }

    static Stamp of(BasicFileAttributes attributes) {
        return new Stamp(attributes.size(), attributes.lastModifiedTime());
    }

    /** Sets the file's time so that its stamp differs from the other's; a clock's tick may be longer than a put. */
    static Stamp distinct(Path file, Stamp other) throws IOException {
        Stamp stamp = of(file);
        for (int i = 1; stamp.equals(other); i++) {
            Files.setLastModifiedTime(
                    file, FileTime.from(other.changed.toInstant().plusMillis(i)));
            stamp = of(file);
        }
        return stamp;
    }

    Instant instant() {
        return changed.toInstant();
    }

    /** As a part of a file name. */
    String text() {
        return size + "-" + changed.to(TimeUnit.NANOSECONDS);
    }
}
