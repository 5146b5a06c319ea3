package dev.streamviewer.platform.contract.event;

/**
 * Requests Pusher's authorization of a private channel, after the viewer's right to the channel was
 * checked.
 *
 * @param socketId the id of the page's connection: digits, a dot, digits
 * @param channel the name of the channel, including `private-`
 */
public record AuthorizeChannel(String socketId, String channel) {}
