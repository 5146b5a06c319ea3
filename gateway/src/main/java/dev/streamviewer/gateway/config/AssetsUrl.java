package dev.streamviewer.gateway.config;

import dev.streamviewer.platform.config.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a CDN in front of this gateway, from which browsers fetch the page's files.
 *
 * @param address without a trailing slash; the files are under {@code /assets/}
 */
public record AssetsUrl(URI address) {
  private static final String VARIABLE = "ASSETS_URL";

  /** Excludes characters with a meaning in a content security policy or an HTML attribute. */
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9:/._~%\\[\\]-]+");

  /**
   * Reads the address; empty if unset.
   *
   * @param secure whether browsers use https, and so would load no file over http
   */
  static Optional<AssetsUrl> from(Settings settings, boolean secure) {
    if (settings.text(VARIABLE, "").isEmpty()) {
      return Optional.empty();
    }
    var url = settings.url(VARIABLE, "https://cdn.example.com");
    if (!ALLOWED.matcher(url.toString()).matches()) {
      settings.fault(
          "%s is \"%s\", expected an address of letters, digits and :/._~%%- only"
              .formatted(VARIABLE, url));
    } else if (secure && !"https".equals(url.getScheme())) {
      settings.fault(
          "%s is \"%s\", expected https: PUBLIC_URL is https, so browsers load nothing over http"
              .formatted(VARIABLE, url));
    }
    return Optional.of(new AssetsUrl(url));
  }

  /** The source expression of the CDN's files for a content security policy. */
  public String source() {
    return WebOrigin.of(address) + address.getRawPath() + "/assets/";
  }

  /**
   * The address of a file.
   *
   * @param path the path at the gateway, beginning with {@code /assets/}
   */
  public String of(String path) {
    return address + path;
  }
}
