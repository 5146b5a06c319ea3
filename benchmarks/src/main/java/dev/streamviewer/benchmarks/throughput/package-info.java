/** Servers under load: measured runs in turns, and a table of their results. */
package dev.streamviewer.benchmarks.throughput;
