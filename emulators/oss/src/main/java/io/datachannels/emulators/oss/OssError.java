package io.datachannels.emulators.oss;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call that the service refuses, with the status and code that OSS gives it. */
public final class OssError extends RuntimeException {
    private final int status;
    private final String code;
    private final transient Map<String, String> details = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    OssError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** The HTTP status, 304 to 507. */
    public int status() {
        return status;
    }

    /** The service's code, for example {@code NoSuchKey}. */
    public String code() {
        return code;
    }

    /** Adds an element to the error's XML. */
    OssError with(String element, String text) {
        details.put(element, text);
        return this;
    }

    /** Adds a reply header. */
    OssError header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, String> details() {
        return details;
    }

    /** Where the folder of the objects cannot be used. A full disk is not the service's momentary trouble, which clients would wait for. */
    static OssError ofFolder(IOException e) {
        String why = String.valueOf(e.getMessage());
        return why.contains("No space left") || why.contains("not enough space")
                ? new OssError(507, "InsufficientStorage", "The disk of the emulator's folder is full: " + why)
                : new OssError(500, "InternalError", "The emulator's folder cannot be used: " + why);
    }

    static OssError noSuchBucket(String bucket) {
        return new OssError(404, "NoSuchBucket", "The specified bucket does not exist.").with("BucketName", bucket);
    }

    static OssError bucketNotEmpty(String bucket) {
        return new OssError(409, "BucketNotEmpty", "The bucket you tried to delete is not empty.")
                .with("BucketName", bucket);
    }

    static OssError noSuchKey(String key) {
        return new OssError(404, "NoSuchKey", "The specified key does not exist.").with("Key", key);
    }

    static OssError noSuchUpload(String id) {
        return new OssError(
                        404,
                        "NoSuchUpload",
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.")
                .with("UploadId", id);
    }

    static OssError exists(String key) {
        return new OssError(
                        409, "FileAlreadyExists", "The object you specified already exists and can not be overwritten.")
                .with("Key", key);
    }

    static OssError invalid(String name, String value, String allowed) {
        return new OssError(400, "InvalidArgument", name + " must be " + allowed + ".")
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }
}
