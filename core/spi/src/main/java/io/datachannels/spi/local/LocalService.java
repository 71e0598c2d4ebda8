package io.datachannels.spi.local;

import java.nio.file.Path;
import java.util.List;

/**
 * A service that can be run on this machine in place of the real one. Found through {@link java.util.ServiceLoader} in the plug-in
 * folder {@code local}.
 */
public interface LocalService {
    /** The service's name and the folder of its data: {@code tablestore}, {@code oss}, {@code maxcompute}. */
    String name();

    /** The plug-in folder whose plug-ins it serves, which is also the scheme of its addresses: {@code ots}, {@code oss}, {@code odps}. */
    String system();

    /**
     * Starts it on loopback.
     *
     * @param folder its data; made if absent
     * @param port 0 picks one
     * @param faults how it shall misbehave, as {@code OPERATION:KIND[,after=N][,every=N][,times=N][,millis=N]}; may be empty
     * @throws io.datachannels.spi.JobFailure if another process has the folder or the port
     */
    LocalServer start(Path folder, int port, List<String> faults);
}
