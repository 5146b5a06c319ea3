package dev.streamviewer.platform.contract;

/**
 * Ends a session.
 *
 * @param session the value of the session cookie
 */
public record EndSession(Secret session) {}
