package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;
import java.time.Instant;

/**
 * The app access token of this deployment.
 *
 * @param clientId the client that the token belongs to; Helix requires both
 */
public record AppToken(String clientId, Secret token, Instant expiresAt) {}
