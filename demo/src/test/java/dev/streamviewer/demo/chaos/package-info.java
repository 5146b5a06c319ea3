/**
 * Tests that no acknowledged event is lost: every service in a separate JVM, steady load, and one
 * fault at a time.
 */
package dev.streamviewer.demo.chaos;
