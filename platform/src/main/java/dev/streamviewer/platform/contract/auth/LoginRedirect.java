package dev.streamviewer.platform.contract.auth;

import java.net.URI;

/**
 * Where to send the browser to sign in.
 *
 * @param browser what the browser must hold when it comes back
 */
public record LoginRedirect(URI location, String browser) {}
