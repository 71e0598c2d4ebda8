package io.datachannels.plugins.stream;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.RowBlock;
import io.datachannels.spi.SplitReader;

/** Makes the rows of one slice, column by column in small blocks. */
final class SliceReader implements SplitReader {
    /** The most rows of a block: their cells stay in the nearest cache. */
    static final int BLOCK_ROWS = 256;

    private static final long BLOCK_BYTES = 256 * 1024;

    private final ColumnSource[] columns;
    private final int blockRows;
    private final long rows;
    private long left;

    /** @param rowBytes how large a row can be */
    SliceReader(ColumnSource[] columns, long rowBytes, long rows) {
        this.columns = columns;
        this.blockRows = (int) Math.max(1, Math.min(BLOCK_ROWS, BLOCK_BYTES / Math.max(1, rowBytes)));
        this.rows = rows;
        this.left = rows;
    }

    @Override
    public boolean read(BatchBuilder batch) {
        while (left > 0 && !batch.isFull()) {
            RowBlock block = batch.block((int) Math.min(left, Math.min(blockRows, batch.room())));
            left -= block.rows();
            for (int i = 0; i < columns.length; i++) {
                columns[i].fill(block, i);
            }
            block.end();
        }
        return left > 0;
    }

    @Override
    public double progress() {
        return rows == 0 ? 1 : (double) (rows - left) / rows;
    }

    @Override
    public void close() {}
}
