package dev.streamviewer.gateway.config;

import dev.streamviewer.platform.config.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where browsers get the page's files from instead of here, such as a CDN in front of this gateway.
 *
 * @param address without a slash at the end; the files are under {@code /assets/} of it
 */
public record AssetsUrl(URI address) {
  private static final String NAME = "ASSETS_URL";

  /** It becomes part of a policy and of attributes, where other characters have a meaning. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:/._~%\\[\\]-]+");

  /**
   * Reads it; empty if it is not set.
   *
   * @param secure whether browsers come by https, and would then take no file without it
   */
  static Optional<AssetsUrl> from(Settings settings, boolean secure) {
    if (settings.text(NAME, "").isEmpty()) {
      return Optional.empty();
    }
    var url = settings.url(NAME, "https://cdn.example.com");
    if (!PLAIN.matcher(url.toString()).matches()) {
      settings.fault(
          "%s is \"%s\", expected an address of letters, digits and :/._~%%- only"
              .formatted(NAME, url));
    } else if (secure && !"https".equals(url.getScheme())) {
      settings.fault(
          "%s is \"%s\", expected https: PUBLIC_URL is https, so browsers take nothing else"
              .formatted(NAME, url));
    }
    return Optional.of(new AssetsUrl(url));
  }

  /** Everything of the page that is there, as a content security policy names it. */
  public String source() {
    return RequestOrigin.of(address) + address.getRawPath() + "/assets/";
  }

  /**
   * Where a file is.
   *
   * @param path here, beginning with {@code /assets/}
   */
  public String of(String path) {
    return address + path;
  }
}
