package dev.streamviewer.demo.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.testing.HttpCalls;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Another deployment under the same client id, which changes conduits. */
public final class TwitchApp {
  private static final String CONDUITS = "/helix/eventsub/conduits";

  private final URI twitch;
  private final String token;

  public TwitchApp(URI twitch) {
    this.twitch = twitch;
    var answer =
        HttpCalls.send(
            HttpRequest.newBuilder(twitch.resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "client_id=sandbox-client&client_secret=sandbox-client-secret"
                            + "&grant_type=client_credentials")));
    token = new JsonObject(answer.body()).getString("access_token");
  }

  /** Creates a conduit whose only shard posts elsewhere; returns the conduit's id. */
  public String conduitElsewhere() {
    var made = send("POST", CONDUITS, new JsonObject().put("shard_count", 1));
    var id = new JsonObject(made.body()).getJsonArray("data").getJsonObject(0).getString("id");
    var transport =
        new JsonObject()
            .put("method", "webhook")
            .put("callback", "http://localhost:1/api/callback")
            .put("secret", "a-secret-of-others");
    var shard = new JsonObject().put("id", "0").put("transport", transport);
    var assigned =
        send(
            "PATCH",
            CONDUITS + "/shards",
            new JsonObject().put("conduit_id", id).put("shards", new JsonArray().add(shard)));
    assertThat(assigned.statusCode()).isEqualTo(202);
    return id;
  }

  public void deleteConduit(String id) {
    assertThat(send("DELETE", CONDUITS + "?id=" + id, new JsonObject()).statusCode())
        .isEqualTo(204);
  }

  private HttpResponse<String> send(String method, String path, JsonObject body) {
    return HttpCalls.send(
        HttpRequest.newBuilder(twitch.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Client-Id", "sandbox-client")
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode())));
  }
}
