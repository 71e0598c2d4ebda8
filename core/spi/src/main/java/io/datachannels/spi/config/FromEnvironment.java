package io.datachannels.spi.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The environment variables that a key is taken from when neither the job file nor a datasource has it, nor any other key of the record
 * with this annotation: credentials go together. The first names of all these keys are one set, the second ones the next, and so on;
 * the first set counts of which every variable is there whose key is not {@link Optional}. If there is none, {@code
 * ALIBABA_CLOUD_ACCESS_KEY_ID}, {@code ALIBABA_CLOUD_ACCESS_KEY_SECRET} and {@code ALIBABA_CLOUD_SECURITY_TOKEN} are looked for in the
 * credentials file of Alibaba Cloud's SDKs.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface FromEnvironment {
    String[] value();
}
