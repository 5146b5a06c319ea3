package dev.streamviewer.platform.contract.auth;

import java.util.Set;

/**
 * A person who signed in with Twitch.
 *
 * @param avatar address of the picture, or empty
 * @param scopes the scopes that the viewer granted
 */
public record Viewer(String id, String login, String name, String avatar, Set<String> scopes) {}
