package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * The end of a session whose viewer had consented to {@code user:read:chat}.
 *
 * @param lender an opaque id of the session
 */
public record ChatConsentRevoked(Secret lender) {}
