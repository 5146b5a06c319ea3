package dev.streamviewer.platform.contract.event;

/**
 * Asks for Pusher's authorisation of a private channel. Whether the viewer may have it has been
 * decided before.
 *
 * @param socketId the page's connection, digits, a dot, digits
 * @param channel the channel, `private-` included
 */
public record AuthorizeChannel(String socketId, String channel) {}
