package dev.streamviewer.demo.websub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.demo.websub.ScriptedHub.Request;
import dev.streamviewer.testing.HttpCalls;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

/** The requests of a WebSub hub, or of an attacker who imitates a hub. */
final class HubCalls {
  private HubCalls() {}

  /** Sends a verification of intent, or another mode with the same parameters. */
  static HttpResponse<String> ask(URI callback, String mode, String topic, long lease) {
    return query(
        callback,
        "hub.mode=%s&hub.topic=%s&hub.challenge=the-challenge&hub.lease_seconds=%d"
            .formatted(mode, URLEncoder.encode(topic, UTF_8), lease));
  }

  static HttpResponse<String> deny(URI callback, String topic, String reason) {
    return query(
        callback,
        "hub.mode=denied&hub.topic=%s&hub.reason=%s"
            .formatted(URLEncoder.encode(topic, UTF_8), URLEncoder.encode(reason, UTF_8)));
  }

  /** Sends a notification as the requested hub does. */
  static HttpResponse<String> post(Request request, String topic, String method, String body) {
    var signature = TopicKeys.sign(method, request.secret(), body);
    return post(request.callback(), topic, signature, body);
  }

  static HttpResponse<String> post(URI callback, String topic, String signature, String body) {
    return HttpCalls.send(
        HttpRequest.newBuilder(callback)
            .header("Content-Type", "application/json")
            .header("Link", "<https://hub.test/>; rel=\"hub\", <%s>; rel=\"self\"".formatted(topic))
            .header("Twitch-Notification-Id", UUID.randomUUID().toString())
            .header("X-Hub-Signature", signature)
            .POST(BodyPublishers.ofString(body)));
  }

  /** Returns the body of a notification that a stream began. */
  static String stream(String userId) {
    var stream = new JsonObject().put("id", "9001").put("user_id", userId);
    return new JsonObject().put("data", new JsonArray().add(stream)).encode();
  }

  private static HttpResponse<String> query(URI callback, String parameters) {
    var separator = callback.getRawQuery() == null ? "?" : "&";
    return HttpCalls.get(URI.create(callback + separator + parameters));
  }
}
