package io.datachannels.spi.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A key that the job file need not have: the component is then null, or an empty list or map. A key without this and without {@link
 * Default} is required.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Optional {
    /** Whether most jobs have it all the same: a template for a job then shows it as a key to be filled in. */
    boolean usual() default false;
}
