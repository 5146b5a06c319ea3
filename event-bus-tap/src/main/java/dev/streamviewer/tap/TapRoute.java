package dev.streamviewer.tap;

import dev.streamviewer.platform.crypto.Sha2;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /tap}: opens a tap for a client with the token, and sends records as Server-Sent
 * Events.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
public final class TapRoute {
  private static final String BEARER = "Bearer ";
  private static final Set<String> PARAMETERS = Set.of("address", "streamer", "body");

  private final SecureRandom random = new SecureRandom();
  private final Vertx vertx;
  private final TapConfig config;
  private final Set<TapStream> open = new HashSet<>();

  /** Creates the route. Call this and all methods on the context of the HTTP server. */
  public TapRoute(Vertx vertx, TapConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** Answers a request for a tap. */
  public void open(RoutingContext context) {
    if (config.token().isEmpty()) {
      refuse(context, 404, "The tap is off. Set TAP_TOKEN on all processes to switch it on.");
    } else if (!isAllowed(context.request().getHeader(HttpHeaders.AUTHORIZATION))) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      refuse(context, 401, "The tap requires the header Authorization: Bearer with the TAP_TOKEN.");
    } else if (open.size() >= config.limits().taps()) {
      refuse(context, 429, "%d taps are open at this process. Close one.".formatted(open.size()));
    } else {
      openFiltered(context);
    }
  }

  /** Ends all open taps. */
  public void close() {
    List.copyOf(open)
        .forEach(it -> it.end("This process is stopping. Open a tap at another process."));
  }

  private void openFiltered(RoutingContext context) {
    try {
      var filter = filter(context.queryParams());
      var stream = new TapStream(vertx, newId(), filter, config.limits(), context.response());
      open.add(stream);
      stream.start().onComplete(ended -> open.remove(stream));
    } catch (IllegalArgumentException e) {
      refuse(context, 400, e.getMessage());
    }
  }

  private static TapFilter filter(MultiMap query) {
    for (var name : query.names()) {
      if (!PARAMETERS.contains(name)) {
        throw new IllegalArgumentException(
            "\"%s\" is unknown, expected address, streamer or body."
                .formatted(TapFilter.quoted(name)));
      }
    }
    var addresses = query.getAll("address");
    return TapFilter.parse(
        addresses.isEmpty() ? null : String.join(",", addresses),
        single(query, "streamer"),
        single(query, "body"));
  }

  private static String single(MultiMap query, String name) {
    if (query.getAll(name).size() > 1) {
      throw new IllegalArgumentException(name + " is given twice, expected once.");
    }
    return query.get(name);
  }

  /** Compares digests of equal length, so that the duration tells nothing of the token. */
  private boolean isAllowed(String header) {
    var token = config.token().orElseThrow().value();
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && MessageDigest.isEqual(
            Sha2.sha256(header.substring(BEARER.length())), Sha2.sha256(token));
  }

  private String newId() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void refuse(RoutingContext context, int status, String sentence) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(
            new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", sentence)
                .toBuffer());
  }
}
