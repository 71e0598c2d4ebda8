package io.datachannels.spi.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The environment variables that a key is taken from when neither the job file nor a datasource has it, nor any other key of the record
 * with this annotation: credentials go together. The first names of all these keys are one set, the second ones the next, and so on;
 * the first set counts of which every variable is there whose key is not {@link Optional}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface FromEnvironment {
    String[] value();
}
