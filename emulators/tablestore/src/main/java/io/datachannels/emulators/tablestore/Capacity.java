package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi;

/** What operations cost, in capacity units of 4 KB, rounded up. */
final class Capacity {
    static final OtsInternalApi.ConsumedCapacity NONE = of(0, 0);

    private static final int UNIT = 4096;

    private Capacity() {}

    static OtsInternalApi.ConsumedCapacity read(long bytes) {
        return of(units(bytes), 0);
    }

    static OtsInternalApi.ConsumedCapacity write(long bytes) {
        return of(0, units(bytes));
    }

    static OtsInternalApi.ConsumedCapacity of(int read, int write) {
        return OtsInternalApi.ConsumedCapacity.newBuilder()
                .setCapacityUnit(
                        OtsInternalApi.CapacityUnit.newBuilder().setRead(read).setWrite(write))
                .build();
    }

    private static int units(long bytes) {
        return (int) Math.max(1, (bytes + UNIT - 1) / UNIT);
    }
}
