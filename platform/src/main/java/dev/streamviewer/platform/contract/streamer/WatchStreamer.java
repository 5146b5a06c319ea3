package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.config.Secret;
import java.util.Set;

/**
 * A viewer watches a streamer.
 *
 * @param login the streamer's login in lower case
 * @param scopes what the viewer consented to; it counts when the streamer is the viewer
 * @param lender what stands for the viewer's session if they consented to {@code user:read:chat};
 *     else null
 */
public record WatchStreamer(String login, String viewerId, Set<String> scopes, Secret lender) {}
