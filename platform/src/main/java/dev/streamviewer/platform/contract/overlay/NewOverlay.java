package dev.streamviewer.platform.contract.overlay;

import dev.streamviewer.platform.config.Secret;
import java.time.Instant;

/**
 * A new overlay token. No other message contains the token again.
 *
 * @param streamer the login of the streamer in lower case
 */
public record NewOverlay(Secret token, String streamer, Instant expiresAt) {}
