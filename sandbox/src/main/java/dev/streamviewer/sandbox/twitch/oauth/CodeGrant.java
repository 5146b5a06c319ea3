package dev.streamviewer.sandbox.twitch.oauth;

import java.util.Set;

/** A user's consent to one sign-in; a refresh token stands for it. */
record CodeGrant(String userId, Set<String> scopes) {}
