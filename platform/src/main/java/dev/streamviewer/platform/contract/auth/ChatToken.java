package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * A user access token that may read chat. Whose it is nobody may see, so the id is a secret too.
 *
 * @param clientId the client that the token belongs to; Helix wants both
 * @param viewerId whose token it is
 */
public record ChatToken(String clientId, Secret viewerId, Secret token) {}
