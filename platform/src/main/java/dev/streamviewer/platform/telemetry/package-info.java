/** Metrics and traces of a process, and the subject of each log line. */
package dev.streamviewer.platform.telemetry;
