package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.PrimaryKey;
import io.datachannels.spi.TaskContext;

/** An operation of the service that reads a range page by page. Safe for use from any thread. */
interface RangeApi {
    /** As the service names it. */
    String operation();

    /**
     * Asks for a page and does not wait.
     *
     * @param from where the page begins, or null for the begin of the range
     * @param task what rows that cannot be read are set aside through
     */
    Answer ask(KeyRange range, PrimaryKey from, TaskContext task);

    /** A page that is on its way. */
    interface Answer {
        boolean isDone();

        /**
         * Waits for the page.
         *
         * @throws io.datachannels.spi.Failure of the kind that fits, for anything but a page
         */
        Page page();
    }
}
