/**
 * Nothing acknowledged is lost: every service in a JVM of its own, steady load, and one fault at a
 * time.
 */
package dev.streamviewer.sandbox.chaos;
