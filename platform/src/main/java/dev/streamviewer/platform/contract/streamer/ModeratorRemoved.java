package dev.streamviewer.platform.contract.streamer;

/**
 * The end of a moderator's role. Published by the webhook services, which hear of it first, to all
 * services that remember roles.
 *
 * @param streamerId the channel
 * @param moderatorId the former moderator
 */
public record ModeratorRemoved(String streamerId, String moderatorId) {}
