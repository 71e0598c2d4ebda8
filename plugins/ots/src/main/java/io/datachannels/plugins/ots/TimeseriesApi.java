package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.timeseries.PutTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.model.timeseries.PutTimeseriesDataResponse;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesRow;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;

/** Writes with PutTimeseriesData. */
final class TimeseriesApi implements WriteApi<TimeseriesRow> {
    private final OtsClient client;
    private final String table;

    TimeseriesApi(OtsClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public String operation() {
        return "PutTimeseriesData";
    }

    @Override
    public Answer send(List<TimeseriesRow> points) {
        PutTimeseriesDataRequest request = new PutTimeseriesDataRequest(table);
        request.setRows(points);
        Future<PutTimeseriesDataResponse> answer = client.putTimeseries(request);
        return () -> {
            PutTimeseriesDataResponse response = client.await(answer);
            ServiceError[] errors = new ServiceError[points.size()];
            for (PutTimeseriesDataResponse.FailedRowResult failed : response.getFailedRows()) {
                errors[failed.getIndex()] = ServiceError.of(failed.getError(), response.getRequestId());
            }
            return new Result(response.getRequestId(), Arrays.asList(errors));
        };
    }
}
