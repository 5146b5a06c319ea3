package dev.streamviewer.gateway.http;

import dev.streamviewer.gateway.config.RequestOrigin;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Set;

/**
 * Rejects cross-site requests (CSRF). Browsers state the origin of a request and no script can
 * change the statement, so no token is needed. A request without an origin comes from no browser,
 * and carries no cookie by accident.
 */
public final class CrossSiteGuard {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> ALLOWED_SITES = Set.of("same-origin", "none");

  private final String publicOrigin;

  public CrossSiteGuard(URI publicUrl) {
    this.publicOrigin = RequestOrigin.of(publicUrl);
  }

  /**
   * Accepts requests of this site.
   *
   * @throws RejectedRequest if the request would change something and comes from another site
   */
  public void check(HttpServerRequest request) {
    if (SAFE.contains(request.method())) {
      return;
    }
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (isCrossOrigin(request) || origin != null && !isSameHost(origin, request)) {
      throw RejectedRequest.crossSite();
    }
  }

  /** Whether the browser reports another site, or another host of this site, as the initiator. */
  public static boolean isCrossOrigin(HttpServerRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    return site != null && !ALLOWED_SITES.contains(site);
  }

  /** Compares the host: behind a proxy, the scheme that the browser used is unknown here. */
  private boolean isSameHost(String origin, HttpServerRequest request) {
    var host = request.getHeader(HttpHeaders.HOST);
    return origin.equalsIgnoreCase(publicOrigin)
        || origin.equalsIgnoreCase("https://" + host)
        || origin.equalsIgnoreCase("http://" + host);
  }
}
