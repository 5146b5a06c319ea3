package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.config.Secret;

/**
 * A viewer no longer watches a streamer.
 *
 * @param login the streamer's login in lower case
 * @param lender what stands for the viewer's session, as for {@link WatchStreamer}; on another
 *     device they may go on
 */
public record UnwatchStreamer(String login, String viewerId, Secret lender) {}
