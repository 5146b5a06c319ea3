package dev.streamviewer.platform.contract.webhook;

/**
 * A channel's state after an update.
 *
 * @param messageId the message that brought the state
 * @param at the time of that message, in milliseconds
 */
public record ChannelUpdate(String streamerId, String messageId, long at, ChannelState state) {}
