package io.datachannels.emulators.tablestore.store;

import io.datachannels.emulators.tablestore.plainbuffer.LittleEndian;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** The log's files in a folder, {@code log.NUMBER}, in the order in which they were written. */
record LogFiles(Path folder) {
    private static final String PREFIX = "log.";
    private static final int BUFFER = 1 << 20;

    Path file(long number) {
        return folder.resolve(PREFIX + number);
    }

    SortedMap<Long, Path> list() throws IOException {
        SortedMap<Long, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : found) {
                files.put(Long.parseLong(file.getFileName().toString().substring(PREFIX.length())), file);
            }
        }
        return files;
    }

    /** Hands over every entry of every file; an entry cut off at a file's end was never acknowledged and is left out. */
    void replay(Consumer<LogEntry> consumer) throws IOException {
        CRC32 crc = new CRC32();
        for (Path file : list().values()) {
            long left = Files.size(file);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
                while (left >= LogEntry.FRAME) {
                    byte[] frame = in.readNBytes(LogEntry.FRAME);
                    left -= LogEntry.FRAME;
                    int length = LittleEndian.getInt(frame, 0);
                    if (length < 0 || length > left) {
                        break;
                    }
                    LogEntry entry = LogEntry.read(in.readNBytes(length), LittleEndian.getInt(frame, 4), crc);
                    left -= length;
                    if (entry == null) {
                        break;
                    }
                    consumer.accept(entry);
                }
            }
        }
    }

    void deleteBefore(long number) throws IOException {
        for (Path file : list().headMap(number).values()) {
            Files.delete(file);
        }
    }
}
