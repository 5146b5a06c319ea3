package dev.streamviewer.sandbox.control;

import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Prevents foreign web pages from sending control requests through a visitor's browser. The host
 * must be an allowed name (DNS rebinding), the origin must be this site's, and a body must be JSON,
 * which no form can send.
 */
final class SameOriginGuard implements Handler<RoutingContext> {
  private static final Set<HttpMethod> SAFE_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Set<String> hosts;

  SameOriginGuard(String publicHost) {
    this.hosts = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]", publicHost));
  }

  @Override
  public void handle(RoutingContext ctx) {
    var authority = ctx.request().authority();
    if (authority == null || !hosts.contains(authority.host())) {
      throw new ApiError(403, "The Host header must name the sandbox, not " + authority);
    }
    if (!SAFE_METHODS.contains(ctx.request().method())) {
      checkOrigin(ctx, authority.toString());
      checkContentType(ctx);
    }
    ctx.next();
  }

  private static void checkOrigin(RoutingContext ctx, String authority) {
    var origin = ctx.request().getHeader("Origin");
    if (origin != null && !origin.equals("http://" + authority)) {
      throw new ApiError(
          403, "The request must come from the sandbox's own page, not from " + origin);
    }
  }

  private static void checkContentType(RoutingContext ctx) {
    var contentType = ctx.request().getHeader("Content-Type");
    var body = ctx.body().buffer();
    var hasBody = body != null && body.length() > 0;
    if (hasBody && (contentType == null || !contentType.startsWith("application/json"))) {
      throw new ApiError(415, "Content-Type must be application/json");
    }
  }
}
