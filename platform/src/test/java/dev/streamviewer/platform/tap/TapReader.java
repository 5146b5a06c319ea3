package dev.streamviewer.platform.tap;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** One who has a tap open, and keeps what came. */
final class TapReader {
  /** Kept, since a client that is collected as garbage takes its time to close. */
  private final HttpClient client;

  private final StringBuffer text = new StringBuffer();
  private final HttpClientResponse response;

  private TapReader(HttpClient client, int port, String target, String authorization)
      throws Exception {
    this.client = client;
    response =
        client
            .request(HttpMethod.GET, port, "localhost", target)
            .compose(
                request -> {
                  if (authorization != null) {
                    request.putHeader("Authorization", authorization);
                  }
                  return request.send();
                })
            .onSuccess(it -> it.handler(data -> text.append(data)))
            .await(10, SECONDS);
  }

  /**
   * Asks for a tap; what came may be a refusal.
   *
   * @param authorization the header, or null
   */
  static TapReader ask(Vertx vertx, int port, String query, String authorization) throws Exception {
    return new TapReader(vertx.createHttpClient(), port, "/tap" + query, authorization);
  }

  HttpClientResponse response() {
    return response;
  }

  int status() {
    return response.statusCode();
  }

  /** Everything that came. */
  String text() {
    return text.toString();
  }

  List<JsonObject> records() {
    return events("").stream().filter(it -> it.containsKey("time")).toList();
  }

  /**
   * What came under a name.
   *
   * @param name empty for what has none
   */
  List<JsonObject> events(String name) {
    var found = new ArrayList<JsonObject>();
    var current = "";
    var whole = text.substring(0, text.lastIndexOf("\n") + 1);
    for (var line : whole.lines().toList()) {
      if (line.startsWith("event: ")) {
        current = line.substring("event: ".length());
      } else if (line.startsWith("data: ") && current.equals(name)) {
        found.add(new JsonObject(line.substring("data: ".length())));
      } else if (line.isEmpty()) {
        current = "";
      }
    }
    return found;
  }

  void forget() {
    text.setLength(0);
  }

  void leave() {
    client.close();
  }
}
