package dev.streamviewer.tap;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A client with an open tap that keeps all received data. */
final class TapReader {
  /** A strong reference, since a garbage-collected client takes time to close. */
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
            .await(30, SECONDS);
  }

  /**
   * Requests a tap; the response may be a refusal.
   *
   * @param authorization the header, or null
   */
  static TapReader ask(Vertx vertx, int port, String query, String authorization) throws Exception {
    return ask(vertx.createHttpClient(), port, query, authorization);
  }

  static TapReader ask(HttpClient client, int port, String query, String authorization)
      throws Exception {
    return new TapReader(client, port, "/tap" + query, authorization);
  }

  HttpClientResponse response() {
    return response;
  }

  int status() {
    return response.statusCode();
  }

  /** All received data. */
  String text() {
    return text.toString();
  }

  List<JsonObject> records() {
    return events("").stream().filter(it -> it.containsKey("time")).toList();
  }

  /**
   * The received events of one name.
   *
   * @param name empty for events without a name
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
