package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * Twitch's answer to a sign-in; any of the fields may be null, since anyone can call.
 *
 * @param browser what the browser holds to prove that it began this sign-in
 */
public record CompleteLogin(Secret code, String state, String error, String browser) {}
