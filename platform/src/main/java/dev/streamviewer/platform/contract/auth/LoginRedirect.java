package dev.streamviewer.platform.contract.auth;

import java.net.URI;

/**
 * The address at Twitch where the browser signs in.
 *
 * @param browser the value that the browser must present when it returns
 */
public record LoginRedirect(URI location, String browser) {}
