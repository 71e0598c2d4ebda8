package io.datachannels.emulators.oss;

/** The errors of OSS by the codes and statuses that S3 has for them. */
final class S3Error {
    private S3Error() {}

    static OssError of(OssError error) {
        return switch (error.code()) {
            case "FileAlreadyExists" -> other(error, 412, "PreconditionFailed");
            case "QpsLimitExceeded" -> other(error, 503, "SlowDown");
            case "InvalidObjectName" -> other(error, 400, "KeyTooLongError");
            case "MissingArgument" -> other(error, 400, "InvalidArgument");
            default -> error;
        };
    }

    private static OssError other(OssError error, int status, String code) {
        OssError other = new OssError(status, code, error.getMessage());
        error.details().forEach(other::with);
        error.headers().forEach(other::header);
        return other;
    }
}
