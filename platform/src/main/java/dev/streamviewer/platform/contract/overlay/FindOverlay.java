package dev.streamviewer.platform.contract.overlay;

import dev.streamviewer.platform.config.Secret;

/**
 * Requests the rights of an overlay token. Fails with UNAUTHENTICATED for a token that is forged,
 * expired or withdrawn.
 */
public record FindOverlay(Secret token) {}
