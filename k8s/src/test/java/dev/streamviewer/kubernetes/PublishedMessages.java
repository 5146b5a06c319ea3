package dev.streamviewer.kubernetes;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The ids of all messages that were seen at the sandbox's Pusher. */
final class PublishedMessages {
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest state;
  private final Set<String> ids = new HashSet<>();

  /**
   * @param sandbox the address of the sandbox
   */
  PublishedMessages(URI sandbox) {
    state =
        HttpRequest.newBuilder(sandbox.resolve("/sandbox/state?limit=500"))
            .timeout(Duration.ofSeconds(10))
            .build();
  }

  /** Adds the latest ids. The sandbox shows only a few hundred, so call often. */
  synchronized Set<String> refresh() {
    try {
      var answer = http.send(state, BodyHandlers.ofString());
      JsonArray publishes =
          new JsonObject(answer.body()).getJsonObject("pusher").getJsonArray("publishes");
      publishes.stream()
          .map(it -> new JsonObject(((JsonObject) it).getString("data")).getString("id"))
          .forEach(ids::add);
      return Set.copyOf(ids);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("Cannot read the messages at Pusher from the sandbox", e);
    }
  }
}
