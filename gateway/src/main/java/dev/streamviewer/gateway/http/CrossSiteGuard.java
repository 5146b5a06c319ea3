package dev.streamviewer.gateway.http;

import dev.streamviewer.gateway.config.WebOrigin;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
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
    this.publicOrigin = WebOrigin.of(publicUrl);
  }

  /**
   * Accepts requests of this site.
   *
   * @throws RejectedRequest if the request would change something and comes from another site
   */
  public void check(HttpMethod method, MultiMap headers) {
    if (SAFE.contains(method)) {
      return;
    }
    var origin = headers.get(HttpHeaders.ORIGIN);
    if (isCrossOrigin(headers) || origin != null && !isSameHost(origin, headers)) {
      throw RejectedRequest.crossSite();
    }
  }

  /** Whether the browser reports another site, or another host of this site, as the initiator. */
  public static boolean isCrossOrigin(MultiMap headers) {
    var site = headers.get("Sec-Fetch-Site");
    return site != null && !ALLOWED_SITES.contains(site);
  }

  /** Compares the host: behind a proxy, the scheme that the browser used is unknown here. */
  private boolean isSameHost(String origin, MultiMap headers) {
    var host = headers.get(HttpHeaders.HOST);
    return origin.equalsIgnoreCase(publicOrigin)
        || origin.equalsIgnoreCase("https://" + host)
        || origin.equalsIgnoreCase("http://" + host);
  }
}
