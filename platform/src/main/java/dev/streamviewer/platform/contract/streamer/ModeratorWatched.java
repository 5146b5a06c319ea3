package dev.streamviewer.platform.contract.streamer;

/**
 * A sign of a viewer who watches a channel that the viewer moderates. Published to all webhook
 * services, so that each knows whose subscriptions are wanted.
 *
 * @param streamerId the channel
 * @param moderatorId the viewer
 * @param left whether the viewer has left the channel
 */
public record ModeratorWatched(String streamerId, String moderatorId, boolean left) {}
