package dev.streamviewer.platform.launch;

import java.net.URI;
import java.util.regex.Pattern;

/** The address where browsers and Twitch find us, which several services need to know. */
public final class PublicUrl {
  private static final String NAME = "PUBLIC_URL";
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  private PublicUrl() {}

  /** Reads it: scheme, host and port only. */
  public static URI from(Settings settings) {
    var url = settings.url(NAME, "http://localhost:8080");
    if (!url.getPath().isEmpty()) {
      settings.fault("%s is \"%s\", expected no path after the host".formatted(NAME, url));
    }
    if ("http".equals(url.getScheme()) && !LOOPBACK.matcher(url.getHost()).matches()) {
      settings.fault(
          "%s is \"%s\", expected https; Twitch allows plain http for localhost only"
              .formatted(NAME, url));
    }
    return url;
  }
}
