package io.datachannels.spi.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The keys of this component, a record, stand among the keys of the record that has it, as if written there: what a reader and a writer
 * have in common is then one record. The component has no key of its own, and no two keys may have the same name.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {}
