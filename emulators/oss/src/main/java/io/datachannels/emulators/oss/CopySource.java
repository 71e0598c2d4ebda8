package io.datachannels.emulators.oss;

/** The object that a copy reads, from {@code x-oss-copy-source}. */
record CopySource(String bucket, String key) {
    /**
     * The source of this request.
     *
     * @throws OssError InvalidArgument if the header has another form than {@code /BUCKET/KEY}, percent-encoded
     */
    static CopySource of(OssRequest request) {
        String header = request.header("x-oss-copy-source");
        String text;
        try {
            text = Percent.decode(header);
        } catch (IllegalArgumentException e) {
            throw invalid(header);
        }
        int start = text.startsWith("/") ? 1 : 0;
        int slash = text.indexOf('/', start);
        if (slash < 0 || slash == text.length() - 1) {
            throw invalid(header);
        }
        return new CopySource(text.substring(start, slash), text.substring(slash + 1));
    }

    private static OssError invalid(String header) {
        return OssError.invalid("x-oss-copy-source", header, "/BUCKET/KEY");
    }
}
