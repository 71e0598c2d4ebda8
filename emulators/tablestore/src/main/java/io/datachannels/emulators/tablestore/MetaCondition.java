package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.MetaQueryAttributeCondition;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.MetaQueryCompositeCondition;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.MetaQueryCondition;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.MetaQueryMeasurementCondition;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.MetaQuerySingleOperator;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.MetaQuerySourceCondition;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.MetaQueryTagCondition;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.MetaQueryUpdateTimeCondition;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;

/** Which time series a query of metadata wants. */
@FunctionalInterface
interface MetaCondition {
    boolean holds(SeriesMeta meta);

    static MetaCondition of(MetaQueryCondition condition) throws InvalidProtocolBufferException {
        ByteString data = condition.getProtoData();
        return switch (condition.getType()) {
            case COMPOSITE_CONDITION -> composite(MetaQueryCompositeCondition.parseFrom(data));
            case MEASUREMENT_CONDITION -> {
                MetaQueryMeasurementCondition wanted = MetaQueryMeasurementCondition.parseFrom(data);
                yield meta -> matches(wanted.getOp(), meta.key().measurement(), wanted.getValue());
            }
            case SOURCE_CONDITION -> {
                MetaQuerySourceCondition wanted = MetaQuerySourceCondition.parseFrom(data);
                yield meta -> matches(wanted.getOp(), meta.key().source(), wanted.getValue());
            }
            case TAG_CONDITION -> {
                MetaQueryTagCondition wanted = MetaQueryTagCondition.parseFrom(data);
                yield meta -> matches(wanted.getOp(), meta.key().tags().get(wanted.getTagName()), wanted.getValue());
            }
            case ATTRIBUTE_CONDITION -> {
                MetaQueryAttributeCondition wanted = MetaQueryAttributeCondition.parseFrom(data);
                yield meta -> matches(wanted.getOp(), meta.attributes().get(wanted.getAttrName()), wanted.getValue());
            }
            case UPDATE_TIME_CONDITION -> {
                MetaQueryUpdateTimeCondition wanted = MetaQueryUpdateTimeCondition.parseFrom(data);
                if (wanted.getOp() == MetaQuerySingleOperator.OP_PREFIX) {
                    throw ServiceException.invalid("The update time has no prefix.");
                }
                yield meta -> matches(wanted.getOp(), Long.compare(meta.updateMicros(), wanted.getValue()));
            }
        };
    }

    private static MetaCondition composite(MetaQueryCompositeCondition composite)
            throws InvalidProtocolBufferException {
        List<MetaCondition> parts = new ArrayList<>();
        for (MetaQueryCondition part : composite.getSubConditionsList()) {
            parts.add(of(part));
        }
        if (parts.isEmpty()) {
            throw ServiceException.invalid("A composite condition must have sub-conditions.");
        }
        return switch (composite.getOp()) {
            case OP_AND -> meta -> parts.stream().allMatch(part -> part.holds(meta));
            case OP_OR -> meta -> parts.stream().anyMatch(part -> part.holds(meta));
            case OP_NOT -> {
                if (parts.size() != 1) {
                    throw ServiceException.invalid("NOT must have one sub-condition.");
                }
                yield meta -> !parts.get(0).holds(meta);
            }
        };
    }

    private static boolean matches(MetaQuerySingleOperator op, String actual, String wanted) {
        if (actual == null) {
            return false;
        }
        return op == MetaQuerySingleOperator.OP_PREFIX
                ? actual.startsWith(wanted)
                : matches(op, actual.compareTo(wanted));
    }

    private static boolean matches(MetaQuerySingleOperator op, int order) {
        return switch (op) {
            case OP_EQUAL -> order == 0;
            case OP_GREATER_THAN -> order > 0;
            case OP_GREATER_EQUAL -> order >= 0;
            case OP_LESS_THAN -> order < 0;
            case OP_LESS_EQUAL -> order <= 0;
            case OP_PREFIX -> throw new IllegalArgumentException("numbers have no prefix");
        };
    }
}
