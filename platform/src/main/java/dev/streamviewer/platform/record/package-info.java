/**
 * Records as JSON, on the bus and in the cluster's maps. Every field is required unless it is an
 * {@link dev.streamviewer.platform.record.OptionalField}, and a missing field is an {@link
 * dev.streamviewer.platform.record.UnreadableRecord} that names it.
 */
package dev.streamviewer.platform.record;
