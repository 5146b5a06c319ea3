package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;

/**
 * Requests the live streams of the channels that a viewer follows at Twitch.
 *
 * @param session the value of the viewer's session cookie; null if the request has none
 */
public record FindFollowedStreams(@OptionalField Secret session) {}
