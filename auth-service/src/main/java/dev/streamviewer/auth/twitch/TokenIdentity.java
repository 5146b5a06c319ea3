package dev.streamviewer.auth.twitch;

import java.util.Set;

/** The user of a token, and the granted scopes, according to Twitch's /validate. */
public record TokenIdentity(String userId, String login, Set<String> scopes) {}
