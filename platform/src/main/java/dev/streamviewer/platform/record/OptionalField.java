package dev.streamviewer.platform.record;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of a record that may be missing or null in JSON. All other fields are required, so
 * a field that a release adds needs this mark until no process of an earlier release can be left.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface OptionalField {}
