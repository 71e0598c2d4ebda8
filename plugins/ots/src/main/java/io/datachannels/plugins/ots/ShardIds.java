package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import io.datachannels.spi.FatalFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The shards of a job in a status table: a JSON list of texts, deflated and cut into columns. */
final class ShardIds {
    private static final int MAX_BYTES = 64 << 10;
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private ShardIds() {}

    static void put(Collection<String> shards, RowPutChange row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
            deflated.write(json(shards).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new FatalFailure("shard ids cannot be deflated: " + e.getMessage(), "", e);
        }
        byte[] all = bytes.toByteArray();
        for (int i = 0; i * MAX_BYTES < all.length; i++) {
            byte[] part = Arrays.copyOfRange(all, i * MAX_BYTES, Math.min(all.length, (i + 1) * MAX_BYTES));
            row.addColumn(StatusRow.SHARD_IDS + i, ColumnValue.fromBinary(part));
        }
    }

    /** @throws FatalFailure if the row does not hold such a list */
    static Set<String> of(Row row) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; row.getLatestColumn(StatusRow.SHARD_IDS + i) != null; i++) {
            all.writeBytes(
                    row.getLatestColumn(StatusRow.SHARD_IDS + i).getValue().asBinary());
        }
        try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(all.toByteArray()))) {
            return new TreeSet<>(texts(new String(inflated.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new FatalFailure(
                    "the row " + row.getPrimaryKey() + " of the status table is damaged: " + e.getMessage(),
                    "Delete the row; the shards are then searched by time.",
                    e);
        }
    }

    private static String json(Collection<String> shards) {
        List<String> quoted = new ArrayList<>();
        for (String shard : shards) {
            quoted.add('"' + shard.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return "[" + String.join(",", quoted) + "]";
    }

    private static List<String> texts(String json) {
        List<String> texts = new ArrayList<>();
        Matcher text = TEXT.matcher(json);
        while (text.find()) {
            texts.add(ESCAPE.matcher(text.group(1))
                    .replaceAll(each -> Matcher.quoteReplacement(
                            each.group(1) == null
                                    ? each.group(2)
                                    : String.valueOf((char) Integer.parseInt(each.group(1), 16)))));
        }
        return texts;
    }
}
