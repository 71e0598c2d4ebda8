package io.datachannels.spi.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The environment variables that a key is taken from when neither the job file nor a datasource has it, nor any other key of the record
 * with this annotation: credentials go together. The first names of all these keys are one set, the second ones the next, and so on; an
 * empty name stands for no variable. The first set counts of which every variable is there whose key is neither {@link Optional} nor
 * {@link RequiredUnless} another key of the set is there, as a secret is not asked for beside the role of a metadata service. If there is
 * none, the credentials file of Alibaba Cloud's SDKs is looked into, and of the profile that {@code ALIBABA_CLOUD_PROFILE} names, or else
 * {@code default}, its keys stand for {@code ALIBABA_CLOUD_ACCESS_KEY_ID}, {@code ALIBABA_CLOUD_ACCESS_KEY_SECRET}, {@code
 * ALIBABA_CLOUD_SECURITY_TOKEN} and {@code ALIBABA_CLOUD_ECS_METADATA}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface FromEnvironment {
    String[] value();
}
