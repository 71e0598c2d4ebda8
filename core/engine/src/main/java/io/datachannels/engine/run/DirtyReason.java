package io.datachannels.engine.run;

/** How many rows were set aside for a reason. */
public record DirtyReason(String reason, long rows) {}
