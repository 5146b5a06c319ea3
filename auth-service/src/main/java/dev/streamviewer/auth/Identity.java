package dev.streamviewer.auth;

import java.util.Set;

/** Whom a user token belongs to, and what they consented to, as Twitch's /validate says. */
record Identity(String userId, String login, Set<String> scopes) {}
