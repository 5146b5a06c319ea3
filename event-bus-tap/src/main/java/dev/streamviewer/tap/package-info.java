/**
 * The tap: shows authorized people the messages on the event bus of the whole cluster, without
 * secrets. {@link dev.streamviewer.tap.TapRoute} opens a tap. {@link
 * dev.streamviewer.tap.TapMember} observes messages in every process while a tap is open.
 */
package dev.streamviewer.tap;
