/** Tables of MaxCompute, formerly ODPS: rows go and come through its tunnel, in blocks and row ranges. */
package io.datachannels.plugins.odps;
