package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;

/**
 * Twitch's answer to a sign-in. Any field may be null, since the endpoint is public.
 *
 * @param browser proof that this browser began the sign-in
 */
public record CompleteLogin(
    @OptionalField Secret code,
    @OptionalField String state,
    @OptionalField String error,
    @OptionalField String browser) {}
