package dev.streamviewer.platform.contract;

/**
 * Pusher's authorisation of a channel.
 *
 * @param auth key, colon, signature
 */
public record ChannelAuthorization(String auth) {}
