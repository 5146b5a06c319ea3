/**
 * How a process starts and stops: configuration with all its faults told at once, the verticles of
 * one service or of several, and the management server beside them.
 */
package dev.streamviewer.platform.launch;
