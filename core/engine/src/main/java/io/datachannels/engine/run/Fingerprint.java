package io.datachannels.engine.run;

import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.Masked;
import io.datachannels.engine.config.PluginSpec;
import io.datachannels.engine.config.Settings;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells jobs and targets apart by their configuration; credentials do not count, nor what is run before and after, which has to be corrected
 * when it fails, nor do the changing addresses of local services.
 */
final class Fingerprint {
    private static final List<String> NOT_COUNTED =
            List.of("accessId", "accessKey", "securityToken", "ecsRamRole", "preSql", "postSql");

    private final boolean local;

    Fingerprint(boolean local) {
        this.local = local;
    }

    /** Reader, transformers, writer, and the settings that change what is written: not the channels and limits, which a resumed run may change. */
    JobPrint job(JobSpec spec) {
        Settings settings = spec.settings();
        String formats = settings.zone() + " " + settings.timestampFormat() + " " + settings.dateFormat() + " "
                + settings.extraFormats();
        String transformers = spec.transformers().stream().map(this::text).collect(Collectors.joining("\n"));
        return new JobPrint(digest(text(spec.reader())), digest(transformers), target(spec), digest(formats));
    }

    String target(JobSpec spec) {
        return digest(text(spec.writer()));
    }

    private String text(PluginSpec spec) {
        JsonObject parameter = spec.parameter();
        for (String each : NOT_COUNTED) {
            parameter = parameter.without(each);
        }
        if (local) {
            parameter = parameter.without("endpoint");
        }
        return (local ? "local " : "") + spec.name() + " " + JsonText.compact(Masked.json(parameter));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
