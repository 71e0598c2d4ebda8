package io.datachannels.spi.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A key that job files have and that makes no difference here; accepted, with a note in the log. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(IgnoredKeys.class)
public @interface IgnoredKey {
    String name();

    /** Why it makes no difference. */
    String because();
}
