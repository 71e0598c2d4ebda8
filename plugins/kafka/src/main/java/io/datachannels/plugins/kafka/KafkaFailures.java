package io.datachannels.plugins.kafka;

import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Kafka's exceptions told apart by what is to be done. */
final class KafkaFailures {
    private final Cluster cluster;

    KafkaFailures(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Makes a call; what it throws comes as a failure. */
    <T> T of(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw failure(e);
        }
    }

    Failure failure(Exception thrown) {
        if (thrown instanceof Failure known) {
            return known;
        }
        Throwable cause =
                thrown instanceof ExecutionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof InterruptException || cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new FatalFailure("interrupted while waiting for " + place(), "", thrown);
        }
        String text = place() + ": " + message(cause);
        if (cause instanceof AuthenticationException) {
            return new JobFailure(
                    text, "Check the settings of SSL and SASL in kafkaConfig, and the user and password.", thrown);
        } else if (cause instanceof AuthorizationException) {
            return new JobFailure(text, "Grant the user the right to read the topic and the group.", thrown);
        } else if (cause instanceof UnknownTopicOrPartitionException) {
            return new JobFailure(text, "Check topic and partition.", thrown);
        } else if (cause instanceof ThrottlingQuotaExceededException) {
            return TransientFailure.throttled(text, thrown);
        } else if (cause instanceof RetriableException) {
            return new TransientFailure(text, thrown);
        } else if (isOfSettings(cause)) {
            return new JobFailure(text, "Check server and kafkaConfig.", thrown);
        }
        return new FatalFailure(text, "Look at the broker's log.", thrown);
    }

    private String place() {
        return "Kafka at " + cluster.server();
    }

    /** The message and those of its causes, as far as they add to it: Kafka's own often says only that something failed. */
    private String message(Throwable thrown) {
        StringBuilder text = new StringBuilder(String.valueOf(thrown.getMessage()));
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            String more = String.valueOf(cause.getMessage());
            if (text.indexOf(more) < 0) {
                text.append(": ").append(more);
            }
        }
        return cluster.masked(text.toString());
    }

    private static boolean isOfSettings(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException || cause instanceof IllegalArgumentException) {
                return true;
            }
        }
        return thrown instanceof KafkaException
                && String.valueOf(thrown.getMessage()).startsWith("Failed to construct");
    }
}
