/**
 * Measurements that settle questions of design. Each is a program of its own, prints a table, and
 * judges nothing: times depend on the machine and on what else runs there.
 */
package dev.streamviewer.benchmarks;
