package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.config.Secret;

/**
 * Ends a viewer's watch of a streamer.
 *
 * @param login the streamer's login in lower case
 * @param lender the opaque id of the viewer's session, as in {@link WatchStreamer}; the viewer may
 *     still watch on another device
 */
public record UnwatchStreamer(String login, String viewerId, Secret lender) {}
