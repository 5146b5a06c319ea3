package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * A user access token that may read chat. The viewer's identity is confidential, so the id is a
 * secret too.
 *
 * @param clientId the client that the token belongs to; Helix requires both
 * @param viewerId the owner of the token
 */
public record ChatToken(String clientId, Secret viewerId, Secret token) {}
