/**
 * Requests, replies and announcements over the event bus. An {@link
 * dev.streamviewer.platform.bus.Endpoint} or a {@link dev.streamviewer.platform.bus.Topic} ties an
 * address to its message types. {@link dev.streamviewer.platform.bus.BusFailure} carries failures
 * across the bus.
 */
package dev.streamviewer.platform.bus;
