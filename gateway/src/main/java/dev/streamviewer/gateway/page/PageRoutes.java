package dev.streamviewer.gateway.page;

import dev.streamviewer.gateway.api.ApiOperations;
import dev.streamviewer.gateway.http.ProblemResponses;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Routes of the page's files and of the page's configuration. */
public final class PageRoutes {
  private static final String NOT_FOUND =
      """
      <!doctype html>
      <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="dark light">
        <title>Page not found</title>
        <h1>Page not found</h1>
        <p>This page does not exist. Go to <a href="/">Streamer Event Viewer</a>.</p>
      </html>
      """;

  private final PageConfig config;
  private final PageFiles files;

  public PageRoutes(PageConfig config, PageFiles files) {
    this.config = config;
    this.files = files;
  }

  public void mount(ApiOperations operations) {
    operations.answer("getConfig", request -> Future.succeededFuture(config));
  }

  /** Serves the files. Call after all operations have their routes. */
  public void mount(Router router) {
    router.route().handler(this::serve);
  }

  private void serve(RoutingContext context) {
    var path = context.request().path();
    if (path.equals("/api") || path.startsWith("/api/")) {
      context.fail(404);
      return;
    }
    files
        .find(path)
        .ifPresentOrElse(
            file -> send(context, file),
            () ->
                context
                    .response()
                    .setStatusCode(404)
                    // A CDN would otherwise cache the 404 after a newer gateway has the file.
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                    .end(NOT_FOUND));
  }

  private static void send(RoutingContext context, PageFile file) {
    var method = context.request().method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      ProblemResponses.methodNotAllowed(context.response(), "GET, HEAD");
      return;
    }
    var response =
        context
            .response()
            .putHeader(HttpHeaders.CACHE_CONTROL, file.caching())
            .putHeader(HttpHeaders.ETAG, file.tag())
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (file.shared()) {
      // Behind a CDN, the requesting page is another site.
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
      response.putHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }
    if (file.matches(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, file.type());
    var content = encode(context, file);
    if (method.equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length())).end();
    } else {
      response.end(content);
    }
  }

  /**
   * Chooses the coding that the browser prefers; leaves files without codings to the server's
   * compression.
   */
  private static Buffer encode(RoutingContext context, PageFile file) {
    var headers = context.response().headers();
    var accepted = context.parsedHeaders().acceptEncoding();
    var coding = ContentCoding.choose(accepted, file.coded().keySet());
    if (coding.isPresent()) {
      headers.set(HttpHeaders.CONTENT_ENCODING, coding.get());
      return file.coded().get(coding.get());
    }
    if (file.isCompressed()) {
      headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    }
    return file.content();
  }
}
