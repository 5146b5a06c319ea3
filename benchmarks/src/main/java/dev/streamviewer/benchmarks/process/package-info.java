/** The processes that benchmarks start: JVMs, their programs, ports and cores. */
package dev.streamviewer.benchmarks.process;
