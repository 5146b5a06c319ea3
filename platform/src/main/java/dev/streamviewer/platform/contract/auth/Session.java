package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * A session that is valid now.
 *
 * @param lender what stands for the session where only its chat token is wanted, and opens nothing
 *     else; null unless the viewer consented to {@code user:read:chat}
 */
public record Session(Viewer viewer, Secret lender) {}
