package io.datachannels.emulators.local;

import com.alicloud.openservices.tablestore.TimeseriesClient;
import com.alicloud.openservices.tablestore.model.timeseries.ScanTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.model.timeseries.ScanTimeseriesDataResponse;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesKey;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesRow;
import java.io.PrintStream;
import java.util.Locale;

/** Shows a time series table of the local Tablestore. */
record LocalSeries(TimeseriesClient client, String table) {
    private static final int PAGE = 5000;

    /** Prints how many rows there are and the first of them. */
    void show(int rows, PrintStream print) {
        print.println("time series");
        ScanTimeseriesDataRequest request = new ScanTimeseriesDataRequest(table);
        request.setLimit(PAGE);
        long count = 0;
        ScanTimeseriesDataResponse page;
        do {
            page = client.scanTimeseriesData(request);
            count += page.getRows().size();
            request.setNextToken(page.getNextToken());
        } while (page.getNextToken() != null);
        print.printf(Locale.ROOT, "rows    %,d%n", count);
        request.setNextToken(null);
        if (rows > 0) {
            request.setLimit(Math.min(rows, PAGE));
            client.scanTimeseriesData(request).getRows().forEach(row -> print.println(text(row)));
        }
    }

    private static String text(TimeseriesRow row) {
        TimeseriesKey key = row.getTimeseriesKey();
        StringBuilder text = new StringBuilder("_m_name=" + key.getMeasurementName() + "  _data_source="
                + key.getDataSource() + "  _tags=" + key.getTags() + "  _time=" + row.getTimeInUs());
        row.getFields()
                .forEach((name, value) ->
                        text.append("  ").append(name).append('=').append(LocalTables.text(value)));
        return text.toString();
    }
}
