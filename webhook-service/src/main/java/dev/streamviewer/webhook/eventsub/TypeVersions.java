package dev.streamviewer.webhook.eventsub;

import dev.streamviewer.platform.config.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The versions of subscription types. Twitch retires versions between releases of this service, so
 * the configuration can name others.
 *
 * @param overrides a version by the name of its type
 */
public record TypeVersions(Map<String, String> overrides) {
  /** The versions that the service was released with. */
  public static final TypeVersions RELEASED = new TypeVersions(Map.of());

  private static final String VARIABLE = "EVENTSUB_VERSIONS";
  private static final Pattern VERSION = Pattern.compile("[0-9a-z]{1,10}");

  public TypeVersions {
    overrides = Map.copyOf(overrides);
  }

  /** Reads {@code type=version} pairs with commas between them. */
  public static TypeVersions from(Settings settings) {
    var overrides = new HashMap<String, String>();
    for (var pair : settings.text(VARIABLE, "").split(",", -1)) {
      if (!pair.isBlank()) {
        read(settings, pair.strip(), overrides);
      }
    }
    return new TypeVersions(overrides);
  }

  /** Returns the version to subscribe to. */
  public String of(SubscriptionType type) {
    return overrides.getOrDefault(type.type(), type.version());
  }

  private static void read(Settings settings, String pair, Map<String, String> overrides) {
    var split = pair.indexOf('=');
    var type = split < 0 ? "" : pair.substring(0, split).strip();
    var version = pair.substring(split + 1).strip();
    if (split < 0 || !VERSION.matcher(version).matches()) {
      settings.fault(
          "%s contains \"%s\", expected a type and its version such as channel.follow=2"
              .formatted(VARIABLE, pair));
    } else if (!SubscriptionType.exists(type)) {
      settings.fault(
          "%s contains the type \"%s\", which this service does not subscribe to"
              .formatted(VARIABLE, type));
    } else if (overrides.putIfAbsent(type, version) != null) {
      settings.fault("%s contains the type \"%s\" more than once".formatted(VARIABLE, type));
    }
  }
}
