/** Start-up time of each program, and its memory when ready. */
package dev.streamviewer.benchmarks.start;
