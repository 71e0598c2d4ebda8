package io.datachannels.plugins.oss;

/** How the service answers when an upload is to be completed. */
enum Completion {
    DONE("done"),
    /** The object is there and its bytes are others than were sent. */
    CHANGED("its checksum is another"),
    /** The upload was completed or removed before. */
    NO_UPLOAD("NoSuchUpload"),
    /** There is an object of that name, which must not be replaced. */
    EXISTS("FileAlreadyExists");

    private final String text;

    Completion(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
