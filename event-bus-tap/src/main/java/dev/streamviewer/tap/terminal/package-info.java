/** The tap in a terminal: {@code ./tap 'webhook.*'}. */
package dev.streamviewer.tap.terminal;
