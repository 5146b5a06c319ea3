package dev.streamviewer.platform.tap;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.config.Settings;
import java.util.Optional;

/**
 * Whether this process opens taps, and for whom.
 *
 * @param token what one must know to open a tap; empty where nobody may
 */
public record TapConfig(Optional<Secret> token, TapLimits limits) {
  private static final int LEAST_CHARACTERS = 16;

  /** Reads the variable; what is wrong collects in the settings. */
  public static TapConfig from(Settings settings) {
    var token = settings.optionalSecret("TAP_TOKEN");
    token
        .filter(it -> it.value().length() < LEAST_CHARACTERS)
        .ifPresent(
            it ->
                settings.fault(
                    "TAP_TOKEN is too short: expected at least %d characters, such as from openssl rand -hex 32"
                        .formatted(LEAST_CHARACTERS)));
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
