package dev.streamviewer.webhook.ingest;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A recorded request of an external tool. */
public record RecordedRequest(
    String name, Secret secret, Map<String, List<String>> headers, String body) {
  static Stream<RecordedRequest> eventSub() {
    return load("/recorded/eventsub-recorded.jsonl");
  }

  public static Stream<RecordedRequest> webSub() {
    return load("/recorded/websub-captured.jsonl");
  }

  WebhookDelivery delivery() {
    return new WebhookDelivery(headers, Buffer.buffer(body));
  }

  public String header(String name) {
    return headers.get(name).get(0);
  }

  String id() {
    return header("twitch-eventsub-message-id");
  }

  Instant at() {
    return Instant.parse(header("twitch-eventsub-message-timestamp"));
  }

  String messageType() {
    return header("twitch-eventsub-message-type");
  }

  JsonObject json() {
    return new JsonObject(body);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Stream<RecordedRequest> load(String file) {
    try (InputStream lines = RecordedRequest.class.getResourceAsStream(file)) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JsonObject::new)
          .map(RecordedRequest::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecordedRequest of(JsonObject line) {
    var headers = new HashMap<String, List<String>>();
    for (var header : line.getJsonArray("headers")) {
      var pair = (JsonArray) header;
      headers
          .computeIfAbsent(pair.getString(0).toLowerCase(Locale.ROOT), it -> new ArrayList<>())
          .add(pair.getString(1));
    }
    return new RecordedRequest(
        line.getString("name"),
        new Secret(line.getString("secret")),
        headers,
        line.getString("body"));
  }
}
