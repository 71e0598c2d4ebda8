package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.TaskContext;
import java.util.List;
import java.util.concurrent.Future;

/** Reads with GetRange, which can do everything; the SDK makes an object of every cell. */
final class GetRangeApi implements RangeApi {
    private final OtsClient client;
    private final TableScan scan;
    private final RowLayout layout;
    private final Versions versions;
    private final List<String> columns;

    GetRangeApi(OtsClient client, TableScan scan, RowLayout layout, Versions versions) {
        this.client = client;
        this.scan = scan;
        this.layout = layout;
        this.versions = versions;
        this.columns = layout.columnsToGet();
    }

    @Override
    public String operation() {
        return "GetRange";
    }

    @Override
    public Answer ask(KeyRange range, PrimaryKey from, TaskContext task) {
        RangeRowQueryCriteria request =
                from == null ? scan.request(range, columns) : scan.request(range, from, columns);
        versions.restrict(request);
        Future<GetRangeResponse> answer = client.getRange(request);
        return new Answer() {
            @Override
            public boolean isDone() {
                return answer.isDone();
            }

            @Override
            public Page page() {
                return new RowsPage(client.await(answer), layout.begin(task));
            }
        };
    }

    private static final class RowsPage implements Page {
        private final PrimaryKey next;
        private final List<Row> rows;
        private final RowLayout.Cursor cursor;
        private int done;

        RowsPage(GetRangeResponse response, RowLayout.Cursor cursor) {
            this.next = response.getNextStartPrimaryKey();
            this.rows = response.getRows();
            this.cursor = cursor;
        }

        @Override
        public PrimaryKey next() {
            return next;
        }

        @Override
        public boolean hasRows() {
            return done < rows.size();
        }

        @Override
        public void add(BatchBuilder batch) {
            while (!batch.isFull() && hasRows()) {
                if (cursor.add(rows.get(done), batch)) {
                    done++;
                }
            }
        }

        @Override
        public double progress() {
            return hasRows() ? (double) done / rows.size() : 1;
        }
    }
}
