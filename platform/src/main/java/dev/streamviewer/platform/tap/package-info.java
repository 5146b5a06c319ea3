/**
 * Shows what passes over the event bus of the whole cluster to one who may see it, without its
 * secrets. {@link dev.streamviewer.platform.tap.TapRoute} opens a tap, {@link
 * dev.streamviewer.platform.tap.TapMember} watches in every process while one is open.
 */
package dev.streamviewer.platform.tap;
