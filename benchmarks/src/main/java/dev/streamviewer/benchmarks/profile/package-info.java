/** Use of the processor by purpose, method and line. */
package dev.streamviewer.benchmarks.profile;
