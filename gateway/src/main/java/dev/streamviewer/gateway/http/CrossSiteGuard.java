package dev.streamviewer.gateway.http;

import dev.streamviewer.gateway.config.RequestOrigin;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Set;

/**
 * Refuses what another site makes a browser ask (CSRF). Browsers say where a request comes from and
 * no script can change that, so no token is needed; a request that does not say is no browser's,
 * and carries nobody's cookie by accident.
 */
public final class CrossSiteGuard {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> OURS = Set.of("same-origin", "none");

  private final String publicOrigin;

  public CrossSiteGuard(URI publicUrl) {
    this.publicOrigin = RequestOrigin.of(publicUrl);
  }

  /**
   * Lets a request pass.
   *
   * @throws RejectedRequest if it would change something and another site made it
   */
  public void check(HttpServerRequest request) {
    if (SAFE.contains(request.method())) {
      return;
    }
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (isFromElsewhere(request) || origin != null && !isOurs(origin, request)) {
      throw RejectedRequest.crossSite();
    }
  }

  /** Whether the browser says that another site, or another host of this one, made the request. */
  public static boolean isFromElsewhere(HttpServerRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    return site != null && !OURS.contains(site);
  }

  /** Behind a proxy the scheme that the browser used is not known here, so the host decides. */
  private boolean isOurs(String origin, HttpServerRequest request) {
    var host = request.getHeader(HttpHeaders.HOST);
    return origin.equalsIgnoreCase(publicOrigin)
        || origin.equalsIgnoreCase("https://" + host)
        || origin.equalsIgnoreCase("http://" + host);
  }
}
