package dev.streamviewer.tap;

import dev.streamviewer.platform.async.SafeStart;
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
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /tap}: opens a tap for a client with the token, and sends records as Server-Sent
 * Events. {@code GET /tap/outcomes}: what became of a message, asked afterwards.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
public final class TapRoute {
  private static final Logger log = LoggerFactory.getLogger(TapRoute.class);

  private static final int MAX_SEARCHES = 16;
  private static final int MAX_NAME = 100;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
  private static final String BEARER = "Bearer ";
  private static final Set<String> PARAMETERS = Set.of("address", "streamer", "message", "body");

  private final SecureRandom random = new SecureRandom();
  private final Vertx vertx;
  private final TapConfig config;
  private final Set<TapStream> open = new HashSet<>();
  private int searches;

  /** Creates the route. Call this and all methods on the context of the HTTP server. */
  public TapRoute(Vertx vertx, TapConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** Answers a request for a tap. */
  public void open(RoutingContext context) {
    if (!isAllowed(context)) {
      return;
    }
    if (open.size() >= config.limits().taps()) {
      refuse(context, 429, "%d taps are open at this process. Close one.".formatted(open.size()));
    } else {
      openFiltered(context);
    }
  }

  /** Answers a request for what became of a message: every process is asked. */
  public void outcomes(RoutingContext context) {
    if (!isAllowed(context)) {
      return;
    }
    try {
      var query = context.queryParams();
      if (!query.names().equals(Set.of("message"))) {
        throw new IllegalArgumentException("Expected one parameter, message: an id of Twitch.");
      }
      var message = TapFilter.messageId(single(query, "message"));
      log.info("Outcomes of {} requested by {}", message, client(context));
      search(context, message);
    } catch (IllegalArgumentException e) {
      refuse(context, 400, e.getMessage());
    }
  }

  private void search(RoutingContext context, String message) {
    if (searches >= MAX_SEARCHES) {
      refuse(context, 429, "Too many questions are under way. Ask again in a second.");
      return;
    }
    searches++;
    SafeStart.of(() -> new OutcomeSearch(vertx, newId(), message).run())
        .onComplete(done -> searches--)
        .onSuccess(found -> answer(context, found))
        .onFailure(failure -> refuse(context, 503, "The event bus is not available. Ask again."));
  }

  private static void answer(RoutingContext context, JsonObject found) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(found.encodePrettily() + "\n");
  }

  /** Ends all open taps. */
  public void close() {
    List.copyOf(open)
        .forEach(it -> it.end("This process is stopping. Open a tap at another process."));
  }

  private void openFiltered(RoutingContext context) {
    try {
      var filter = filter(context.queryParams());
      var client = client(context);
      log.info("Tap opened by {}: {}", client, filter);
      var stream =
          new TapStream(vertx, newId(), filter, config.limits(), context.response(), client);
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
            "\"%s\" is unknown, expected address, streamer, message or body."
                .formatted(TapFilter.quoted(name)));
      }
    }
    var addresses = query.getAll("address");
    return TapFilter.parse(
        addresses.isEmpty() ? null : String.join(",", addresses),
        single(query, "streamer"),
        single(query, "message"),
        single(query, "body"));
  }

  private static String single(MultiMap query, String name) {
    if (query.getAll(name).size() > 1) {
      throw new IllegalArgumentException(name + " is given twice, expected once.");
    }
    return query.get(name);
  }

  /** Whether the client has the token; refuses the request if not. */
  private boolean isAllowed(RoutingContext context) {
    if (config.token().isEmpty()) {
      refuse(context, 404, "The tap is off. Set TAP_TOKEN on all processes to switch it on.");
      return false;
    }
    if (!isAllowed(context.request().getHeader(HttpHeaders.AUTHORIZATION))) {
      log.warn("Tap refused to {}: wrong or missing token", client(context));
      context.response().putHeader("WWW-Authenticate", "Bearer");
      refuse(context, 401, "The tap requires the header Authorization: Bearer with the TAP_TOKEN.");
      return false;
    }
    return true;
  }

  /** The address of a client, with what it says of itself. */
  private static String client(RoutingContext context) {
    var address = context.request().remoteAddress();
    var agent = context.request().getHeader(HttpHeaders.USER_AGENT);
    var name = agent == null ? "no name" : UNPRINTABLE.matcher(agent).replaceAll("?");
    return "%s (%s)"
        .formatted(
            address == null ? "unknown" : address.hostAddress(),
            name.substring(0, Math.min(name.length(), MAX_NAME)));
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
