package dev.streamviewer.sandbox.pusher.http;

import dev.streamviewer.sandbox.pusher.channel.PusherApp;
import dev.streamviewer.sandbox.wire.ApiError;
import dev.streamviewer.sandbox.wire.HmacSignature;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks the signature of a request to the HTTP API, in the order of Pusher's reference. */
public final class RequestSignature implements Handler<RoutingContext> {
  private static final long WINDOW_SECONDS = 600;

  private final PusherApp app;
  private final Clock clock;

  public RequestSignature(PusherApp app, Clock clock) {
    this.app = app;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext ctx) {
    check(
        ctx.request().method().name(),
        ctx.request().path(),
        ctx.pathParam("app"),
        ctx.queryParams(),
        ctx.body().buffer());
    ctx.next();
  }

  void check(String method, String path, String appId, MultiMap query, Buffer body) {
    if (!app.id().equals(appId)) {
      throw new ApiError(404, "Unknown app id: " + appId);
    }
    if (!app.key().equals(required(query, "auth_key"))) {
      throw new ApiError(401, "Unknown auth_key");
    }
    if (!"1.0".equals(required(query, "auth_version"))) {
      throw new ApiError(401, "Unsupported auth_version: 1.0 is expected");
    }
    checkAge(required(query, "auth_timestamp"));
    if (body != null && body.length() > 0 && !md5(body).equals(required(query, "body_md5"))) {
      throw new ApiError(401, "body_md5 does not match the body");
    }
    if (!HmacSignature.same(sign(method, path, query), required(query, "auth_signature"))) {
      throw new ApiError(401, "Invalid signature: check the secret and the string that is signed");
    }
  }

  /** Signs method, path and sorted query, each on a separate line; values are not URL-encoded. */
  String sign(String method, String path, MultiMap query) {
    var parameters =
        query.entries().stream()
            .map(entry -> Map.entry(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()))
            .filter(entry -> !entry.getKey().equals("auth_signature"))
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("&"));
    return HmacSignature.sha256(app.secret(), method + "\n" + path + "\n" + parameters);
  }

  private void checkAge(String timestamp) {
    var now = clock.instant().getEpochSecond();
    if (!timestamp.matches("\\d{1,12}")
        || Math.abs(now - Long.parseLong(timestamp)) > WINDOW_SECONDS) {
      throw new ApiError(
          401,
          "Timestamp expired: given %s, server time %d, %d s are allowed"
              .formatted(timestamp, now, WINDOW_SECONDS));
    }
  }

  private static String required(MultiMap query, String name) {
    var value = query.get(name);
    if (value == null) {
      throw new ApiError(401, "Missing query parameter " + name);
    }
    return value;
  }

  /**
   * Returns the MD5 digest that Pusher requires; the signature protects the body, not this digest.
   */
  private static String md5(Buffer body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("This JVM has no MD5", impossible);
    }
  }
}
