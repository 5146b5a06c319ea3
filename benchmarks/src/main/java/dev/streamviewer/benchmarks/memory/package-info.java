/** Memory during ten minutes of load. */
package dev.streamviewer.benchmarks.memory;
