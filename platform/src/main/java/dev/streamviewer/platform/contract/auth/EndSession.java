package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * Ends a session.
 *
 * @param session the value of the session cookie
 */
public record EndSession(Secret session) {}
