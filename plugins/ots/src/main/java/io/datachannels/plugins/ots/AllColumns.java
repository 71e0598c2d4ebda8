package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.DefinedColumnSchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.TableMeta;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code "*"} in a job file's columns stands for: the primary key, the predefined columns in the table's order, then by name the
 * columns of the first rows. A later row with any other column is set aside by {@link Projection}, so that none is lost unseen.
 */
final class AllColumns {
    static final String STAR = "*";

    private static final Logger log = LoggerFactory.getLogger(AllColumns.class);

    private AllColumns() {}

    static boolean isAsked(List<ReadColumn> columns) {
        return columns.stream().anyMatch(each -> STAR.equals(each.name()));
    }

    /** The columns with the star replaced. */
    static List<ReadColumn> expand(List<ReadColumn> columns, TableMeta meta, Supplier<FirstRows> firstRows) {
        Set<String> all = new LinkedHashSet<>();
        meta.getPrimaryKeyList().stream().map(PrimaryKeySchema::getName).forEach(all::add);
        meta.getDefinedColumnsList().stream().map(DefinedColumnSchema::getName).forEach(all::add);
        all.addAll(firstRows.get().columns());
        log.info("otsreader: \"*\" stands for the columns {}", all);
        List<ReadColumn> expanded = new ArrayList<>();
        for (ReadColumn column : columns) {
            if (STAR.equals(column.name())) {
                all.stream().map(ReadColumn::named).forEach(expanded::add);
            } else {
                expanded.add(column);
            }
        }
        return expanded;
    }
}
