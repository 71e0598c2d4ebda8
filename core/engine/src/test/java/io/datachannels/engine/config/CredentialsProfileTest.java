package io.datachannels.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.spi.config.FromEnvironment;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.RequiredUnless;
import io.datachannels.spi.config.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials that are neither in the job file nor in the environment. */
class CredentialsProfileTest {
    private static final String MARKER = "marker-secret-4711";
    private static final String FILE = """
            # of the team
            [default]
            type = access_key          # the usual one
            access_key_id = id-1
            access_key_secret=%1$s

            [moving]
            enable = true
            type = STS
            access_key_id = STS.id-2
            access_key_secret = %1$s==
            security_token = token-2

            [off]
            enable = false
            access_key_id = id-3
            access_key_secret = %1$s
            [role]
            type = ram_role_arn
            access_key_id = id-4
            access_key_secret = %1$s
            [half]
            type = access_key
            access_key_id = id-5
            [instance]
            type = ecs_ram_role
            role_name = exporter
            [half-instance]
            type = ecs_ram_role
            access_key_id = id-7
            [half-sts]
            type = sts
            access_key_id = id-6
            access_key_secret = %1$s
            """.formatted(MARKER);

    record Credentials(
            @FromEnvironment({"OSS_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_ID"}) @RequiredUnless("ecsRamRole")
            String accessId,

            @FromEnvironment({"OSS_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"}) @RequiredUnless("ecsRamRole")
            SecretText accessKey,

            @FromEnvironment({"OSS_SESSION_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN"}) @Optional
            SecretText securityToken,

            @FromEnvironment({"", "", "ALIBABA_CLOUD_ECS_METADATA"}) @Optional
            String ecsRamRole) {}

    record Others(@FromEnvironment("OTHER_ID") @Optional String id) {}

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final ProblemList problems = new ProblemList();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        environment.put("HOME", home.toString());
        file = Files.createDirectories(home.resolve(".alibabacloud")).resolve("credentials");
        Files.writeString(file, FILE);
    }

    private <T extends Record> T bind(Class<T> type, String parameter) {
        PluginSpec spec = new PluginSpec("osswriter", (JsonObject) JsonReader.read(parameter), "writer.parameter");
        return Binder.bind(type, spec, problems, environment);
    }

    private Credentials bind(String parameter) {
        return bind(Credentials.class, parameter);
    }

    private static Credentials key(String id, String secret) {
        return new Credentials(id, new SecretText(secret), null, null);
    }

    @Test
    void theDefaultProfileOfHomeIsTakenAndSaid() {
        assertThat(bind("{}")).isEqualTo(key("id-1", MARKER));
        assertThat(problems.notes())
                .extracting(Problem::message)
                .containsOnly("is that of the profile default of " + file);
    }

    @Test
    void theProfileIsChosenByTheEnvironment() {
        environment.put("ALIBABA_CLOUD_PROFILE", "moving");
        assertThat(bind("{}"))
                .isEqualTo(new Credentials("STS.id-2", new SecretText(MARKER + "=="), new SecretText("token-2"), null));
    }

    @Test
    void theRoleOfTheInstanceStandsForAKey() {
        Credentials role = new Credentials(null, null, null, "exporter");
        environment.put("ALIBABA_CLOUD_PROFILE", "instance");
        assertThat(bind("{}")).isEqualTo(role);
        environment.put("ALIBABA_CLOUD_ECS_METADATA", "other");
        assertThat(bind("{}")).isEqualTo(new Credentials(null, null, null, "other"));
        assertThat(bind("{\"ecsRamRole\": \"exporter\"}")).isEqualTo(role);
        assertThat(problems.errors()).isEmpty();
        environment.put("ALIBABA_CLOUD_ACCESS_KEY_ID", "e");
        environment.put("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "f");
        assertThat(bind("{}")).isEqualTo(key("e", "f"));
    }

    @Test
    void theFileIsChosenByTheEnvironment() throws IOException {
        Path other = home.resolve("other");
        Files.writeString(other, "[default]\naccess_key_id=id-9\naccess_key_secret=s\n");
        environment.put("ALIBABA_CLOUD_CREDENTIALS_FILE", other.toString());
        assertThat(bind("{}")).isEqualTo(key("id-9", "s"));
    }

    @Test
    void jobFileAndEnvironmentCountMore() {
        assertThat(bind("{\"accessId\": \"mine\", \"accessKey\": \"k\"}")).isEqualTo(key("mine", "k"));
        environment.put("ALIBABA_CLOUD_ACCESS_KEY_ID", "e");
        environment.put("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "f");
        assertThat(bind("{}")).isEqualTo(key("e", "f"));
    }

    @Test
    void aFileThatNobodyAsksForNeedNotBeThere() throws IOException {
        Files.writeString(file, "[other]\ntype = access_key\n");
        assertThat(bind("{}")).isNull();
        Files.delete(file);
        assertThat(bind("{}")).isNull();
        environment.remove("HOME");
        assertThat(bind("{}")).isNull();
        assertThat(problems.errors())
                .extracting(Problem::path)
                .containsOnly("writer.parameter.accessId", "writer.parameter.accessKey");
    }

    @Test
    void aRecordWithOtherVariablesHasNothingOfIt() throws IOException {
        Files.writeString(file, "nonsense");
        assertThat(bind(Others.class, "{}")).isEqualTo(new Others(null));
        assertThat(problems.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "off,the profile off of @ is switched off by enable = false",
                "role,`the type of the profile role of @ must be access_key or ecs_ram_role or sts, got \"ram_role_arn\"; or give the key in the job file, a datasource or the environment`",
                "half,the profile half of @ has no access_key_secret",
                "half-sts,the profile half-sts of @ has no security_token",
                "half-instance,the profile half-instance of @ has no role_name",
                "movin,`there is no profile movin in @, which ALIBABA_CLOUD_PROFILE names, did you mean \"moving\"?`"
            })
    void aProfileThatCannotBeUsedIsAnErrorWithoutASecret(String profile, String message) {
        environment.put("ALIBABA_CLOUD_PROFILE", profile);
        assertThat(bind("{}")).isNull();
        assertThat(problems.errors())
                .singleElement()
                .extracting(Problem::message)
                .isEqualTo(message.replace("@", file.toString()));
        assertThat(problems.all().toString()).doesNotContain(MARKER);
    }

    @ParameterizedTest
    @CsvSource({"access_key_id = x,1", "[default]\\n" + MARKER + ",2"})
    void aLineThatIsNoneIsNamedAndNotShown(String text, int line) throws IOException {
        Files.writeString(file, text.replace("\\n", "\n"));
        assertThat(bind("{}")).isNull();
        assertThat(problems.errors())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .startsWith("line " + line + " of " + file + " must be [profile]")
                .doesNotContain(MARKER);
    }

    @Test
    void aFileThatIsAskedForMustBeThereAndReadable() {
        environment.put("ALIBABA_CLOUD_CREDENTIALS_FILE", home.resolve("absent").toString());
        assertThat(bind("{}")).isNull();
        environment.put("ALIBABA_CLOUD_CREDENTIALS_FILE", home.toString());
        assertThat(bind("{}")).isNull();
        assertThat(problems.errors())
                .extracting(Problem::message)
                .satisfiesExactly(
                        absent -> assertThat(absent)
                                .isEqualTo("there is no file of credentials " + home.resolve("absent")
                                        + ", which ALIBABA_CLOUD_CREDENTIALS_FILE asks for"),
                        folder -> assertThat(folder).contains("the file of credentials " + home + " cannot be read"));
    }
}
