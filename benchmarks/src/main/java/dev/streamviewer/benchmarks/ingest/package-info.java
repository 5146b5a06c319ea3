/** Throughput and latency of one process that receives notifications. */
package dev.streamviewer.benchmarks.ingest;
