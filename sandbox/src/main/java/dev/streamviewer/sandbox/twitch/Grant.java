package dev.streamviewer.sandbox.twitch;

import java.util.Set;

/** A user's consent to one sign-in; a refresh token stands for it. */
record Grant(String userId, Set<String> scopes) {}
