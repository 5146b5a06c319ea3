package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * A session has ended whose viewer had consented to {@code user:read:chat}.
 *
 * @param lender what stood for the session
 */
public record ChatConsentRevoked(Secret lender) {}
