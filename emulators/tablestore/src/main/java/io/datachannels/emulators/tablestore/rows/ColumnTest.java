package io.datachannels.emulators.tablestore.rows;

import com.alicloud.openservices.tablestore.core.protocol.OtsFilter;
import io.datachannels.emulators.tablestore.plainbuffer.PlainBufferException;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compares the value of one column. Values of different types are not equal and not in order. With a rule, what the regular
 * expression's first group finds in the text is cast and compared; where it finds nothing the column counts as missing.
 */
record ColumnTest(
        byte[] name,
        OtsFilter.ComparatorType comparator,
        Value operand,
        boolean passIfMissing,
        boolean newestOnly,
        Pattern pattern,
        OtsFilter.VariantType castTo)
        implements CellTest {

    static ColumnTest of(OtsFilter.SingleColumnValueFilter filter) {
        byte[] bytes = filter.getColumnValue().toByteArray();
        boolean compares = filter.getComparator() != OtsFilter.ComparatorType.CT_EXIST
                && filter.getComparator() != OtsFilter.ComparatorType.CT_NOT_EXIST;
        Value operand;
        Pattern pattern;
        try {
            operand = compares ? Value.read(bytes, 0, bytes.length) : null;
            pattern = filter.hasValueTransRule()
                    ? Pattern.compile(filter.getValueTransRule().getRegex())
                    : null;
        } catch (PlainBufferException e) {
            throw new RowRefusedException(e.getMessage());
        } catch (PatternSyntaxException e) {
            throw new RowRefusedException("Invalid regex: '" + e.getPattern() + "'.");
        }
        return new ColumnTest(
                filter.getColumnName().getBytes(StandardCharsets.UTF_8),
                filter.getComparator(),
                operand,
                !filter.getFilterIfMissing(),
                filter.getLatestVersionOnly(),
                pattern,
                filter.getValueTransRule().getCastType());
    }

    @Override
    public boolean test(Selection cells) {
        boolean found = false;
        for (int i = 0; i < cells.count(); i++) {
            if (cells.isNamed(i, name)) {
                Value value = pattern == null ? cells.value(i) : cast(cells.value(i));
                found |= value != null;
                if (value != null && compares() && holds(value)) {
                    return true;
                }
                if (newestOnly) {
                    break;
                }
            }
        }
        return switch (comparator) {
            case CT_EXIST -> found;
            case CT_NOT_EXIST -> !found;
            default -> !found && passIfMissing;
        };
    }

    private boolean compares() {
        return operand != null;
    }

    private boolean holds(Value value) {
        if (value.type() != operand.type()) {
            return comparator == OtsFilter.ComparatorType.CT_NOT_EQUAL;
        }
        int order = value.compareSameType(operand);
        return switch (comparator) {
            case CT_EQUAL -> order == 0;
            case CT_NOT_EQUAL -> order != 0;
            case CT_GREATER_THAN -> order > 0;
            case CT_GREATER_EQUAL -> order >= 0;
            case CT_LESS_THAN -> order < 0;
            case CT_LESS_EQUAL -> order <= 0;
            default -> false;
        };
    }

    private Value cast(Value value) {
        if (value.type() != Value.STRING) {
            return null;
        }
        Matcher matcher = pattern.matcher(value.asString());
        if (!matcher.find()) {
            return null;
        }
        String text = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        if (text == null) {
            return null;
        }
        try {
            return switch (castTo) {
                case VT_INTEGER -> Value.of(Long.parseLong(text));
                case VT_DOUBLE -> Value.of(Double.parseDouble(text));
                default -> Value.of(text);
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
