package dev.streamviewer.sandbox.twitch.helix;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.ConduitLink;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Websocket;
import dev.streamviewer.sandbox.twitch.oauth.AccessToken;
import dev.streamviewer.sandbox.twitch.oauth.OAuthOptions;
import dev.streamviewer.sandbox.wire.ApiError;
import dev.streamviewer.sandbox.wire.JsonFields;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the transport of a subscribe call or a shard, and checks that the destination exists. */
public final class TransportReader {
  private static final Pattern SECRET = Pattern.compile("\\p{ASCII}{10,100}");

  private final Function<String, Optional<Websocket>> sessions;
  private final Predicate<String> conduits;

  /**
   * Creates a reader.
   *
   * @param sessions finds an open session by id
   * @param conduits tells whether a conduit with this id exists
   */
  public TransportReader(
      Function<String, Optional<Websocket>> sessions, Predicate<String> conduits) {
    this.sessions = sessions;
    this.conduits = conduits;
  }

  /**
   * Reads the transport of a subscription. WebSockets take a user access token, webhooks and
   * conduits the app access token.
   */
  public EventSubTransport read(JsonObject transport, AccessToken token) {
    var method = text(transport, "method");
    switch (method) {
      case "websocket" -> {
        if (token.isApp()) {
          throw new ApiError(400, "invalid transport and auth combination");
        }
        return websocket(transport);
      }
      case "webhook", "conduit" -> {
        if (token.isUser()) {
          throw new ApiError(401, "invalid token type: an app access token is required");
        }
        return method.equals("webhook") ? webhook(transport) : conduit(transport);
      }
      default -> throw new ApiError(400, "unsupported transport method: " + method);
    }
  }

  /** Reads the transport of a shard, which cannot be a conduit. */
  EventSubTransport readShard(JsonObject transport) {
    var method = text(transport, "method");
    return switch (method) {
      case "websocket" -> websocket(transport);
      case "webhook" -> webhook(transport);
      default -> throw new ApiError(400, "unsupported transport method: " + method);
    };
  }

  private Websocket websocket(JsonObject transport) {
    return sessions
        .apply(text(transport, "session_id"))
        .orElseThrow(
            () ->
                new ApiError(
                    400, "websocket transport session does not exist or has already disconnected"));
  }

  private ConduitLink conduit(JsonObject transport) {
    var id = text(transport, "conduit_id");
    if (!conduits.test(id)) {
      throw new ApiError(400, "conduit does not exist: " + id);
    }
    return new ConduitLink(id);
  }

  private static Webhook webhook(JsonObject transport) {
    return new Webhook(callback(text(transport, "callback")), secret(text(transport, "secret")));
  }

  /**
   * Checks the callback. Twitch requires https on port 443; a loopback host may use http, for
   * development.
   */
  private static String callback(String callback) {
    try {
      var uri = URI.create(callback);
      var publicHttps =
          "https".equals(uri.getScheme()) && (uri.getPort() == -1 || uri.getPort() == 443);
      var local = "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
      if (uri.getHost() != null && (publicHttps || local)) {
        return callback;
      }
    } catch (IllegalArgumentException malformed) {
      throw new ApiError(400, "transport callback is not a URL");
    }
    throw new ApiError(400, "transport callback must use https on port 443");
  }

  private static boolean isLoopback(String host) {
    return host != null && OAuthOptions.isLoopback(host);
  }

  private static String secret(String secret) {
    if (!SECRET.matcher(secret).matches()) {
      throw new ApiError(400, "secret must be between 10 and 100 ASCII characters");
    }
    return secret;
  }

  private static String text(JsonObject json, String key) {
    return JsonFields.text(json, key);
  }
}
