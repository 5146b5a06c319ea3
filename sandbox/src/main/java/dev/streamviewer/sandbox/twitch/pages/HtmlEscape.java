package dev.streamviewer.sandbox.twitch.pages;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Safe HTML pages: foreign text is shown, never run. */
public final class HtmlEscape {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
          + "connect-src 'self'; base-uri 'none'; frame-ancestors ";

  private HtmlEscape() {}

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Sets the headers of a page: no inline code, no foreign content, frames only where allowed. */
  public static HttpServerResponse guard(RoutingContext ctx, String frameAncestors) {
    return ctx.response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Content-Security-Policy", POLICY + frameAncestors);
  }
}
