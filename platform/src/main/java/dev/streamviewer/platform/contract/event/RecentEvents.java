package dev.streamviewer.platform.contract.event;

import java.util.List;

/**
 * Recent events of a streamer, in order of arrival.
 *
 * @param complete false when the last event that the client has is no longer stored
 */
public record RecentEvents(List<StreamEvent> events, boolean complete) {}
