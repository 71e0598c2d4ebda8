package io.datachannels.emulators.tablestore.rows;

import com.alicloud.openservices.tablestore.core.protocol.OtsFilter;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;

/** A filter of a read or a column condition of a write, read from the request. Immutable. */
public final class Filter {
    /** A filter may be made of so many; the documentation says 10, the SDK's tests against the service 32. */
    private static final int MAX_FILTERS = 32;

    private final CellTest test;
    private final OtsFilter.ColumnPaginationFilter page;

    private Filter(CellTest test, OtsFilter.ColumnPaginationFilter page) {
        this.test = test;
        this.page = page;
    }

    /**
     * A filter as a read has it.
     *
     * @throws RowRefusedException if it breaks the rules for filters
     */
    public static Filter of(ByteString bytes) {
        OtsFilter.Filter filter = parse(bytes);
        if (filter.getType() != OtsFilter.FilterType.FT_COLUMN_PAGINATION) {
            return condition(bytes);
        }
        try {
            OtsFilter.ColumnPaginationFilter page = OtsFilter.ColumnPaginationFilter.parseFrom(filter.getFilter());
            if (page.getOffset() < 0 || page.getLimit() < 0) {
                throw new RowRefusedException("Offset and limit of a column pagination filter cannot be negative.");
            }
            return new Filter(null, page);
        } catch (InvalidProtocolBufferException e) {
            throw unreadable(e);
        }
    }

    /**
     * A column condition as a write has it.
     *
     * @throws RowRefusedException if it breaks the rules for conditions
     */
    public static Filter condition(ByteString bytes) {
        return new Filter(new Compiler().test(parse(bytes)), null);
    }

    /** Whether the row stays; of its selected cells only some may be left. */
    boolean keeps(Selection cells) {
        if (page != null) {
            cells.page(page.getOffset(), page.getLimit());
            return true;
        }
        return test.test(cells);
    }

    /** Whether a column condition holds for a row that is not there: every column is missing. */
    public boolean holdsWithoutRow() {
        return keeps(new Selection());
    }

    private static OtsFilter.Filter parse(ByteString bytes) {
        try {
            return OtsFilter.Filter.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw unreadable(e);
        }
    }

    private static RowRefusedException unreadable(InvalidProtocolBufferException e) {
        return new RowRefusedException("Invalid filter: " + e.getMessage());
    }

    private static final class Compiler {
        private int filters;

        CellTest test(OtsFilter.Filter filter) {
            if (++filters > MAX_FILTERS) {
                throw new RowRefusedException("The count of filter exceeds the max: " + MAX_FILTERS + ".");
            }
            try {
                return switch (filter.getType()) {
                    case FT_SINGLE_COLUMN_VALUE ->
                        ColumnTest.of(OtsFilter.SingleColumnValueFilter.parseFrom(filter.getFilter()));
                    case FT_COMPOSITE_COLUMN_VALUE ->
                        composite(OtsFilter.CompositeColumnValueFilter.parseFrom(filter.getFilter()));
                    case FT_COLUMN_PAGINATION ->
                        throw new RowRefusedException("A column pagination filter cannot be a part of a condition.");
                };
            } catch (InvalidProtocolBufferException e) {
                throw unreadable(e);
            }
        }

        private CellTest composite(OtsFilter.CompositeColumnValueFilter filter) {
            List<CellTest> parts = new ArrayList<>();
            for (OtsFilter.Filter part : filter.getSubFiltersList()) {
                parts.add(test(part));
            }
            if (filter.getCombinator() == OtsFilter.LogicalOperator.LO_NOT) {
                if (parts.size() != 1) {
                    throw new RowRefusedException("The number of sub-filters must be 1 for NOT.");
                }
                return cells -> !parts.get(0).test(cells);
            }
            if (parts.size() < 2) {
                throw new RowRefusedException("The number of sub-filters must be more than 1.");
            }
            return filter.getCombinator() == OtsFilter.LogicalOperator.LO_AND
                    ? cells -> parts.stream().allMatch(part -> part.test(cells))
                    : cells -> parts.stream().anyMatch(part -> part.test(cells));
        }
    }
}
