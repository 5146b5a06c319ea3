/**
 * What the services say to each other: one record a message, and {@link
 * dev.streamviewer.platform.contract.Contracts}, the one table of addresses with the types of their
 * questions and answers. Records are immutable; in one JVM they pass by reference, between JVMs as
 * JSON.
 */
package dev.streamviewer.platform.contract;
