package dev.streamviewer.platform.contract.auth;

/**
 * Requests the validation of all sessions of a viewer, after Twitch reported that the viewer's
 * consent or account has ended.
 *
 * @param viewerId the viewer's id at Twitch
 */
public record ValidateSessions(String viewerId) {}
