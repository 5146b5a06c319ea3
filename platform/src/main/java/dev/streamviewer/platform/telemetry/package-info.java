/**
 * What looks on at a process and changes nothing: its meters, its traces, and what each line of the
 * log is about.
 */
package dev.streamviewer.platform.telemetry;
