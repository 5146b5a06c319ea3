/** Throughput of services in separate processes. */
package dev.streamviewer.benchmarks.cluster;
