/** Tables and other output of a benchmark. */
package dev.streamviewer.benchmarks.report;
