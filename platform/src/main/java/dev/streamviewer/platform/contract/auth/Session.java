package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * A valid session.
 *
 * @param lender an opaque id that grants only the session's chat token; null unless the viewer
 *     consented to {@code user:read:chat}
 */
public record Session(Viewer viewer, Secret lender) {}
