package dev.streamviewer.platform.contract.event;

/**
 * Pusher's authorization of a channel.
 *
 * @param auth key, colon, signature
 */
public record ChannelAuthorization(String auth) {}
