/**
 * Messages between the services: one record per message, and {@link
 * dev.streamviewer.platform.contract.Contracts}, the table of addresses with the types of their
 * requests and replies. Records are immutable. Messages pass by reference within a JVM, and as JSON
 * between JVMs.
 */
package dev.streamviewer.platform.contract;
