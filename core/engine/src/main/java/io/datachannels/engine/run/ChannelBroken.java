package io.datachannels.engine.run;

/** The other side of a channel failed, or the job was cancelled; the cause says how. */
final class ChannelBroken extends RuntimeException {
    ChannelBroken(Throwable cause) {
        super("the channel ended early", cause, false, false);
    }
}
