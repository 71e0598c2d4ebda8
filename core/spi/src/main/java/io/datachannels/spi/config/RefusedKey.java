package io.datachannels.spi.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A key that job files for DataX or DataWorks have and that would change what the job does, but does not here: a job file that has it is
 * refused, unless its value is empty or false.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(RefusedKeys.class)
public @interface RefusedKey {
    String name();

    /** What to do in its place, as the rest of a sentence after a colon. */
    String instead();
}
