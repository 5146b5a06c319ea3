package dev.streamviewer.tap;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.config.Settings;
import java.util.Optional;

/**
 * The configuration of the tap.
 *
 * @param token the token that opens a tap; empty if taps are off
 */
public record TapConfig(Optional<Secret> token, TapLimits limits) {
  private static final int MIN_CHARACTERS = 16;

  /** Reads the variable; faults collect in the settings. */
  public static TapConfig from(Settings settings) {
    var token = settings.optionalSecret("TAP_TOKEN");
    token
        .filter(it -> it.value().length() < MIN_CHARACTERS)
        .ifPresent(
            it ->
                settings.fault(
                    "TAP_TOKEN is too short: expected at least %d characters, such as from openssl rand -hex 32"
                        .formatted(MIN_CHARACTERS)));
    token
        .filter(it -> !it.value().chars().allMatch(c -> c > ' ' && c < 0x7f))
        .ifPresent(
            it ->
                settings.fault(
                    "TAP_TOKEN has characters that a header cannot carry: expected ASCII without"
                        + " spaces"));
    return new TapConfig(token, TapLimits.DEFAULT);
  }
}
