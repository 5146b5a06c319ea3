package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * Asks for the app access token.
 *
 * @param rejected a token that Helix answered 401 to, so that it is replaced; null if none was
 */
public record AppTokenRequest(Secret rejected) {}
