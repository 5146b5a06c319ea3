/** Recent events of each streamer, in this process or shared by all notifiers. */
package dev.streamviewer.notifier.history;
