package io.datachannels.emulators.oss;

/** How an object came to be, as {@code x-oss-object-type} and listings say it. */
public enum ObjectType {
    NORMAL("Normal"),
    MULTIPART("Multipart"),
    APPENDABLE("Appendable");

    private final String wire;

    ObjectType(String wire) {
        this.wire = wire;
    }

    /** The service's word for it. */
    public String wire() {
        return wire;
    }
}
