package dev.streamviewer.sandbox.twitch.oauth;

import java.util.Set;

/** A user's consent at a sign-in, for which a code or a refresh token is issued. */
record CodeGrant(String userId, Set<String> scopes) {}
