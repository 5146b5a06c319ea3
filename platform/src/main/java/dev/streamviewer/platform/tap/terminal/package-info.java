/** The tap in a terminal: {@code ./tap 'webhook.*'}. */
package dev.streamviewer.platform.tap.terminal;
