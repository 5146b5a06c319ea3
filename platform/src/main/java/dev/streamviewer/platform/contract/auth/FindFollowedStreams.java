package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * Requests the live streams of the channels that a viewer follows at Twitch.
 *
 * @param session the value of the viewer's session cookie
 */
public record FindFollowedStreams(Secret session) {}
