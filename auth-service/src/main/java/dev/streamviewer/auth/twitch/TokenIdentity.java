package dev.streamviewer.auth.twitch;

import java.util.Set;

/** Whom a user token belongs to, and what they consented to, as Twitch's /validate says. */
public record TokenIdentity(String userId, String login, Set<String> scopes) {}
