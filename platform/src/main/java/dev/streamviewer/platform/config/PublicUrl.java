package dev.streamviewer.platform.config;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** The address at which browsers and Twitch reach this deployment; several services need it. */
public final class PublicUrl {
  private static final String NAME = "PUBLIC_URL";
  private static final String PREVIOUS = "PUBLIC_URL_PREVIOUS";
  private static final String DEFAULT = "http://localhost:8080";
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  private PublicUrl() {}

  /** Reads the address: scheme, host and port only. */
  public static URI from(Settings settings) {
    return read(settings, NAME);
  }

  /**
   * The previous address, if it still resolves to this deployment; subscriptions to it are
   * migrated.
   */
  public static Optional<URI> previous(Settings settings) {
    return settings.text(PREVIOUS, "").isEmpty()
        ? Optional.empty()
        : Optional.of(read(settings, PREVIOUS)).filter(it -> !it.equals(from(settings)));
  }

  private static URI read(Settings settings, String name) {
    var url = settings.url(name, DEFAULT);
    if (!url.getPath().isEmpty()) {
      settings.fault("%s is \"%s\", expected no path after the host".formatted(name, url));
    }
    if ("http".equals(url.getScheme()) && !LOOPBACK.matcher(url.getHost()).matches()) {
      settings.fault(
          "%s is \"%s\", expected https; Twitch allows plain http for localhost only"
              .formatted(name, url));
    }
    return url;
  }
}
