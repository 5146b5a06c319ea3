/**
 * Processes, their clocks, the connections between them and the maps that they share, in virtual
 * time.
 */
package dev.streamviewer.benchmarks.delivery.cluster;
