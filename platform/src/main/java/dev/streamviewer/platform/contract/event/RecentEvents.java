package dev.streamviewer.platform.contract.event;

import java.util.List;

/**
 * Recent events of a streamer, in the order in which they arrived.
 *
 * @param complete false when the event that was asked after is no longer remembered
 */
public record RecentEvents(List<StreamEvent> events, boolean complete) {}
