/**
 * How a service asks, answers and tells over the event bus: an {@link
 * dev.streamviewer.platform.bus.Endpoint} or a {@link dev.streamviewer.platform.bus.Topic} ties an
 * address to its types, so that it cannot carry a wrong one, and turns failures into {@link
 * dev.streamviewer.platform.bus.BusFailure} and back.
 */
package dev.streamviewer.platform.bus;
