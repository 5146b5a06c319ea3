package dev.streamviewer.platform.contract;

/**
 * Asks who is behind a session cookie.
 *
 * @param session the value of the cookie
 */
public record FindSession(Secret session) {}
