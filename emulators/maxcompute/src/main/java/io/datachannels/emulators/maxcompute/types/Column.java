package io.datachannels.emulators.maxcompute.types;

/** A column of a table; its name is in lower case. */
public record Column(String name, DataType type, boolean nullable, String comment) {}
