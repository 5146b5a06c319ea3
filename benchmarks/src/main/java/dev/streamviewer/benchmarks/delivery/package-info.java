/**
 * A deterministic simulation of the delivery rules. The classes that decide are those of the
 * services; time, bus, shared maps, Twitch, Pusher and pages are models.
 */
package dev.streamviewer.benchmarks.delivery;
