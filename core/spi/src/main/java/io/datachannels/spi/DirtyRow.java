package io.datachannels.spi;

/**
 * A row that was set aside, as a {@link DirtySink} gets it.
 *
 * @param run the run's id
 * @param task the task's number, from 0
 * @param number the row's place among the dirty rows of its task, from 0; with run and task it names the row
 * @param side {@code reader}, {@code transformer} or {@code writer}: who set it aside
 * @param split the split as people know it
 * @param position where in the split it stood, for people
 * @param column the name of the column at fault, or null if it is the row as a whole
 * @param value the value at fault as people read it, long ones cut; or null
 * @param reason why
 * @param row its cells as a JSON list, each null or a pair of type and value; null if it never became a row
 * @param json all of this as one JSON object, as it stands in the run folder
 */
public record DirtyRow(
        String run,
        int task,
        long number,
        String side,
        String split,
        String position,
        String column,
        String value,
        String reason,
        String row,
        String json) {}
