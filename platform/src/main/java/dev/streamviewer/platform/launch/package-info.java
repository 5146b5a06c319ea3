/**
 * Startup and shutdown of a process: the configuration, whose faults are reported together, the
 * verticles of one or several services, and the management server.
 */
package dev.streamviewer.platform.launch;
