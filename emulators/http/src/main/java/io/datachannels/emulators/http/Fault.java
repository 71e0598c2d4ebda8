package io.datachannels.emulators.http;

import java.time.Duration;
import java.util.Locale;

/**
 * One way in which an emulator misbehaves, as told by a test or by {@code local serve --fault}.
 *
 * @param operation the operation it hits, for example {@code GetRange}, or {@code *} for every one
 * @param kind what goes wrong
 * @param skip how many matching calls go through unharmed first, 0 or more
 * @param every of the calls after that, every how-many-th is hit; 1 hits each
 * @param times how many calls are hit in all; {@link Integer#MAX_VALUE} for no end
 * @param latency how long a call waits, for {@link Kind#LATENCY}
 * @param refusal what is answered, for {@link Kind#THROTTLE}, {@link Kind#ERROR} and {@link Kind#REFUSE_ROW}
 */
public record Fault(String operation, Kind kind, int skip, int every, int times, Duration latency, Refusal refusal) {
    /** What goes wrong. */
    public enum Kind {
        /** The call waits before it is served. */
        LATENCY,
        /** The service answers that it has too much to do; nothing is changed. */
        THROTTLE,
        /** The service answers with an internal error; nothing is changed. */
        ERROR,
        /** The connection is closed before the call is served; nothing is changed. */
        DROP,
        /** The call is served, then the connection is closed without an answer. */
        LOSE_ANSWER,
        /** The call is served, half of the answer is sent, then the connection is closed. */
        TRUNCATE,
        /** Single rows or keys of a batch are refused, the others are served. */
        REFUSE_ROW,
        /** What is sent back has a checksum that does not agree with it; of what came in, the service says so. */
        CORRUPT,
        /** The session that the call names is over before its time. */
        EXPIRE,
        /** The answer ends early, between two rows and without what marks its end; the connection is kept. */
        SHORT
    }

    public Fault {
        if (skip < 0 || every < 1 || times < 1 || latency.isNegative()) {
            throw new IllegalArgumentException("fault out of range: " + operation + " " + kind);
        }
    }

    /** Hits every call of the operation. */
    public static Fault of(String operation, Kind kind) {
        return new Fault(operation, kind, 0, 1, Integer.MAX_VALUE, Duration.ZERO, Refusal.UNTOLD);
    }

    /** Lets every call of the operation wait. */
    public static Fault latency(String operation, Duration latency) {
        return new Fault(operation, Kind.LATENCY, 0, 1, Integer.MAX_VALUE, latency, Refusal.UNTOLD);
    }

    /** The same fault after {@code count} calls that go through unharmed. */
    public Fault after(int count) {
        return new Fault(operation, kind, count, every, times, latency, refusal);
    }

    /** The same fault, hitting only every {@code n}-th call. */
    public Fault every(int n) {
        return new Fault(operation, kind, skip, n, times, latency, refusal);
    }

    /** The same fault, hitting {@code n} calls in all. */
    public Fault times(int n) {
        return new Fault(operation, kind, skip, every, n, latency, refusal);
    }

    /** The same fault with another answer. */
    public Fault answering(Refusal answer) {
        return new Fault(operation, kind, skip, every, times, latency, answer);
    }

    /**
     * Reads {@code OPERATION:KIND[,after=N][,every=N][,times=N][,millis=N][,status=N][,code=TEXT][,message=TEXT]}, for example
     * {@code UploadPart:error,every=5} or {@code PutRow:error,code=OTSTimeout,status=503}; the kind in any case, with {@code -}
     * for {@code _}. Texts have no commas.
     *
     * @throws IllegalArgumentException if the text has another form; the message says which part
     */
    public static Fault parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("expected OPERATION:KIND, got \"" + text + "\"");
        }
        String[] parts = text.substring(colon + 1).split(",");
        Fault fault = of(text.substring(0, colon), kind(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            fault = fault.with(parts[i]);
        }
        return fault;
    }

    private Fault with(String option) {
        String[] pair = option.split("=", 2);
        if (pair.length == 2 && pair[0].equals("code")) {
            return answering(new Refusal(refusal.status(), pair[1], refusal.message()));
        }
        if (pair.length == 2 && pair[0].equals("message")) {
            return answering(new Refusal(refusal.status(), refusal.code(), pair[1]));
        }
        int value;
        try {
            value = Integer.parseInt(pair.length == 2 ? pair[1] : "");
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected NAME=NUMBER, got \"" + option + "\"", e);
        }
        return switch (pair[0]) {
            case "after" -> after(value);
            case "every" -> every(value);
            case "times" -> times(value);
            case "millis" -> new Fault(operation, kind, skip, every, times, Duration.ofMillis(value), refusal);
            case "status" -> answering(new Refusal(value, refusal.code(), refusal.message()));
            default ->
                throw new IllegalArgumentException("unknown fault option \"" + pair[0]
                        + "\": after, every, times, millis, status, code or message");
        };
    }

    private static Kind kind(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown fault \"" + text
                + "\": latency, throttle, error, drop, lose-answer, truncate, refuse-row, corrupt, expire or short");
    }
}
