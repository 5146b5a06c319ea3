package dev.streamviewer.platform.contract.auth;

import java.util.Set;

/**
 * Somebody who signed in with Twitch.
 *
 * @param avatar address of the picture, or empty
 * @param scopes what they consented to
 */
public record Viewer(String id, String login, String name, String avatar, Set<String> scopes) {}
