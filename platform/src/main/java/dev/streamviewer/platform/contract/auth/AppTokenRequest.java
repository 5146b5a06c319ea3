package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;

/**
 * Requests the app access token.
 *
 * @param rejected a token to replace, to which Helix answered 401; null if there is none
 */
public record AppTokenRequest(@OptionalField Secret rejected) {}
