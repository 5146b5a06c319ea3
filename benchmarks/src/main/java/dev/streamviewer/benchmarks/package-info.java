/**
 * Measurements that settle questions of design. Each is a program that prints a table and judges
 * nothing: times depend on the machine and on its other load.
 */
package dev.streamviewer.benchmarks;
